/** Schemas of a document, flat: references followed, `allOf` merged, of alternatives the first. */
import { isMapping } from "../../catalogue/files/merge";
import { z } from "zod";
import { OpenApiError } from "./failure";
import type { OpenApiDocument } from "./read-openapi";
import { resolve } from "./references";

/** What a value is. */
export type Kind = "object" | "array" | "string" | "number" | "integer" | "boolean";

const KINDS: readonly string[] = [
  "object",
  "array",
  "string",
  "number",
  "integer",
  "boolean",
] satisfies readonly Kind[];

const number = z.number().optional().catch(undefined);
const list = z.array(z.unknown()).optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

/** What is not as OpenAPI has it is taken as if it were not there: documents of vendors are full of it. */
const schemaObject = z.object({
  type: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
  title: z.string().optional().catch(undefined),
  format: z.string().optional().catch(undefined),
  pattern: z.string().optional().catch(undefined),
  properties: z.record(z.string(), z.unknown()).optional().catch(undefined),
  required: z.array(z.string()).optional().catch(undefined),
  items: z.unknown().optional(),
  allOf: list,
  oneOf: list,
  anyOf: list,
  enum: list,
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  example: z.unknown().optional(),
  examples: list,
  readOnly: flag,
  deprecated: flag,
  minimum: number,
  maximum: number,
  exclusiveMinimum: z.union([z.number(), z.boolean()]).optional().catch(undefined),
  exclusiveMaximum: z.union([z.number(), z.boolean()]).optional().catch(undefined),
  multipleOf: number,
  minLength: number,
  maxLength: number,
  minItems: number,
  discriminator: z
    .object({ propertyName: z.string(), mapping: z.record(z.string(), z.string()).optional() })
    .optional()
    .catch(undefined),
});

type Written = z.infer<typeof schemaObject>;

/** What of a schema is taken over as it is written. */
type Plain = Omit<Written, "type" | "properties" | "required" | "allOf" | "oneOf" | "anyOf" | "discriminator">;

/** A schema without references and combinations at its top; properties and items are as written. */
export interface FlatSchema extends Plain {
  readonly kind: Kind | undefined;
  readonly properties: ReadonlyMap<string, unknown>;
  readonly required: ReadonlySet<string>;
  /** Alternatives among which the first was taken; 1 where there was no choice. */
  readonly alternatives: number;
  /** Pointers by which it was reached; one among those of an outer schema is a circle. */
  readonly pointers: readonly string[];
  /** It leads back into itself. */
  readonly isCircle: boolean;
}

const EMPTY: FlatSchema = {
  kind: undefined,
  properties: new Map(),
  required: new Set(),
  alternatives: 1,
  pointers: [],
  isCircle: false,
};

/** Schemas within each other; what is deeper is a circle that aliases of YAML have made. */
const MOST_DEPTH = 60;

/** Schemas that are read of one document: few that name each other twice are more than anybody waits for. */
const MOST_READ = 100_000;

const amountRead = new WeakMap<OpenApiDocument, number>();

function countRead(document: OpenApiDocument): void {
  const amount = (amountRead.get(document) ?? 0) + 1;
  amountRead.set(document, amount);
  if (amount <= MOST_READ) return;
  const wrong = `the schemas of ${document.name} name each other so often that they come to more than ${MOST_READ.toLocaleString("en")}`;
  throw new OpenApiError(`${wrong}; write the tenant's file by hand, or give the operation a simpler schema`);
}

/**
 * Reads a schema.
 *
 * @param within pointers of the schemas around it
 * @throws OpenApiError for references to other files and to nothing, and where there is no end of schemas.
 */
export function flatSchema(document: OpenApiDocument, schema: unknown, within: readonly string[] = []): FlatSchema {
  countRead(document);
  const { value, pointers, beside } = resolve(document, schema);
  if (pointers.some((pointer) => within.includes(pointer)) || within.length > MOST_DEPTH) {
    return { ...EMPTY, isCircle: true };
  }
  if (!isMapping(value)) return EMPTY;
  const around = [...within, ...pointers, ""];
  const parts = schemaObject.parse(value);
  const own = plain(parts, pointers);
  const besides = beside === undefined ? [] : [plain(schemaObject.parse(beside), [])];
  const all = [...(parts.allOf ?? []).map((part) => flatSchema(document, part, around)), own, ...besides];
  const base = all.reduce(merged, EMPTY);
  const chosen = (["oneOf", "anyOf"] as const).flatMap((key) => choice(document, parts, parts[key] ?? [], around));
  return chosen.reduce(merged, base);
}

