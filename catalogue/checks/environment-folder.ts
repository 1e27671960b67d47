import path from "node:path";
import { finding, type Finding } from "../files/findings";
import type { SoundFiles } from "../sound-files";

/**
 * `environments/<name>` must say `environment: <name>`: names and state keys are made of it, so a copied hub.yaml would
 * overwrite the environment that it was copied from.
 */
export function* environmentFolder({ hub }: SoundFiles, folder: string): Iterable<Finding> {
  const name = path.basename(folder);
  if (path.basename(path.dirname(folder)) !== "environments" || !hub || hub.value.environment === name) return;
  const wrong = `found "${hub.value.environment}" in the folder ${name}, whose state it would overwrite`;
  yield finding("environment-of-another-folder", hub.file.at(["environment"]), `environment: ${wrong}; write ${name}`);
}
