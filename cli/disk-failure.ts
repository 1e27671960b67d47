import { tmpdir } from "node:os";
import path from "node:path";

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "you may not write there",
  EPERM: "you may not write there",
  EROFS: "its file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "your share of the disk is used up",
  ENOTDIR: "a part of that path is a file",
  EEXIST: "a file has that name",
  ENOENT: "no folder can be made there",
};

/** What these codes say is about writing, whatever was called; the others are so for these calls only. */
const ALWAYS_ABOUT_WRITING = new Set(["EROFS", "ENOSPC", "EDQUOT"]);
const WRITING_CALLS = new Set(["mkdir", "mkdtemp", "write", "copyfile", "rename", "unlink", "rmdir", "rm"]);

/**
 * Why the file system does not take what is written, in a sentence: the path, the reason and what to do.
 *
 * @param place where most was to be written: named instead of what lies in it, and where the error names nothing, because
 *   the file was open already
 * @returns undefined for an error of another kind
 */
export function diskFailure(error: unknown, place?: string): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return undefined;
  const code = String(error.code);
  const reason = REASONS[code];
  if (reason === undefined) return undefined;
  const isAboutWriting = ALWAYS_ABOUT_WRITING.has(code) || WRITING_CALLS.has(String(error.syscall));
  if (place === undefined && !isAboutWriting) return undefined;
  const file = "path" in error ? String(error.path) : undefined;
  const where = file !== undefined && !isWithin(file, place) ? file : (place ?? "a file");
  return `${where} cannot be written: ${reason}; ${advice(where, code)}`;
}

function isWithin(file: string, place: string | undefined): boolean {
  return place !== undefined && `${path.resolve(file)}${path.sep}`.startsWith(`${path.resolve(place)}${path.sep}`);
}

/** Whether it is one of our temporary folders: a checkout may lie among them, and is not moved by TMPDIR. */
function isTemporary(where: string): boolean {
  return path.relative(tmpdir(), path.resolve(where)).startsWith("hub-");
}

function advice(where: string, code: string): string {
  const elsewhere = isTemporary(where) ? "set TMPDIR to a folder elsewhere" : "write to a folder elsewhere";
  return code === "ENOSPC" || code === "EDQUOT" ? `make room, or ${elsewhere}` : elsewhere;
}
