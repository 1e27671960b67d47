/** A sound environment in a temporary folder, for a test to break. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { formatFinding, loadEnvironment, type Finding, type LoadResult } from "../../catalogue";

const SOUND = path.join(__dirname, "sound");
const HANDLERS = path.join(__dirname, "handlers");

/** What a test changes in the sound environment; file names are relative to its folder. */
export interface Edit {
  /** File to what is replaced in it: each `[old, new]` once, and `old` has to be there. */
  readonly replace?: Readonly<Record<string, readonly (readonly [old: string, new: string])[]>>;
  /** File to its new content. */
  readonly write?: Readonly<Record<string, string | Uint8Array>>;
  /** Files and folders that go. They go first, so that a folder can be written in a file's stead. */
  readonly remove?: readonly string[];
  /** Folders that come. */
  readonly folders?: readonly string[];
}

/** An environment that is broken in one way, and exactly what has to be printed of it. */
export interface Broken {
  readonly title: string;
  readonly edit: Edit;
  readonly expected: readonly string[];
}

/** Replaces text in one file: `old, new, old, new ...`. */
export function replaced(file: string, ...texts: readonly string[]): Edit {
  const pairs = texts.flatMap((text, index) => (index % 2 === 0 ? [[text, texts[index + 1] ?? ""] as const] : []));
  return { replace: { [file]: pairs } };
}

/** Writes one file anew. */
export function written(file: string, content: string | Uint8Array): Edit {
  return { write: { [file]: content } };
}

/** Makes the environment, edits it, and hands its folder to the test. The folder is gone afterwards. */
export function withEnvironment<T>(edit: Edit, test: (folder: string) => T): T {
  const temporary = mkdtempSync(path.join(os.tmpdir(), "catalogue-"));
  const folder = path.join(temporary, "environments", "dev");
  try {
    cpSync(SOUND, folder, { recursive: true });
    apply(edit, folder);
    return test(folder);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function apply(edit: Edit, folder: string): void {
  for (const name of edit.remove ?? []) rmSync(path.join(folder, name), { recursive: true });
  for (const name of edit.folders ?? []) mkdirSync(path.join(folder, name), { recursive: true });
  for (const [name, replacements] of Object.entries(edit.replace ?? {})) {
    let text = readFileSync(path.join(folder, name), "utf8");
    for (const [old, replacement] of replacements) {
      if (!text.includes(old)) throw new Error(`${name} does not hold ${JSON.stringify(old)}`);
      text = text.replace(old, () => replacement);
    }
    writeFileSync(path.join(folder, name), text);
  }
  for (const [name, content] of Object.entries(edit.write ?? {})) writeFileSync(path.join(folder, name), content);
}

/** Loads an environment whose functions have the handlers of these tests. */
export function load(folder: string): LoadResult {
  return loadEnvironment(folder, HANDLERS);
}

/** The findings of an edited environment as they are printed, files named relative to its folder. */
export function printedFindings(edit: Edit): string[] {
  return withEnvironment(edit, (folder) => load(folder).findings.map((finding) => printed(finding, folder)));
}

/** One finding as it is printed, without the folder. */
export function printed(finding: Finding, folder: string): string {
  return formatFinding(finding).replaceAll(`${folder}${path.sep}`, "");
}

/** The end of a file of the sound environment, from a text on that it holds. */
export function readSound(file: string, from: string): string {
  const text = readFileSync(path.join(SOUND, file), "utf8");
  return text.slice(text.indexOf(from));
}
