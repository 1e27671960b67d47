/** The kinds of value that schemas allow, and the values where they are counted up. */
import { isDeepStrictEqual } from "node:util";
import type { JsonType, SchemaObject } from "./json-schema";

/** Schemas that hold at once; none of them says nothing, so that the value may be anything. */
export type Conjunction = readonly SchemaObject[];

/** A kind of value as a pattern or a template tells it from others; there `integer` is a number. */
export type ValueType = Exclude<JsonType, "integer">;

const VALUE_TYPES: readonly ValueType[] = ["string", "number", "boolean", "null", "array", "object"];

/** An enum may be long, and is asked for again and again. */
const typesBySchema = new WeakMap<SchemaObject, readonly ValueType[]>();

/** The kinds of value that all these schemas allow. */
export function typesOf(way: Conjunction): ReadonlySet<ValueType> {
  let types: readonly ValueType[] = VALUE_TYPES;
  for (const schema of way) {
    const allowed = typesBySchema.get(schema) ?? typesBy(schema);
    typesBySchema.set(schema, allowed);
    types = types.filter((one) => allowed.includes(one));
  }
  return new Set(types);
}

function typesBy(schema: SchemaObject): readonly ValueType[] {
  const values = valuesIn(schema);
  if (values === undefined) return typesIn(schema);
  const present = new Set(values.map(typeOfValue));
  return typesIn(schema).filter((one) => present.has(one));
}

/** Who writes `properties` without `type: object` means an object, though JSON Schema then takes text as well. */
function typesIn(schema: SchemaObject): readonly ValueType[] {
  const { type, nullable } = schema;
  if (type === undefined) {
    if (schema.properties ?? schema.patternProperties ?? schema.required) return ["object"];
    return (schema.items ?? schema.prefixItems) === undefined ? VALUE_TYPES : ["array"];
  }
  const named = typeof type === "string" ? [type] : type;
  const allowed = named.map((each) => (each === "integer" ? "number" : each));
  return nullable ? [...allowed, "null"] : allowed;
}

/** The values that all these schemas allow; undefined where they are not counted up. */
export function valuesOf(way: Conjunction): readonly unknown[] | undefined {
  return way.map(valuesIn).reduce((sofar, values) => {
    if (sofar === undefined || values === undefined) return sofar ?? values;
    return inBoth(sofar, values);
  }, undefined);
}

function inBoth(one: readonly unknown[], other: readonly unknown[]): readonly unknown[] {
  const scalars = new Set(other);
  const collections = other.filter(isCollection);
  return one.filter((value) =>
    isCollection(value) ? collections.some((each) => isDeepStrictEqual(each, value)) : scalars.has(value),
  );
}

function isCollection(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function valuesIn(schema: SchemaObject): readonly unknown[] | undefined {
  return "const" in schema ? [schema.const] : schema.enum;
}

/** What kind of value it is. */
export function typeOfValue(value: unknown): ValueType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "string" || type === "number" || type === "boolean" ? type : "object";
}
