/** The presets that come with this package: one file each in `catalogue/presets/`. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { packageFolder } from "./files/project-folder";
import { formatFinding } from "./files/findings";
import { readYamlFile } from "./files/read-yaml";
import { shape } from "./files/shape-findings";
import type { YamlFile } from "./files/yaml-file";
import { presetSchema, type Preset } from "./language/preset-schema";

/** A preset, and where its parts stand. */
export interface PresetFile {
  readonly id: string;
  readonly preset: Preset;
  readonly file: YamlFile;
}

const FOLDER = path.join("catalogue", "presets");

let ids: readonly string[] | undefined;

/** Ids of all presets, sorted; listed once in a process. */
export function presetIds(): readonly string[] {
  ids ??= readdirSync(path.join(packageFolder(), FOLDER))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => path.parse(name).name)
    .sort();
  return ids;
}

const read = new Map<string, PresetFile>();

/**
 * One preset, read once in a process.
 *
 * @param id one of {@link presetIds}.
 * @throws Error when the package's own file is wrong, which a test keeps from happening.
 */
export function readPreset(id: string): PresetFile {
  const file = path.join(packageFolder(), FOLDER, `${id}.yaml`);
  const known = read.get(file);
  if (known !== undefined) return known;
  const parsed = readYamlFile(file);
  const shaped = "file" in parsed ? shape(parsed.file, presetSchema) : parsed;
  if ("findings" in shaped || !("file" in parsed)) {
    const findings = "findings" in shaped ? shaped.findings : [];
    throw new Error(`the preset ${id} is wrong:\n${findings.map(formatFinding).join("\n")}`);
  }
  const made = { id, preset: shaped.value, file: parsed.file };
  read.set(file, made);
  return made;
}

/** Texts of a value with the variables of a preset in them: `{subdomain}` becomes what the tenant's file says. */
export function withVariables(value: unknown, variables: Readonly<Record<string, string>>): unknown {
  if (typeof value === "string") {
    return value.replace(/\{([a-z][A-Za-z0-9]*)\}/g, (whole, name: string) =>
      Object.hasOwn(variables, name) ? (variables[name] ?? whole) : whole,
    );
  }
  if (Array.isArray(value)) return value.map((item) => withVariables(item, variables));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withVariables(inner, variables)]));
}

/** What a list says of a preset. */
export interface PresetSummary {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly category: Preset["category"];
  readonly level: Preset["level"];
  readonly authorization: string;
  readonly description: string;
  /** How many of its facts no page was read for. */
  readonly unconfirmed: number;
}

/** Every preset in a few words, by id. */
export function presetSummaries(): readonly PresetSummary[] {
  return presetIds().map((id) => {
    const { name, vendor, category, level, connection, description, unconfirmed } = readPreset(id).preset;
    const authorization = String(connection.authorization["type"]);
    return {
      id,
      name,
      vendor,
      category,
      level,
      authorization,
      description,
      unconfirmed: Object.keys(unconfirmed).length,
    };
  });
}
