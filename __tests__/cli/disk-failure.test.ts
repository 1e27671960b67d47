import { tmpdir } from "node:os";
import path from "node:path";
import { diskFailure } from "../../cli/disk-failure";

const refused = (code: string, syscall: string, file?: string) =>
  Object.assign(new Error(`${code}: ${syscall}`), { code, syscall, ...(file === undefined ? {} : { path: file }) });

test.each<[error: Error, place: string | undefined, sentence: string]>([
  [
    refused("EROFS", "mkdir", "/checkout/cdktf.out"),
    undefined,
    "/checkout/cdktf.out cannot be written: its file system is read-only; write to a folder elsewhere",
  ],
  [
    refused("EROFS", "mkdir", path.resolve("cdktf.out/stacks")),
    "cdktf.out",
    "cdktf.out cannot be written: its file system is read-only; write to a folder elsewhere",
  ],
  [
    refused("EROFS", "mkdir", "/checkout/node_modules/.cache"),
    "cdktf.out",
    "/checkout/node_modules/.cache cannot be written: its file system is read-only; write to a folder elsewhere",
  ],
  [
    refused("ENOSPC", "write"),
    "cdktf.out",
    "cdktf.out cannot be written: the disk is full; make room, or write to a folder elsewhere",
  ],
  [
    refused("EDQUOT", "write"),
    undefined,
    "a file cannot be written: your share of the disk is used up; make room, or write to a folder elsewhere",
  ],
  [
    refused("EACCES", "mkdtemp", path.join(tmpdir(), "hub-XXXXXX")),
    undefined,
    `${path.join(tmpdir(), "hub-XXXXXX")} cannot be written: you may not write there; set TMPDIR to a folder elsewhere`,
  ],
])("%s in %s becomes a sentence with the path and what to do", (error, place, sentence) => {
  expect(diskFailure(error, place)).toBe(sentence);
});

test.each([
  refused("ENOENT", "open", "missing.json"),
  refused("EACCES", "listen"),
  refused("ECONNREFUSED", "connect"),
  new TypeError("x is not a function"),
])("%s is none: nothing was to be written", (error) => {
  expect(diskFailure(error)).toBeUndefined();
});
