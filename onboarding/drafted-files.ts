/** Files that are written together, checked before, and never over another. */
import { lstatSync, rmSync } from "node:fs";
import path from "node:path";
import { loadEnvironment, type LoadResult } from "../catalogue";
import { makeFolder } from "../catalogue/files/make-folder";
import { writeText } from "../catalogue/files/write-text";

/** A file that is to be written. */
export interface WrittenFile {
  /** Its path. */
  readonly file: string;
  readonly content: string | Buffer;
  /** Whether it can be run. */
  readonly isProgram?: true;
}

/** One that people write, too. */
export interface DraftedFile extends WrittenFile {
  readonly content: string;
}

/** The environment as it would be with these files. Nothing is written. */
export function withDrafts(folder: string, files: readonly WrittenFile[]): LoadResult {
  // Hidden files are left alone where they are written, too.
  const drafts = files.flatMap(({ file, content }) =>
    typeof content === "string" && !path.basename(file).startsWith(".") ? [[path.resolve(file), content] as const] : [],
  );
  return loadEnvironment(folder, undefined, { drafts: new Map(drafts) });
}

/** Those of the files that are there already; a link is, wherever it leads. */
export function existing(files: readonly WrittenFile[]): readonly string[] {
  return files.map(({ file }) => file).filter((file) => lstatSync(file, { throwIfNoEntry: false }) !== undefined);
}

/**
 * Writes files and the folders they are in: all of them, or none.
 *
 * @throws Error with the code EEXIST rather than writing over a file
 */
export function writeDrafts(files: readonly WrittenFile[]): void {
  const written: string[] = [];
  try {
    for (const { file, content, isProgram } of files) {
      makeFolder(path.dirname(file));
      writeText(file, content, { flag: "wx", mode: isProgram ? 0o777 : 0o666 });
      written.push(file);
    }
  } catch (error) {
    for (const file of written) rmSync(file);
    throw error;
  }
}
