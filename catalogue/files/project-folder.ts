/** Where files are that come with the program, and where those are that its users write. */
import { existsSync } from "node:fs";
import path from "node:path";

/**
 * The folder of this package: handlers of functions, JSON Schemas and examples stand there. Looked for from here upwards,
 * because the launcher's bundle lies elsewhere than this file.
 */
export function packageFolder(): string {
  return nearestPackage(__dirname) ?? __dirname;
}

/**
 * The folder of the project whose `environments/` are meant.
 *
 * - In a checkout it is the checkout, from wherever a command is called: `/srv/event-hub/hub check` checks its own.
 * - Where this package stands in a node_modules folder it is the project that depends on it: the nearest folder, from the
 *   current one upwards, that has a package.json, else the current folder.
 */
export function projectFolder(packaged = packageFolder(), current = process.cwd()): string {
  const isDependency = packaged.split(path.sep).includes("node_modules");
  return isDependency ? (nearestPackage(current) ?? current) : packaged;
}

/** The nearest folder with a package.json, from this one upwards. */
function nearestPackage(folder: string): string | undefined {
  if (existsSync(path.join(folder, "package.json"))) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : nearestPackage(parent);
}
