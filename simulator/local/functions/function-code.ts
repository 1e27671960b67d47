import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { unzipSync } from "fflate";
import type { LambdaFunction } from "../../topology";
import { temporaryFolder } from "../temporary-folder";

/** The code of a function cannot be unpacked. The message says why, in a sentence. */
export class NoCodeError extends Error {}

/**
 * Unpacks the zip that the Terraform of a function names into a new folder.
 *
 * @throws NoCodeError when there is no such zip
 */
export function unpackCode({ name, codeFile }: LambdaFunction): string {
  if (codeFile === undefined) throw new NoCodeError(`the code of ${name} is not in a file that Terraform names`);
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(readFileSync(codeFile));
  } catch {
    throw new NoCodeError(`the code of ${name} cannot be read from ${codeFile}`);
  }
  const folder = temporaryFolder("function");
  for (const [entry, content] of Object.entries(files)) {
    const file = path.join(folder, entry);
    // A zip may name files above its folder; none of ours does.
    if (!file.startsWith(folder + path.sep)) throw new NoCodeError(`the zip of ${name} holds ${entry}`);
    mkdirSync(entry.endsWith("/") ? file : path.dirname(file), { recursive: true });
    if (!entry.endsWith("/")) writeFileSync(file, content);
  }
  return folder;
}

/** Removes what {@link unpackCode} made. */
export function removeCode(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
