import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { finding, startOf, type Finding } from "./findings";

/**
 * The largest file that is read: some 20,000 events of a tenant, where AWS has 300 rules on a bus before it is asked for
 * more. What is larger was written by mistake, and reading it would take long before anything could be said of it.
 */
const MOST_BYTES = 5_000_000;

/** The file's text without byte order mark, or why it cannot be had. */
export function readText(file: string): string | Finding {
  try {
    const status = statSync(file);
    if (status.isDirectory())
      return finding("file-unreadable", startOf(file), "is a directory; write a file of this name");
    // Reading a pipe or a device would wait for ever.
    if (!status.isFile())
      return finding("file-unreadable", startOf(file), "is not a regular file; write a file of this name");
    if (status.size > MOST_BYTES) return tooLarge(file, status.size);
    const bytes = readFileSync(file);
    return isUtf8(bytes) ? new TextDecoder("utf-8").decode(bytes) : encodingFinding(file, bytes);
  } catch (thrown) {
    return unreadable(file, systemCode(thrown));
  }
}

/** The code of a failed system call, such as ENOENT. */
export function systemCode(thrown: unknown): string {
  return typeof thrown === "object" && thrown !== null && "code" in thrown ? String(thrown.code) : "unknown";
}

function tooLarge(file: string, bytes: number): Finding {
  const megabytes = (bytes / 1_000_000).toFixed(1);
  return finding("file-too-large", startOf(file), `the file has ${megabytes} MB, and 5 MB are read; split it`);
}

function unreadable(file: string, code: string): Finding {
  const place = startOf(file);
  if (code === "ENOENT" || code === "ENOTDIR") return finding("file-missing", place, "no such file; write it");
  if (code === "EACCES" || code === "EPERM") {
    return finding("file-unreadable", place, "may not be read; give yourself read permission");
  }
  const wrong = code === "ELOOP" ? "is a symbolic link to itself" : `cannot be read (${code})`;
  const instead = code === "ELOOP" ? "write a file of this name" : "write a file that can";
  return finding("file-unreadable", place, `${wrong}; ${instead}`);
}

/** Points at the first line that is not UTF-8. */
function encodingFinding(file: string, bytes: Buffer): Finding {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (utf16) return finding("file-not-utf-8", startOf(file), "the file is UTF-16; save it as UTF-8");
  // Latin 1 gives each byte one character, so that lines can be cut without decoding.
  const lines = bytes.toString("latin1").split("\n");
  const index = lines.findIndex((line) => !isUtf8(Buffer.from(line, "latin1")));
  const decoded = Buffer.from(lines[index] ?? "", "latin1").toString("utf8");
  const place = { ...startOf(file), line: index + 1, column: decoded.indexOf("\uFFFD") + 1 };
  return finding("file-not-utf-8", place, "not UTF-8 text; save the file as UTF-8");
}
