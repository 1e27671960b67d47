/** `schemas/<source>/<detail-type>.json`: names of events as names of files, and back. */

/** What no file can be called on some system that people work on; `%` itself marks what is written otherwise. */
// eslint-disable-next-line no-control-regex -- control characters are among them
const UNFIT = /[\x00-\x1F%/\\:*?"<>|]|^\.|[. ]$/g;

/** `aws.partner/shop` -> `aws.partner%2Fshop`: a character that a file name cannot hold is written as in a URL. */
export function fileNameOf(name: string): string {
  return name.replace(UNFIT, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

/** The name that a file or folder stands for; undefined where a `%` is followed by no two hexadecimal digits. */
export function nameOfFile(fileName: string): string | undefined {
  try {
    return decodeURIComponent(fileName);
  } catch {
    return undefined;
  }
}
