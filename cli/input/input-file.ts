import { readFileSync } from "node:fs";
import { systemCode } from "../../catalogue/files/read-text";
import { CommandFailure } from "../failure";

/**
 * The text of a file that somebody named on the command line.
 *
 * @throws CommandFailure when it cannot be read
 */
export function readInputFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT") throw new CommandFailure(`${file}: no such file`);
    throw new CommandFailure(`${file} cannot be read: ${code === "EISDIR" ? "it is a folder" : String(error)}`);
  }
}
