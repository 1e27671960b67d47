/** Reads an environment's folder: every file, every check, all findings in one run. */
import path from "node:path";
import type { z } from "zod";
import { runChecks } from "./checks";
import { ALIAS_PATTERN, ID_PATTERN } from "./language/fields";
import { hubFileIn, misnamedFile, namesIn, strayEntries, type NamedFiles } from "./files/file-names";
import { sortFindings, type Finding } from "./files/findings";
import { EventTypes } from "./event-schemas/event-types";
import { readEventSchemas } from "./event-schemas/read-event-schemas";
import { functionsSchema } from "./language/functions-schema";
import { withLayers, type Layering } from "./layers";
import { ingressSchema } from "./language/ingress-schema";
import type { Environment, FunctionsFile, IngressFile, SourceFile, TenantFile } from "./model";
import { packageFolder } from "./files/project-folder";
import { Publishers } from "./publishers";
import { resolveEnvironment } from "./resolve";
import { resolveApplications } from "./resolve-applications";
import { hubSchema } from "./language/hub-schema";
import { sourceSchema, tenantSchema } from "./language/schema";
import { shape } from "./files/shape-findings";
import type { Entry, SoundFiles } from "./sound-files";
import { readerOfYaml, readYamlFile } from "./files/read-yaml";

/** What {@link loadEnvironment} gives. */
export interface LoadResult {
  /** Present exactly when no finding is an error. */
  readonly environment: Environment | undefined;
  /** Sorted by file, line and column. */
  readonly findings: readonly Finding[];
}

/** One folder of files of the same kind. */
interface Kind<S extends z.ZodType> extends NamedFiles {
  readonly schema: S;
}

const SOURCES: Kind<typeof sourceSchema> = {
  folder: "sources",
  idPattern: ALIAS_PATTERN,
  idExample: "shop-eu",
  schema: sourceSchema,
};

const TENANTS: Kind<typeof tenantSchema> = {
  folder: "tenants",
  idPattern: ID_PATTERN,
  idExample: "salesforce",
  schema: tenantSchema,
};

const FUNCTIONS: Kind<typeof functionsSchema> = {
  folder: "functions",
  idPattern: ID_PATTERN,
  idExample: "user-signup",
  schema: functionsSchema,
};

const INGRESS: Kind<typeof ingressSchema> = {
  folder: "ingress",
  idPattern: ID_PATTERN,
  idExample: "user-signup",
  schema: ingressSchema,
};

/** What a caller answers for itself. */
export interface LoadOptions {
  /**
   * Takes the hub account for a source account, too. Its bus policy then keeps nobody of that account from any source: for
   * an environment of one account that nobody else publishes to.
   */
  readonly hubMayPublish?: boolean;
  /** Texts of files that are not written yet, by absolute path: they are read as if they were. */
  readonly drafts?: ReadonlyMap<string, string>;
}

/**
 * Reads and checks `hub.yaml` and the files of `sources/`, `tenants/`, `functions/` and `ingress/` of a folder.
 *
 * @param folder path of the environment's folder, such as `environments/dev`.
 * @param handlers absolute path of the folder of functions' handlers; this package's own when absent.
 * @returns the environment when nothing is an error, and everything that is wrong. Bad input is never thrown.
 */
export function loadEnvironment(
  folder: string,
  handlers = path.join(packageFolder(), "lambda"),
  { hubMayPublish = false, drafts = new Map() }: LoadOptions = {},
): LoadResult {
  const { files, findings } = readFiles(folder, drafts);
  for (const found of runChecks(files, path.resolve(folder), handlers)) {
    if (!hubMayPublish || found.rule !== "account-is-the-hub") findings.push(found);
  }
  const { hub, publishers } = files;
  const sound = !findings.some((finding) => finding.severity === "error");
  const complete = sound && hub && publishers ? { ...files, hub, publishers } : undefined;
  return {
    environment: complete && { ...resolveEnvironment(complete), ...resolveApplications(complete, handlers) },
    findings: sortFindings(findings),
  };
}

