/** Reads `schemas/` of an environment. */
import path from "node:path";
import { isDirectory, namesIn } from "../files/file-names";
import { finding, startOf, type Finding } from "../files/findings";
import { readJsonFile } from "../files/json-file";
import { shape } from "../files/shape-findings";
import type { Path, YamlFile } from "../files/yaml-file";
import { quote } from "../wording";
import { DescribedValue, typesOf } from "./described";
import type { EventType } from "./event-types";
import { nameOfFile } from "./file-names";
import { jsonSchema } from "./json-schema";

/** Their folder in that of an environment. */
export const SCHEMAS_FOLDER = "schemas";

/** What {@link readEventSchemas} gives. */
interface EventSchemas {
  /** Sound ones, in order of sources and detail-types. */
  readonly types: readonly EventType[];
  readonly findings: readonly Finding[];
}

/** Reads the schemas of an environment's folder. Whatever is wrong with them becomes a finding. */
export function readEventSchemas(folder: string): EventSchemas {
  const root = path.join(folder, SCHEMAS_FOLDER);
  const types: EventType[] = [];
  const findings: Finding[] = [];
  for (const sourceFolder of entriesOf(root, findings)) {
    const at = path.join(root, sourceFolder);
    if (!isDirectory(at)) {
      findings.push(notRead(at, `move it to ${SCHEMAS_FOLDER}/<source>/`));
      continue;
    }
    for (const name of entriesOf(at, findings)) {
      const read = readEventSchema(path.join(at, name), sourceFolder, name);
      if ("findings" in read) findings.push(...read.findings);
      else types.push(read);
    }
  }
  return { types, findings };
}

function entriesOf(folder: string, findings: Finding[]): readonly string[] {
  const listed = namesIn(folder);
  if ("names" in listed) return listed.names;
  findings.push(listed.finding);
  return [];
}

function notRead(file: string, instead: string): Finding {
  return finding("file-not-read", startOf(file), `${quote(path.basename(file))} is not read; ${instead}`);
}

function readEventSchema(
  location: string,
  sourceFolder: string,
  name: string,
): EventType | { readonly findings: readonly Finding[] } {
  if (!name.endsWith(".json")) return { findings: [notRead(location, "write <detail-type>.json there, or nothing")] };
  const source = nameOfFile(sourceFolder);
  const detailType = nameOfFile(name.slice(0, -".json".length));
  if (source === undefined || detailType === undefined) {
    const wrong = `the name ${quote(source === undefined ? sourceFolder : name)} has a % with no character behind it`;
    return { findings: [finding("schema-file-name", startOf(location), `${wrong}; write %25 for the sign itself`)] };
  }
  const read = readJsonFile(location);
  if ("findings" in read) return read;
  const { file } = read;
  const otherKind = isOpenApi(file);
  if (otherKind !== undefined) return { findings: [otherKind] };
  const shaped = shape(file, jsonSchema);
  if ("findings" in shaped) return shaped;
  const schema = new DescribedValue(shaped.value);
  const wrong = told([...wrongReferences(file, schema)]);
  if (wrong.length === 0) wrong.push(...withoutDetail(file, schema));
  if (wrong.length > 0) return { findings: wrong };
  return { source, detailType, schema, file, shown: [SCHEMAS_FOLDER, sourceFolder, name].join("/") };
}

/** The other form in which AWS's schema registry gives schemas out. */
function isOpenApi(file: YamlFile): Finding | undefined {
  const { value } = file;
  if (typeof value !== "object" || value === null || !("openapi" in value)) return undefined;
  const instead = "write JSON Schema, such as aws schemas export-schema --type JSONSchemaDraft4 gives";
  return file.finding("schema-not-of-event", [], `is an OpenAPI document; ${instead}`);
}

/** Where a value is data, and a key `$ref` in it is one like any other. */
const DATA = ["const", "enum", "default", "example", "examples"];

/** References that lead nowhere, and to what is no schema: they may lead to places where nobody expects one. */
function* wrongReferences(file: YamlFile, schema: DescribedValue): Iterable<Finding> {
  const followed = new Set<unknown>([schema.root]);
  const seen = new Set<unknown>();
  const places: { readonly schema: unknown; readonly path: Path }[] = [{ schema: schema.root, path: [] }];
  for (const place of places) {
    for (const { reference, path } of referencesIn(place.schema, place.path, seen)) {
      const target = schema.locate(reference);
      if (target === undefined) {
        yield leadsNowhere(file, path, reference);
        continue;
      }
      if (typeof target.schema === "boolean" || followed.has(target.schema)) continue;
      followed.add(target.schema);
      const shaped = shape(file, jsonSchema, target.path);
      if ("findings" in shaped) yield* shaped.findings;
      else places.push(target);
    }
  }
}

function leadsNowhere(file: YamlFile, path: Path, reference: string): Finding {
  const message = reference.startsWith("#")
    ? `${quote(reference)} leads to no schema in this file; write one that does, such as #/$defs/Address`
    : `${quote(reference)} leads out of this file, and nothing else is read; write what it means under $defs`;
  return file.finding("schema-reference", path, message);
}

interface Reference {
  readonly reference: string;
  readonly path: Path;
}

function* referencesIn(value: unknown, at: Path, seen: Set<unknown>): Iterable<Reference> {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  for (const [key, inner] of Object.entries(value)) {
    const path = [...at, Array.isArray(value) ? Number(key) : key];
    if (key === "$ref" && typeof inner === "string") yield { reference: inner, path };
    else if (!DATA.includes(key) || isNameOfField(at)) yield* referencesIn(inner, path, seen);
  }
}

/** Fields of events may be called like keywords. */
function isNameOfField(at: Path): boolean {
  return ["properties", "patternProperties", "$defs", "definitions"].includes(String(at.at(-1)));
}

/** Each finding once: what two references lead to may be the same, or within each other. */
function told(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((each) => [JSON.stringify(each), each])).values()];
}

/** A schema of `detail` alone would find no path of an event. */
function* withoutDetail(file: YamlFile, schema: DescribedValue): Iterable<Finding> {
  const detail = schema.field(schema.ways, "detail");
  if (detail.some((way) => typesOf(way).has("object"))) return;
  const instead = `write {"type": "object", "properties": {"detail": ...}}, with the schema of detail there`;
  const wrong = "describes no event, which has an object under detail";
  yield file.finding("schema-not-of-event", [], `${wrong}; ${instead}`);
}
