/** All checks that look across the values of a file, or across files. */
import type { Finding } from "../findings";
import type { Check, SoundFiles } from "../sound-files";
import { environmentFolder } from "./environment-folder";

const CHECKS: readonly Check[] = [];

/** Runs every check over the sound files of a folder (an absolute path). */
export function* runChecks(files: SoundFiles, folder: string): Iterable<Finding> {
  yield* environmentFolder(files, folder);
  for (const check of CHECKS) yield* check(files);
}
