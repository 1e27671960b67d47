/** Whether a value is as a schema says, and where it is not. */
import { isDeepStrictEqual } from "node:util";
import { describeValue, either, quote } from "../wording";
import { typeOfValue, type DescribedValue } from "./described";
import type { JsonSchema, SchemaObject } from "./json-schema";

/** What is wrong with a part of a value. */
export interface Mismatch {
  /** Keys and indices from the top. */
  readonly path: readonly (string | number)[];
  /** `found "x", and the schema says a number`; `customerId is missing`. */
  readonly wrong: string;
}

/** A schema that refers to itself without looking further into the value would never end. */
const DEEPEST = 200;

/** Of schemas and values that meet: more than the largest event has, unless its schema refers to itself again and again. */
const MOST_STEPS = 1_000_000;

/**
 * Everything that a schema does not allow in a value; of alternatives that all fail, those of the one that fits best.
 *
 * @param value as `JSON.parse` gives it
 */
export function mismatches(described: DescribedValue, value: unknown): Mismatch[] {
  return [...new Validation(described).of(described.root, value, [], 0)];
}

type At = Mismatch["path"];

class Validation {
  private steps = 0;

  constructor(private readonly described: DescribedValue) {}

  *of(schema: JsonSchema, value: unknown, path: At, depth: number): Iterable<Mismatch> {
    this.steps += 1;
    if (depth > DEEPEST || this.steps > MOST_STEPS || schema === true) return;
    if (schema === false) {
      yield { path, wrong: `found ${describeValue(value)}, and the schema allows nothing here` };
      return;
    }
    const kind = wrongKind(schema, value);
    if (kind !== undefined) {
      yield { path, wrong: kind };
      return;
    }
    const size = wrongSize(schema, value);
    if (size !== undefined) yield { path, wrong: `found ${describeValue(value)}, and the schema says ${size}` };
    if (Array.isArray(value)) yield* this.items(schema, value, path, depth);
    else if (isObject(value)) yield* this.fields(schema, value, path, depth);
    yield* this.combined(schema, value, path, depth);
  }

  private *fields(
    schema: SchemaObject,
    value: Readonly<Record<string, unknown>>,
    path: At,
    depth: number,
  ): Iterable<Mismatch> {
    const { properties = {}, patternProperties = {}, additionalProperties = true, required = [] } = schema;
    for (const name of required) {
      if (!Object.hasOwn(value, name)) yield { path, wrong: `${quote(name)} is missing, which the schema requires` };
    }
    for (const [name, inner] of Object.entries(value)) {
      const at = [...path, name];
      const named = Object.hasOwn(properties, name) ? [properties[name] ?? true] : [];
      const patterns = Object.entries(patternProperties).filter(([pattern]) => new RegExp(pattern, "u").test(name));
      const schemas = [...named, ...patterns.map(([, each]) => each)];
      if (schemas.length === 0 && additionalProperties === false) {
        yield { path: at, wrong: `the schema has no field ${quote(name)}, and allows no other` };
      }
      const which = schemas.length > 0 || additionalProperties === false ? schemas : [additionalProperties];
      for (const each of which) yield* this.of(each, inner, at, depth + 1);
    }
  }

  private *items(schema: SchemaObject, value: readonly unknown[], path: At, depth: number): Iterable<Mismatch> {
    const { items, prefixItems, additionalItems } = schema;
    const listed = Array.isArray(items) ? (items as readonly JsonSchema[]) : undefined;
    const first = prefixItems ?? listed ?? [];
    const rest = listed === undefined ? (items as JsonSchema | undefined) : additionalItems;
    for (const [index, item] of value.entries()) {
      yield* this.of(first[index] ?? rest ?? true, item, [...path, index], depth + 1);
    }
  }

  private *combined(schema: SchemaObject, value: unknown, path: At, depth: number): Iterable<Mismatch> {
    const { $ref, allOf = [], anyOf, oneOf, not, if: condition } = schema;
    const all = [...($ref === undefined ? [] : [this.described.resolve($ref) ?? true]), ...allOf];
    for (const each of all) yield* this.of(each, value, path, depth + 1);
    const inner = (each: JsonSchema) => [...this.of(each, value, path, depth + 1)];
    if (anyOf !== undefined) yield* fewest(anyOf.map(inner));
    if (oneOf !== undefined) {
      const tried = oneOf.map(inner);
      const fitting = tried.filter((found) => found.length === 0).length;
      if (fitting > 1) yield { path, wrong: `fits ${fitting} schemas of oneOf, and may fit one` };
      else yield* fewest(tried);
    }
    if (not !== undefined && inner(not).length === 0) {
      yield { path, wrong: `found ${describeValue(value)}, which the schema forbids (not)` };
    }
    if (condition !== undefined) yield* inner((inner(condition).length === 0 ? schema.then : schema.else) ?? true);
  }
}

