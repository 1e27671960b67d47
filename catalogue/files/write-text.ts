import { writeFileSync, type WriteFileOptions } from "node:fs";

/**
 * Writes a file.
 *
 * @throws the system's error, whose `syscall` is `write`: what `open` fails at may as well have been reading
 */
export function writeText(file: string, content: string | Buffer, options?: WriteFileOptions): void {
  try {
    writeFileSync(file, content, options);
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { syscall: "write" }) : error;
  }
}
