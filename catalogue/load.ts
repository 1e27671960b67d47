/** Reads an environment's folder: every file, every check, all findings in one run. */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { runChecks } from "./checks";
import { ALIAS_PATTERN, ID_PATTERN } from "./fields";
import { error, sortFindings, startOf, warning, type Finding } from "./findings";
import type { Environment, SourceFile, TenantFile } from "./model";
import { Publishers } from "./publishers";
import { resolveEnvironment } from "./resolve";
import { hubSchema, sourceSchema, tenantSchema } from "./schema";
import { shape } from "./shape-findings";
import type { Entry } from "./sound-files";
import { quote } from "./wording";
import { systemCode } from "./read-text";
import { readYamlFile } from "./read-yaml";

/** What {@link loadEnvironment} gives. */
export interface LoadResult {
  /** Present exactly when no finding is an error. */
  readonly environment: Environment | undefined;
  /** Sorted by file, line and column. */
  readonly findings: readonly Finding[];
}

/** One folder of files of the same kind. */
interface Kind<S extends z.ZodType> {
  readonly folder: "sources" | "tenants";
  readonly schema: S;
  readonly idPattern: RegExp;
  readonly idExample: string;
}

const SOURCES: Kind<typeof sourceSchema> = {
  folder: "sources",
  schema: sourceSchema,
  idPattern: ALIAS_PATTERN,
  idExample: "shop-eu",
};

const TENANTS: Kind<typeof tenantSchema> = {
  folder: "tenants",
  schema: tenantSchema,
  idPattern: ID_PATTERN,
  idExample: "salesforce",
};

const EXPECTED_ENTRIES = ["hub.yaml", "sources", "tenants", "events"];

/**
 * Reads and checks `hub.yaml`, `sources/*.yaml` and `tenants/*.yaml` of a folder.
 *
 * @param folder path of the environment's folder, such as `environments/dev`.
 * @returns the environment when nothing is an error, and everything that is wrong. Bad input is never thrown.
 */
export function loadEnvironment(folder: string): LoadResult {
  const findings: Finding[] = [...strayEntries(folder)];
  const hub = loadFile(path.join(folder, hubFileIn(folder)), "hub", hubSchema, findings);
  const sources = loadFolder<typeof sourceSchema, SourceFile>(folder, SOURCES, findings);
  const tenants = loadFolder<typeof tenantSchema, TenantFile>(folder, TENANTS, findings);
  const publishers = sources.complete ? new Publishers(sources.entries.map((entry) => entry.value)) : undefined;
  const files = { hub, sources: sources.entries, tenants: tenants.entries, publishers };
  findings.push(...runChecks(files, path.resolve(folder)));
  const sound = !findings.some((finding) => finding.severity === "error");
  return {
    environment: sound && hub && publishers ? resolveEnvironment({ ...files, hub, publishers }) : undefined,
    findings: sortFindings(findings),
  };
}

/** Reads one file into an entry, or adds what is wrong with it. */
function loadFile<S extends z.ZodType>(
  file: string,
  id: string,
  schema: S,
  findings: Finding[],
): Entry<z.output<S>> | undefined {
  const read = readYamlFile(file);
  if ("findings" in read) {
    findings.push(...read.findings);
    return undefined;
  }
  const shaped = shape(read.file, schema);
  if ("findings" in shaped) {
    findings.push(...shaped.findings);
    return undefined;
  }
  return { id, value: shaped.value, file: read.file };
}

/** Reads the files of a folder in order of their names. `complete` tells whether each was sound. */
function loadFolder<S extends z.ZodType<T>, T>(folder: string, kind: Kind<S>, findings: Finding[]) {
  const entries: Entry<z.output<S>>[] = [];
  let complete = true;
  const directory = path.join(folder, kind.folder);
  for (const name of filesIn(directory, findings)) {
    const file = path.join(directory, name);
    const misnamed = misnamedFile(file, name, kind);
    if (misnamed) findings.push(misnamed);
    // A file with a wrong name is still read: renaming it should not bring up the next errors.
    const readable = name.endsWith(".yaml") || name.endsWith(".yml");
    const entry = readable ? loadFile(file, path.parse(name).name, kind.schema, findings) : undefined;
    if (entry && !misnamed) entries.push(entry);
    else if (misnamed?.severity !== "warning") complete = false;
  }
  return { entries, complete };
}

/** Names in a folder, sorted by code unit. Hidden files are left alone; a missing folder is an empty one. */
function filesIn(directory: string, findings: Finding[]): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => !name.startsWith("."))
      .sort();
  } catch (thrown) {
    const code = systemCode(thrown);
    if (code === "ENOTDIR") findings.push(error(startOf(directory), "is a file; write a folder of this name"));
    else if (code !== "ENOENT")
      findings.push(error(startOf(directory), "cannot be read; give yourself read permission"));
    return [];
  }
}

/** The id of a source or tenant is its file's name, so the name has to be an id. */
function misnamedFile(file: string, name: string, kind: Kind<z.ZodType>): Finding | undefined {
  const { name: id, ext } = path.parse(name);
  const known = ext === ".yaml" || ext === ".yml";
  if (!known) {
    return warning(startOf(file), `${quote(name)} is not read; move it out of ${kind.folder}/, or name it <id>.yaml`);
  }
  const fitting = kind.idPattern.test(id) ? id : suggestId(id, kind);
  if (ext === ".yaml" && fitting === id) return undefined;
  return error(startOf(file), `the file name ${quote(name)} does not fit; name the file ${fitting}.yaml`);
}

/** `Shop_EU 2` -> `shop-eu-2`, where that is an id. */
function suggestId(id: string, kind: Kind<z.ZodType>): string {
  const words = id
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+|-+$/g, "");
  // An alias may not start a word with a digit.
  const joined = kind.idPattern.test(words) ? words : words.replace(/-(?=\d)/g, "");
  return kind.idPattern.test(joined) ? joined : `after its id, such as ${kind.idExample}`;
}

/** A misnamed hub file is read as well, and reported by {@link strayEntries}. */
function hubFileIn(folder: string): string {
  const names = isDirectory(folder) ? filesIn(folder, []) : [];
  return names.includes("hub.yml") && !names.includes("hub.yaml") ? "hub.yml" : "hub.yaml";
}

/** What lies beside the known files and is not read. */
function* strayEntries(folder: string): Iterable<Finding> {
  if (!isDirectory(folder)) return;
  for (const name of filesIn(folder, [])) {
    if (EXPECTED_ENTRIES.includes(name)) continue;
    const place = startOf(path.join(folder, name));
    if (name === "hub.yml") yield error(place, `the file name "hub.yml" does not fit; name the file hub.yaml`);
    else if (/\.ya?ml$/.test(name)) {
      yield warning(place, `${quote(name)} is not read; move it to sources/ or tenants/`);
    }
  }
}

function isDirectory(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}
