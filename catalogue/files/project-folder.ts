import { existsSync } from "node:fs";
import path from "node:path";

/** The folder of package.json. Looked for from here upwards, because the launcher's bundle lies elsewhere than this file. */
export function projectFolder(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, "package.json")) && path.dirname(folder) !== folder)
    folder = path.dirname(folder);
  return folder;
}
