/**
 * The fields of the five kinds of files, found by walking the JSON Schemas that are made of the zod schemas: whoever adds
 * a field adds it here, too.
 */
import { z } from "zod";
import { jsonSchemaFiles } from "../../../catalogue/language/json-schema";
import type { Path } from "../../../catalogue/files/yaml-file";

/** What a JSON Schema says of one value, as far as the language uses it. */
interface Schema {
  readonly type?: string | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly propertyNames?: Schema | undefined;
  readonly additionalProperties?: boolean | Schema | undefined;
  readonly items?: Schema | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
}

const schemaOfSchemas: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    properties: z.record(z.string(), schemaOfSchemas).optional(),
    required: z.array(z.string()).optional(),
    propertyNames: schemaOfSchemas.optional(),
    additionalProperties: z.union([z.boolean(), schemaOfSchemas]).optional(),
    items: schemaOfSchemas.optional(),
    anyOf: z.array(schemaOfSchemas).optional(),
    oneOf: z.array(schemaOfSchemas).optional(),
  }),
);

/** What a field holds. A `name` is the key of an entry; `json` is whatever JSON there is. */
export type FieldKind = "mapping" | "list" | "text" | "number" | "truth" | "choice" | "name" | "alternatives" | "json";

/** One field of the language. */
export interface Field {
  /**
   * The kind of file and the way through it: `tenant.destinations.*.events.*.input(path).path`. `*` is any entry, `<name>`
   * an entry's key, `[]` any item, and in brackets stands which of several forms is meant.
   */
  readonly id: string;
  readonly kind: FieldKind;
  /** Whether it may be left out where what it belongs to is there. */
  readonly optional: boolean;
  /** Of a choice, what may be written. */
  readonly choices: readonly unknown[];
}

/** A field where it stands in a file; of a `name`, the path of its entry. */
export interface Site {
  readonly field: Field;
  readonly path: Path;
  readonly value: unknown;
}

/** A part of what a schema describes. */
interface Part {
  readonly step: string;
  readonly schema: Schema;
  readonly optional?: boolean;
  /** The value of the part in a value of the whole, each with the key or index that leads there. */
  readonly within: (whole: unknown) => readonly (readonly [step: PropertyKey | undefined, value: unknown])[];
}

/** A kind of file. */
export type FileKind = "hub" | "source" | "tenant" | "functions" | "ingress";

/** The five, each with its schema. */
const SCHEMAS: ReadonlyMap<string, Schema> = new Map(
  [...jsonSchemaFiles()].map(([name, text]) => [
    name.replace(/\.schema\.json$/, ""),
    schemaOfSchemas.parse(JSON.parse(text)),
  ]),
);

/** The kinds of files there are. */
export const FILE_KINDS = [...SCHEMAS.keys()];

/** Words with which a file stands on another: once the two are merged they say nothing (layers.test.ts). */
const LAYERING = /^(\w+\.extends|tenant\.preset|tenant\.variables(\..*)?|tenant\.destinations\.\*\.operation)$/;

/** Every field of a kind of file, whether or not some file has it. */
export function fieldsOf(kind: string): readonly Field[] {
  return fieldsBelow(schemaOf(kind), kind, false).filter(({ id }) => !LAYERING.test(id));
}

/** The fields that a file of a kind has, and where. */
export function sitesIn(kind: FileKind, file: unknown): readonly Site[] {
  return sitesBelow(schemaOf(kind), kind, false, [], file);
}

function schemaOf(kind: string): Schema {
  const schema = SCHEMAS.get(kind);
  if (schema === undefined) throw new Error(`There is no kind of file ${kind}`);
  return schema;
}

function fieldsBelow(schema: Schema, id: string, optional: boolean): Field[] {
  return [
    fieldOf(schema, id, optional),
    ...partsOf(schema).flatMap((part) => fieldsBelow(part.schema, `${id}${part.step}`, part.optional ?? false)),
  ];
}

function sitesBelow(schema: Schema, id: string, optional: boolean, path: Path, value: unknown): Site[] {
  return [
    { field: fieldOf(schema, id, optional), path, value },
    ...partsOf(schema).flatMap((part) =>
      part.within(value).flatMap(([step, inner]) => {
        const at = step === undefined ? path : [...path, step];
        return sitesBelow(part.schema, `${id}${part.step}`, part.optional ?? false, at, inner);
      }),
    ),
  ];
}

function fieldOf(schema: Schema, id: string, optional: boolean): Field {
  return { id, kind: id.endsWith(".<name>") ? "name" : kindOf(schema), optional, choices: choicesOf(schema) };
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  object: "mapping",
  array: "list",
  string: "text",
  integer: "number",
  number: "number",
  boolean: "truth",
};

function kindOf(schema: Schema): FieldKind {
  if (choicesOf(schema).length > 0) return "choice";
  if (alternativesOf(schema).length > 0) return "alternatives";
  return KINDS[schema.type ?? ""] ?? "json";
}

function choicesOf(schema: Schema): readonly unknown[] {
  return schema.enum ?? ("const" in schema ? [schema.const] : []);
}

function alternativesOf(schema: Schema): readonly Schema[] {
  return schema.type === undefined ? (schema.anyOf ?? schema.oneOf ?? []) : [];
}

function partsOf(schema: Schema): readonly Part[] {
  const { properties = {}, required = [], propertyNames, additionalProperties, items } = schema;
  return [
    ...Object.entries(properties).map(([key, inner]): Part => ({
      step: `.${key}`,
      schema: inner,
      optional: !required.includes(key),
      within: (whole) => entriesOf(whole).filter(([name]) => name === key),
    })),
    ...(typeof additionalProperties === "object" && propertyNames !== undefined
      ? ([
          { step: ".<name>", schema: propertyNames, within: (whole) => entriesOf(whole).map(([key]) => [key, key]) },
          { step: ".*", schema: additionalProperties, within: entriesOf },
        ] satisfies Part[])
      : []),
    ...(items === undefined
      ? []
      : [
          {
            step: "[]",
            schema: items,
            within: (whole) => (Array.isArray(whole) ? [...whole.entries()] : []),
          } satisfies Part,
        ]),
    ...alternativesOf(schema).map((alternative): Part => ({
      step: `(${labelOf(alternative)})`,
      schema: alternative,
      within: (whole) => (isMeant(alternative, whole) ? [[undefined, whole]] : []),
    })),
  ];
}

/** What tells an alternative from the others: the word of its `type`, else its keys, else its kind. */
function labelOf({ type, properties = {} }: Schema): string {
  const discriminator = properties["type"]?.const;
  return typeof discriminator === "string" ? discriminator : Object.keys(properties).join(",") || (type ?? "json");
}

function isMeant({ type, properties = {}, required = [] }: Schema, value: unknown): boolean {
  if (type !== "object") return typeof value === type;
  const written = Object.fromEntries(entriesOf(value));
  return (
    required.every((key) => key in written) &&
    Object.entries(properties).every(([key, inner]) => !("const" in inner) || written[key] === inner.const)
  );
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
