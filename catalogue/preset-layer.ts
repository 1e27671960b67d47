/** What a preset says of one tenant, as a layer below the tenant's file. */
import { finding, type Finding, type Place } from "./files/findings";
import { isMapping } from "./files/merge";
import { strayFinding } from "./files/shape-findings";
import type { Layer } from "./files/layered-file";
import type { Path, YamlFile } from "./files/yaml-file";
import type { Preset } from "./language/preset-schema";
import { presetIds, readPreset, withVariables, type PresetFile } from "./preset";
import { unknownPreset } from "./unknown-preset";
import { all, describeValue, either, nearest, quote } from "./wording";

/** A layer, or why there is none. */
export type PresetResult = { readonly layer: Layer } | { readonly findings: readonly Finding[] };

/** A tenant's file. */
export interface WrittenTenant {
  /** Merged with what it extends. */
  readonly file: YamlFile;
  /** What it and those that it extends say each for itself, the uppermost first. */
  readonly written: readonly unknown[];
}

/**
 * The layer of the preset that a tenant's file names.
 *
 * @param tenant the tenant's file.
 * @param id what it says under `preset`.
 * @param variables what it says under `variables`.
 */
export function presetLayer(
  { file, written }: WrittenTenant,
  id: string,
  variables: Readonly<Record<string, string>>,
): PresetResult {
  if (!presetIds().includes(id)) {
    return { findings: [file.finding("unknown-preset", ["preset"], unknownPreset(id))] };
  }
  const preset = readPreset(id);
  const wrong = [...variableFindings(file, preset, variables)];
  const chosen = new Map<string, string | undefined>();
  for (const destination of Object.keys(mappingAt(file.value, "destinations"))) {
    // Merging takes a null away with what it removes, and here it is the answer.
    const said = uppermost(written, ["destinations", destination, "operation"]);
    const operation = operationOf(file, preset, destination, said);
    if (typeof operation === "object") wrong.push(operation);
    else chosen.set(destination, operation);
  }
  if (wrong.length > 0) return { findings: wrong };
  return { layer: new PresetLayer(file, preset, variables, chosen) };
}

/** What the first of several values says at a path; undefined where none says anything. */
function uppermost(values: readonly unknown[], path: readonly string[]): unknown {
  for (const value of values) {
    let inner = value;
    const reached = path.every((step) => {
      if (!isMapping(inner) || !Object.hasOwn(inner, step)) return false;
      inner = inner[step];
      return true;
    });
    if (reached) return inner;
  }
  return undefined;
}

/** Each variable is asked for once, and fits. */
function* variableFindings(
  file: YamlFile,
  { id, preset }: PresetFile,
  variables: Readonly<Record<string, string>>,
): Iterable<Finding> {
  const asked = Object.keys(preset.variables);
  const unknown = Object.keys(variables).filter((name) => !asked.includes(name));
  const meant = new Set(unknown.map((name) => nearest(name, asked)));
  for (const name of unknown) {
    const near = nearest(name, asked);
    const others = asked.length === 0 ? "leave it out" : `leave it out, or write one of ${asked.join(", ")}`;
    const instead = near === undefined ? others : `write "${near}"`;
    const message = `the preset ${id} asks for no ${quote(name)}; ${instead}`;
    yield file.findingAtKey("preset-variable", ["variables", name], message);
  }
  for (const [name, variable] of Object.entries(preset.variables)) {
    const value = variables[name];
    const fault = value === undefined ? undefined : variableFault(variable, value);
    if (fault !== undefined) yield file.finding("preset-variable", ["variables", name], fault);
    if (value !== undefined || meant.has(name)) continue;
    const message = `the preset ${id} asks for it; write variables with ${name}: ${wordsOf(variable)}`;
    yield finding("preset-variable", file.at(["variables"]), `variables.${name}: ${message}`);
  }
}

type Variable = Preset["variables"][string];

/** What is wrong with the value of a variable, and what to write; undefined where nothing is. */
export function variableFault(variable: Variable, value: string): string | undefined {
  const { choices, pattern } = variable;
  if (UNFIT.test(value) || value.trim() === "") {
    return `found ${describeValue(value)}, which would break the texts that it becomes a part of; write ${wordsOf(variable)}`;
  }
  const fits = pattern === undefined || new RegExp(`^(?:${pattern})$`, "u").test(value);
  return fits && choices?.includes(value) !== false ? undefined : `found ${quote(value)}; write ${wordsOf(variable)}`;
}

