/** The files of a new tenant: written together, checked before, and never over another. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadEnvironment, type LoadResult } from "../catalogue";
import { tenantYaml, type TenantDraft } from "./tenant-draft";

/** A file that is to be written. */
export interface DraftedFile {
  /** Its path. */
  readonly file: string;
  readonly content: string;
}

/**
 * What a new tenant consists of.
 *
 * @param folder the environment's.
 * @param event the sample event to write; undefined where it is a file already.
 */
export function tenantFiles(
  draft: TenantDraft,
  folder: string,
  event: { readonly file: string; readonly account: string | undefined } | undefined,
): readonly DraftedFile[] {
  const sample =
    event === undefined
      ? []
      : [
          {
            file: event.file,
            content: `${JSON.stringify({ ...(event.account === undefined ? {} : { account: event.account }), ...draft.sample }, undefined, 2)}\n`,
          },
        ];
  return [{ file: path.join(folder, "tenants", `${draft.id}.yaml`), content: tenantYaml(draft, folder) }, ...sample];
}

/** The environment as it would be with these files. Nothing is written. */
export function withDrafts(folder: string, files: readonly DraftedFile[]): LoadResult {
  const drafts = new Map(files.map(({ file, content }) => [path.resolve(file), content]));
  return loadEnvironment(folder, undefined, { drafts });
}

/** Those of the files that are there already. */
export function existing(files: readonly DraftedFile[]): readonly string[] {
  return files.map(({ file }) => file).filter((file) => existsSync(file));
}

/**
 * Writes files and the folders they are in.
 *
 * @throws Error with the code EEXIST rather than writing over a file
 */
export function writeDrafts(files: readonly DraftedFile[]): void {
  for (const { file, content } of files) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content, { flag: "wx" });
  }
}
