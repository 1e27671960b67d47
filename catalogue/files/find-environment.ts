/** From what people write after `--env` to a folder. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { isDirectory } from "./file-names";
import { finding, folderItself, shownPath, startOf, type Finding } from "./findings";
import { projectFolder } from "./project-folder";
import { all, either, nearest, quote } from "../wording";

/** What {@link findEnvironment} gives: a folder, or why there is none. */
export type FoundEnvironment =
  | { readonly folder: string; readonly findings: readonly [] }
  | { readonly folder: undefined; readonly findings: readonly Finding[] };

/**
 * The folder of an environment.
 *
 * @param nameOrPath a folder of `environments/` (`dev`), or a path (whatever holds a slash, or exists).
 * @param environments the folder of environments; that of the project when absent: see {@link projectFolder}.
 */
export function findEnvironment(nameOrPath: string, environments = environmentsFolder()): FoundEnvironment {
  const isPath = /[/\\]/.test(nameOrPath) || nameOrPath === "." || nameOrPath === "..";
  const named = path.join(environments, nameOrPath);
  if (!isPath && nameOrPath !== "" && isDirectory(named)) return { folder: named, findings: [] };
  if (isDirectory(nameOrPath)) return { folder: path.resolve(nameOrPath), findings: [] };
  if (isPath || existsSync(nameOrPath)) return missing(nameOrPath, notAFolder(nameOrPath));
  return missing(environments, unknownName(nameOrPath, environments));
}

function missing(file: string, message: string): FoundEnvironment {
  const place = existsSync(file) && !isDirectory(file) ? startOf(path.resolve(file)) : folderItself(path.resolve(file));
  return { folder: undefined, findings: [finding("no-such-environment", place, message)] };
}

function notAFolder(file: string): string {
  if (!existsSync(file)) return "no such folder; write the path of a folder that holds hub.yaml";
  return `is a file; write the folder ${shownPath(path.dirname(path.resolve(file)))}`;
}

/**
 * The names of the environments, sorted: of the folders that hold a `hub.yaml`.
 *
 * @param environments the folder of environments; that of the project when absent.
 */
export function environmentNames(environments = environmentsFolder()): readonly string[] {
  if (!isDirectory(environments)) return [];
  return readdirSync(environments)
    .filter((entry) => existsSync(path.join(environments, entry, "hub.yaml")))
    .sort();
}

function environmentsFolder(): string {
  return path.join(projectFolder(), "environments");
}

function unknownName(name: string, environments: string): string {
  const known = environmentNames(environments);
  const wrong = `no environment is called ${quote(name)}`;
  if (known.length === 0) return `${wrong}; write the path of a folder that holds hub.yaml`;
  const meant = nearest(name, known);
  return `${wrong}; write ${meant === undefined ? either(known) : `${meant} (there are ${all(known)})`}`;
}
