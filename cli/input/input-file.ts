import { readFileSync } from "node:fs";
import { systemCode } from "../../catalogue/files/read-text";
import { CommandFailure } from "../failure";

/** Its number: `process.stdin` would make the pipe one that cannot be waited for. */
const STDIN = 0;

/** What a file is called in sentences: `-` is standard input. */
export function calledFile(file: string): string {
  return file === "-" ? "standard input" : file;
}

/**
 * The text of a file that somebody named on the command line, without a byte order mark; of standard input for `-`.
 *
 * @param descriptor of what is open already; `file` is then what to call it
 * @throws CommandFailure when it cannot be read
 */
export function readInputFile(file: string, descriptor?: number): string {
  try {
    const bytes = readFileSync(descriptor ?? (file === "-" ? STDIN : file));
    if (isUtf16(bytes)) throw new CommandFailure(`${calledFile(file)} is UTF-16; save it as UTF-8`);
    return withoutMark(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    const code = systemCode(error);
    if (code === "ENOENT") throw new CommandFailure(`${file}: no such file`);
    throw new CommandFailure(`${calledFile(file)} cannot be read: ${reasonOf(code, error)}`);
  }
}

/** Windows' editors begin a file so. */
function isUtf16([first, second]: Buffer): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
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
