/** A state that Terraform could not save: it alone tells what was made, and stands in a folder that is soon gone. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { UnsavedState } from "./diagnostics";
import type { SavedPlan } from "./plans";
import type { EmittedFolder } from "./stack";

/** What Terraform calls it, in the folder of the stack. */
const UNSAVED = "errored.tfstate";

/**
 * Saves the state that an apply could not save, or keeps it.
 *
 * @param file absolute; it outlives the process
 * @returns where it is kept, because it cannot be saved now either; undefined where nothing is unsaved
 */
export async function saveOrKeep(
  { folder }: EmittedFolder,
  { terraform, planned }: SavedPlan,
  file: string,
): Promise<UnsavedState | undefined> {
  const unsaved = path.join(folder, UNSAVED);
  if (!existsSync(unsaved)) return undefined;
  const isSaved = await terraform.pushState(UNSAVED);
  if (!isSaved) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    copyFileSync(unsaved, file);
    chmodSync(file, 0o600);
  }
  rmSync(unsaved);
  return isSaved ? undefined : { file, belongsTo: planned.backend };
}
