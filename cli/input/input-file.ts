import { readFileSync } from "node:fs";
import { systemCode } from "../../catalogue/files/read-text";
import { CommandFailure } from "../failure";

/**
 * The text of a file that somebody named on the command line.
 *
 * @param descriptor of what is open already; `file` is then what to call it
 * @throws CommandFailure when it cannot be read
 */
export function readInputFile(file: string, descriptor?: number): string {
  try {
    return readFileSync(descriptor ?? file, "utf8");
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT") throw new CommandFailure(`${file}: no such file`);
    throw new CommandFailure(`${file} cannot be read: ${reasonOf(code, error)}`);
  }
}

function reasonOf(code: string, error: unknown): string {
  switch (code) {
    case "EISDIR":
      return "it is a folder";
    // More than 2 GB, or more characters than a text can have, which are half a gigabyte.
    case "ERR_FS_FILE_TOO_LARGE":
    case "ERR_STRING_TOO_LONG":
      return "it is larger than 512 MB";
    default:
      return String(error);
  }
}