/** Reads every file of an environment's folder; what is wrong with a file by itself is found, checks are not run. */
export function readFiles(
  folder: string,
  drafts: ReadonlyMap<string, string> = new Map(),
): { readonly files: SoundFiles; readonly findings: Finding[] } {
  const findings: Finding[] = [...strayEntries(folder)];
  const reading = { findings, drafts, root: path.dirname(path.resolve(folder)), readBase: readerOfYaml() };
  const hub = loadFile(path.join(folder, hubFileIn(folder)), "hub", hubSchema, reading);
  const sources = loadFolder<typeof sourceSchema, SourceFile>(folder, SOURCES, reading);
  const tenants = loadFolder<typeof tenantSchema, TenantFile>(folder, TENANTS, reading);
  const functions = loadFolder<typeof functionsSchema, FunctionsFile>(folder, FUNCTIONS, reading);
  const ingress = loadFolder<typeof ingressSchema, IngressFile>(folder, INGRESS, reading);
  const publishers = sources.complete ? new Publishers(sources.entries.map((entry) => entry.value)) : undefined;
  const schemas = readEventSchemas(folder);
  findings.push(...schemas.findings);
  const files = {
    hub,
    sources: sources.entries,
    tenants: tenants.entries,
    publishers,
    eventTypes: new EventTypes(schemas.types, publishers),
    functions: functions.entries,
    functionsComplete: functions.complete,
    ingress: ingress.entries,
  };
  return { files, findings };
}

/** What the reading of each file is given. */
interface Reading {
  /** What is wrong is added to these. */
  readonly findings: Finding[];
  readonly drafts: ReadonlyMap<string, string>;
  /** The folder that holds the environments. */
  readonly root: string;
  readonly readBase: Layering["readBase"];
}

/** Reads one file into an entry, or adds what is wrong with it. */
function loadFile<S extends z.ZodType>(
  file: string,
  id: string,
  schema: S,
  { findings, drafts, root, readBase }: Reading,
): Entry<z.output<S>> | undefined {
  const read = readYamlFile(file, drafts.get(path.resolve(file)));
  const hasPreset = (schema as z.ZodType) === tenantSchema;
  const layered = "file" in read ? withLayers(read.file, { location: file, root, hasPreset, readBase }) : read;
  const shaped = "file" in layered ? shape(layered.file, schema) : layered;
  if ("findings" in shaped) {
    findings.push(...shaped.findings);
    return undefined;
  }
  if ("findings" in layered) return undefined;
  return { id, value: shaped.value, file: layered.file };
}

/** Reads the files of a folder in order of their names. `complete` tells whether each was sound. */
function loadFolder<S extends z.ZodType<T>, T>(folder: string, kind: Kind<S>, reading: Reading) {
  const { findings, drafts } = reading;
  const entries: Entry<z.output<S>>[] = [];
  const directory = path.join(folder, kind.folder);
  const listed = namesIn(directory);
  if ("finding" in listed) findings.push(listed.finding);
  let complete = !("finding" in listed);
  const drafted = [...drafts.keys()].filter((file) => path.dirname(file) === path.resolve(directory));
  const names = new Set(["names" in listed ? listed.names : [], drafted.map((file) => path.basename(file))].flat());
  for (const name of [...names].sort()) {
    const file = path.join(directory, name);
    const misnamed = misnamedFile(file, name, kind);
    if (misnamed) findings.push(misnamed);
    // A file with a wrong name is still read: renaming it should not bring up the next errors.
    const readable = name.endsWith(".yaml") || name.endsWith(".yml");
    const entry = readable ? loadFile(file, path.parse(name).name, kind.schema, reading) : undefined;
    if (entry && !misnamed) entries.push(entry);
    else if (misnamed?.severity !== "warning") complete = false;
  }
  return { entries, complete };
}