/** What the alternative that fits best lacks: of a value of the right kind, rather than of another. */
function fewest(tried: readonly (readonly Mismatch[])[]): readonly Mismatch[] {
  const depthOf = (found: readonly Mismatch[]) => Math.max(0, ...found.map(({ path }) => path.length));
  const sorted = tried.toSorted((one, other) => one.length - other.length);
  if (sorted[0]?.length === 0) return [];
  return sorted.toSorted((one, other) => depthOf(other) - depthOf(one))[0] ?? [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeOfValue(value) === "object";
}

const WORDS = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  null: "null",
  array: "a list",
  object: "an object",
} as const;

function wrongKind(schema: SchemaObject, value: unknown): string | undefined {
  const { type, nullable } = schema;
  if (nullable && value === null) return undefined;
  const types = typeof type === "string" ? [type] : type;
  const kind = typeOfValue(value);
  const fits = types?.some((each) => each === kind || (each === "integer" && Number.isInteger(value)));
  if (types !== undefined && !fits) {
    return `found ${describeValue(value)}, and the schema says ${either(types.map((each) => WORDS[each]))}`;
  }
  const values = "const" in schema ? [schema.const] : schema.enum;
  if (values === undefined || values.some((one) => isDeepStrictEqual(one, value))) return undefined;
  return `found ${describeValue(value)}, and the schema says ${either(values.map((each) => JSON.stringify(each)))}`;
}

/** What the schema says of lengths, limits and forms, where the value is beyond. */
function wrongSize(schema: SchemaObject, value: unknown): string | undefined {
  if (typeof value === "number") return wrongNumber(schema, value);
  if (typeof value === "string") return wrongText(schema, value);
  if (Array.isArray(value)) {
    if (schema.uniqueItems && hasEqualItems(value)) return "that no two items are equal";
    return beyond(value.length, schema.minItems, schema.maxItems, "items");
  }
  if (isObject(value)) return beyond(Object.keys(value).length, schema.minProperties, schema.maxProperties, "fields");
  return undefined;
}

function hasEqualItems(items: readonly unknown[]): boolean {
  const scalars = items.filter((item) => typeof item !== "object" || item === null);
  if (new Set(scalars).size < scalars.length) return true;
  const others = items.filter((item) => typeof item === "object" && item !== null);
  return others.some((one, index) => others.slice(index + 1).some((other) => isDeepStrictEqual(one, other)));
}

function beyond(size: number, least = 0, most = Infinity, what: string): string | undefined {
  if (size < least) return `at least ${least} ${what}`;
  return size > most ? `at most ${most} ${what}` : undefined;
}

function wrongNumber(schema: SchemaObject, value: number): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (minimum !== undefined && (value < minimum || (exclusiveMinimum === true && value === minimum))) {
    return exclusiveMinimum === true ? `more than ${minimum}` : `at least ${minimum}`;
  }
  if (maximum !== undefined && (value > maximum || (exclusiveMaximum === true && value === maximum))) {
    return exclusiveMaximum === true ? `less than ${maximum}` : `at most ${maximum}`;
  }
  if (typeof exclusiveMinimum === "number" && value <= exclusiveMinimum) return `more than ${exclusiveMinimum}`;
  if (typeof exclusiveMaximum === "number" && value >= exclusiveMaximum) return `less than ${exclusiveMaximum}`;
  if (multipleOf === undefined) return undefined;
  const parts = value / multipleOf;
  // 0.3 is a multiple of 0.1, though not to a double.
  return Math.abs(parts - Math.round(parts)) <= Math.abs(parts) * 1e-12 ? undefined : `a multiple of ${multipleOf}`;
}

function wrongText({ minLength = 0, maxLength = Infinity, pattern, format }: SchemaObject, value: string) {
  const { length } = Array.from(value);
  if (length < minLength) return `at least ${minLength} characters`;
  if (length > maxLength) return `at most ${maxLength} characters`;
  if (pattern !== undefined && !new RegExp(pattern, "u").test(value)) return `text like ${pattern}`;
  const form = FORMATS.get(format ?? "");
  return form === undefined || form.test(value) ? undefined : `the format ${format}`;
}

/** Forms of text that are told apart here; JSON Schema knows more, and leaves it to the reader which of them to look at. */
export const FORMATS: ReadonlyMap<string, RegExp> = new Map([
  [
    "date-time",
    /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i,
  ],
  ["date", /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/],
  ["uuid", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
]);
