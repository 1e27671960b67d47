import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { formatFinding } from "../catalogue";
import { packageFolder } from "../catalogue/files/project-folder";
import { readYamlFile } from "../catalogue/files/read-yaml";
import { shape } from "../catalogue/files/shape-findings";
import { either, nearest, quote } from "../catalogue/wording";
import { demoSchema, type DemoScript } from "../catalogue/language/script-schema";
import { ScriptError } from "../script";

/** An example and what its demo does. */
export interface Example {
  readonly name: string;
  /** Absolute path; itself an environment. */
  readonly folder: string;
  readonly script: DemoScript;
}

const SCRIPT = path.join("demo", "steps.yaml");

/** Names of the project's own examples, sorted. */
export function exampleNames(): string[] {
  const folder = examplesFolder();
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, SCRIPT)))
    .sort();
}

/**
 * Reads an example.
 *
 * @param nameOrPath a folder of `examples/`, or a path of one
 * @throws ScriptError when there is none, or its script has errors: each with file, line and column
 */
export function readExample(nameOrPath: string): Example {
  const folder = exampleFolder(nameOrPath);
  const read = readYamlFile(path.join(folder, SCRIPT));
  const shaped = "findings" in read ? read : shape(read.file, demoSchema);
  if ("findings" in shaped) {
    throw new ScriptError(["the demo's steps cannot be followed", ...shaped.findings.map(formatFinding)].join("\n"));
  }
  return { name: path.basename(folder), folder, script: shaped.value };
}

function exampleFolder(nameOrPath: string): string {
  const named = path.join(examplesFolder(), nameOrPath);
  if (!/[/\\]/.test(nameOrPath) && existsSync(path.join(named, SCRIPT))) return named;
  if (existsSync(path.join(nameOrPath, SCRIPT))) return path.resolve(nameOrPath);
  if (existsSync(nameOrPath)) throw new ScriptError(`${nameOrPath} has no ${SCRIPT}; write what the demo does there`);
  const names = exampleNames();
  const instead = nearest(nameOrPath, names) ?? either(names);
  throw new ScriptError(`no example is called ${quote(nameOrPath)}; write ${instead}`);
}

function examplesFolder(): string {
  return path.join(packageFolder(), "examples");
}