function plain(written: Written, pointers: readonly string[]): FlatSchema {
  const { type, properties, required, ...others } = written;
  const types = [type].flat().filter((each) => each !== undefined && each !== "null");
  const [known] = types.filter(isKind);
  return {
    ...others,
    kind: known ?? impliedKind(written),
    properties: new Map(Object.entries(properties ?? {})),
    required: new Set(required),
    alternatives: 1,
    pointers,
    isCircle: false,
  };
}

function isKind(word: string | undefined): word is Kind {
  return word !== undefined && KINDS.includes(word);
}

function impliedKind({ properties, items, enum: values, const: value }: Written): Kind | undefined {
  if (properties !== undefined) return "object";
  if (items !== undefined) return "array";
  const sample = value ?? values?.find((each) => each !== null);
  const type = typeof sample;
  return isKind(type) && type !== "object" ? type : undefined;
}

/** The first alternative that is more than `null` and does not lead back. */
function choice(
  document: OpenApiDocument,
  { discriminator }: Written,
  options: readonly unknown[],
  around: readonly string[],
): readonly FlatSchema[] {
  const read = options.map((option) => ({ option, flat: flatSchema(document, option, around) }));
  const real = read.filter(({ option, flat }) => !flat.isCircle && !isNull(option));
  const [first] = real;
  if (first === undefined) return [];
  const chosen = { ...first.flat, alternatives: Math.max(real.length, first.flat.alternatives) };
  const [pointer] = first.flat.pointers;
  if (discriminator === undefined || pointer === undefined) return [chosen];
  const named = Object.entries(discriminator.mapping ?? {}).find(([, target]) => target === pointer);
  const value = named?.[0] ?? pointer.split("/").at(-1);
  const properties = new Map([[discriminator.propertyName, { type: "string", const: value }]]);
  return [merged(chosen, { ...EMPTY, properties, required: new Set([discriminator.propertyName]) })];
}

function isNull(option: unknown): boolean {
  return isMapping(option) && (option["type"] === "null" || option["const"] === null);
}

/** Both at once. What the second says of the value itself goes before what the first says. */
function merged(one: FlatSchema, other: FlatSchema): FlatSchema {
  const said = Object.fromEntries(Object.entries(other).filter(([, value]) => value !== undefined));
  const properties = new Map(one.properties);
  for (const [name, schema] of other.properties) {
    properties.set(name, properties.has(name) ? { allOf: [properties.get(name), schema] } : schema);
  }
  const values = one.enum !== undefined && other.enum !== undefined ? intersection(one.enum, other.enum) : undefined;
  return {
    ...one,
    ...said,
    kind: other.kind ?? one.kind,
    properties,
    required: new Set([...one.required, ...other.required]),
    alternatives: Math.max(one.alternatives, other.alternatives),
    pointers: [...one.pointers, ...other.pointers],
    isCircle: one.isCircle || other.isCircle,
    ...(values === undefined ? {} : { enum: values }),
  };
}

function intersection(one: readonly unknown[], other: readonly unknown[]): unknown[] {
  const both = other.filter((value) => one.includes(value));
  return both.length === 0 ? [...other] : both;
}

/** Whether a value is text, a number, true or false. */
export function isScalar({ kind }: FlatSchema): boolean {
  return kind !== undefined && kind !== "object" && kind !== "array";
}

/** The only value that a schema allows, in a list of its own; an empty list where there are several. */
export function onlyValue(schema: FlatSchema): readonly unknown[] {
  if (schema.const !== undefined) return [schema.const];
  const values = (schema.enum ?? []).filter((value) => value !== null);
  return values.length === 1 ? values : [];
}