/** What ends a text of JSON or a variable of a template: values become parts of both. */
const UNFIT = /["\\<>\p{Cc}]/u;

function wordsOf({ choices, description, example }: Variable): string {
  return choices === undefined ? `${description}, such as ${example}` : either(choices);
}

/**
 * The operation of the preset that a destination starts from.
 *
 * @returns undefined where it starts from none: the preset has none, or the destination says `operation: null`.
 */
function operationOf(
  file: YamlFile,
  { id, preset }: PresetFile,
  destination: string,
  written: unknown,
): string | Finding | undefined {
  const known = Object.keys(preset.operations);
  const path = ["destinations", destination];
  if (typeof written === "string") {
    if (known.includes(written)) return written;
    const meant = nearest(written, known);
    const choices = known.length === 0 ? "leave it out: the preset has none" : `write ${meant ?? either(known)}`;
    const message = `the preset ${id} has no operation ${quote(written)}; ${choices}`;
    return file.finding("preset-operation", [...path, "operation"], message);
  }
  if (written !== undefined && written !== null && known.length > 0) {
    const message = `found ${describeValue(written)}; write ${either(known)}, or null for none`;
    return file.finding("preset-operation", [...path, "operation"], message);
  }
  if (written !== undefined || known.length === 0) return undefined;
  if (known.length === 1) return known[0];
  if (known.includes(destination)) return destination;
  const stray = file.strayName(path);
  if (stray !== undefined) return strayFinding(file, stray);
  const message = `the preset ${id} has the operations ${all(known)}; write operation with one of them, or null for none`;
  return file.findingAtKey("preset-operation", path, message);
}

function mappingAt(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const inner = isMapping(value) ? value[key] : undefined;
  return isMapping(inner) ? inner : {};
}

/** Places are the tenant's `preset`, with the line of the preset as a note: a user cannot mend the preset itself. */
class PresetLayer implements Layer {
  readonly value: unknown;
  readonly shown = undefined;

  constructor(
    private readonly file: YamlFile,
    private readonly preset: PresetFile,
    variables: Readonly<Record<string, string>>,
    private readonly operations: ReadonlyMap<string, string | undefined>,
  ) {
    this.value = withVariables(tenantOf(preset.preset, file.value, operations), variables);
  }

  at(path: Path): Place {
    return this.place(this.preset.file.at(this.inPreset(path)).line);
  }

  atKey(path: Path): Place {
    return this.place(this.preset.file.atKey(this.inPreset(path)).line);
  }

  atCharacter(path: Path, index: number): Place {
    return this.place(this.preset.file.atCharacter(this.inPreset(path), index).line);
  }

  plainText(path: Path): string | undefined {
    return this.preset.file.plainText(this.inPreset(path));
  }

  private place(line: number): Place {
    return { ...this.file.at(["preset"]), note: `from the preset ${this.preset.id}, line ${line}` };
  }

  /** From a path of the tenant's file to the preset's own. */
  private inPreset(path: Path): Path {
    const [part, id, field] = path;
    if (part === "connection") return path;
    if (part === "connections") return ["connection", ...path.slice(2)];
    if (part === "credentials") return ["credential", ...path.slice(1)];
    const operation = this.operations.get(String(id));
    if (part !== "destinations" || operation === undefined) return [];
    const within = field === "events" ? ["event", ...path.slice(4)] : path.slice(2);
    return ["operations", operation, ...within];
  }
}

/** A preset in the shape of a tenant's file, for just the connections, destinations and events that the file has. */
function tenantOf(
  { connection, credential: { maxAgeDays }, operations }: Preset,
  written: unknown,
  chosen: ReadonlyMap<string, string | undefined>,
): unknown {
  const several = Object.keys(mappingAt(written, "connections"));
  return {
    ...(several.length === 0
      ? { connection }
      : { connections: Object.fromEntries(several.map((id) => [id, connection])) }),
    ...(maxAgeDays === undefined ? {} : { credentials: { maxAgeDays } }),
    // As with events below: where the tenant has none, they are missing there.
    ...(chosen.size === 0
      ? {}
      : {
          destinations: Object.fromEntries(
            [...chosen].map(([id, operation]) => {
              const known = operation === undefined ? undefined : operations[operation];
              // The file's own null removes it again.
              if (known === undefined) return [id, { operation }];
              const { invocationEndpoint, httpMethod, invocationRateLimitPerSecond, event } = known;
              const events = Object.keys(mappingAt(mappingAt(mappingAt(written, "destinations"), id), "events"));
              const started = Object.fromEntries(events.map((each) => [each, event]));
              const start = { operation, invocationEndpoint, httpMethod, invocationRateLimitPerSecond };
              // Events are the tenant's affair: where it has none, they are missing there and not in the preset.
              return [id, events.length === 0 ? start : { ...start, events: started }];
            }),
          ),
        }),
  };
}
