/** What a schema says of a place in the values that it describes. */
import { isDeepStrictEqual } from "node:util";
import type { Path } from "../files/yaml-file";
import type { JsonSchema, JsonType, SchemaObject } from "./json-schema";

/** Schemas that hold at once; none of them says nothing, so that the value may be anything. */
export type Conjunction = readonly SchemaObject[];

/** What a value may be: it fits one of these. Where there is none, no value stands there. */
export type Ways = readonly Conjunction[];

/** Nothing is known of the value. */
export const ANYTHING: Ways = [[]];

/** `anyOf` multiplies. Of a schema that spells out to more ways, nothing is said. */
const MOST_WAYS = 256;

/** A kind of value as a pattern or a template tells it from others; there `integer` is a number. */
export type ValueType = Exclude<JsonType, "integer">;

const VALUE_TYPES: readonly ValueType[] = ["string", "number", "boolean", "null", "array", "object"];

/** Schemas that refer to each other twice each have ever more to be followed. Behind so many, nothing is said of a value. */
const MOST_STEPS = 5_000;

/** The schema of a file, with the references in it. */
export class DescribedValue {
  /** Files of a thousand tenants ask for the same places. */
  private readonly known = new Map<JsonSchema, Ways>();
  private steps = 0;

  constructor(readonly root: JsonSchema) {}

  /** What a whole value may be. */
  get ways(): Ways {
    return this.waysBehind(this.root);
  }

  /** The schema that a reference of this file leads to; undefined where it leads nowhere, or out of the file. */
  resolve(reference: string): JsonSchema | undefined {
    return this.locate(reference)?.schema;
  }

  /** The same, and where it stands. */
  locate(reference: string): { readonly schema: JsonSchema; readonly path: Path } | undefined {
    if (!/^#(\/|$)/.test(reference)) return undefined;
    const path: (string | number)[] = [];
    let found: unknown = this.root;
    for (const step of pointerSteps(reference.slice(1))) {
      if (typeof found !== "object" || found === null || !Object.hasOwn(found, step)) return undefined;
      path.push(Array.isArray(found) ? Number(step) : step);
      found = (found as Readonly<Record<string, unknown>>)[step];
    }
    return typeof found === "boolean" || isMapping(found) ? { schema: found, path } : undefined;
  }

  /** What a field of an object may be. A field that nobody declares is not there: see docs/event-schemas.md. */
  field(ways: Ways, name: string): Ways {
    return bounded(ways.flatMap((way) => this.fieldOf(way, name)));
  }

  /** What an item of a list may be: that at a position, or any. */
  item(ways: Ways, index?: number): Ways {
    return bounded(ways.flatMap((way) => this.itemOf(way, index)));
  }

  /** What stands there when lists are looked through, as a pattern does: the value, or the items of a list, and so on. */
  throughLists(ways: Ways, deepest = 8): Ways {
    const lists = ways.filter((way) => typesOf(way).has("array"));
    if (lists.length === 0 || deepest === 0) return ways;
    return bounded([...ways, ...this.throughLists(this.item(lists), deepest - 1)]);
  }

  private fieldOf(way: Conjunction, name: string): Ways {
    if (way.length === 0) return ANYTHING;
    if (!typesOf(way).has("object")) return [];
    const declared = way.flatMap((schema) => declarationsOf(schema, name));
    if (declared.length > 0) {
      return declared.reduce<Ways>((sofar, each) => product(sofar, this.waysBehind(each)), ANYTHING);
    }
    return way.some(({ properties, patternProperties }) => properties ?? patternProperties) ? [] : ANYTHING;
  }

  private itemOf(way: Conjunction, index: number | undefined): Ways {
    if (way.length === 0) return ANYTHING;
    if (!typesOf(way).has("array")) return [];
    return way.reduce<Ways>((sofar, schema) => {
      const found = itemSchemas(schema, index).flatMap((each) => this.waysBehind(each));
      return product(sofar, found);
    }, ANYTHING);
  }

  private waysBehind(schema: JsonSchema): Ways {
    this.steps = 0;
    const ways = this.known.get(schema) ?? this.waysOf(schema, []);
    this.known.set(schema, ways);
    return ways;
  }

  private all(schemas: readonly JsonSchema[], within: readonly string[]): Ways {
    return schemas.reduce<Ways>((sofar, each) => product(sofar, this.waysOf(each, within)), ANYTHING);
  }

  /** @param within references that are being followed: one that comes back to itself says nothing more */
  private waysOf(schema: JsonSchema, within: readonly string[]): Ways {
    if (typeof schema === "boolean") return schema ? ANYTHING : [];
    this.steps += 1;
    if (this.steps > MOST_STEPS) return ANYTHING;
    const { $ref, allOf = [], anyOf, oneOf, if: condition } = schema;
    let ways: Ways = [[schema]];
    if ($ref !== undefined && !within.includes($ref)) {
      ways = product(ways, this.waysOf(this.resolve($ref) ?? true, [...within, $ref]));
    }
    ways = product(ways, this.all(allOf, within));
    for (const choice of [anyOf, oneOf]) {
      if (choice !== undefined)
        ways = product(
          ways,
          choice.flatMap((each) => this.waysOf(each, within)),
        );
    }
    if (condition !== undefined) {
      const met = this.all([condition, schema.then ?? true], within);
      ways = product(ways, [...met, ...this.waysOf(schema.else ?? true, within)]);
    }
    return ways.filter((way) => way.length === 0 || typesOf(way).size > 0);
  }
}

function isMapping(value: unknown): value is SchemaObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** RFC 6901, in a fragment. */
function pointerSteps(pointer: string): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((step) => unescapedUri(step).replaceAll("~1", "/").replaceAll("~0", "~"));
}

function unescapedUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Either and both: each way of one with each of the other. */
function product(one: Ways, other: Ways): Ways {
  if (one.length * other.length > MOST_WAYS) return ANYTHING;
  return one.flatMap((way) => other.map((more) => [...new Set([...way, ...more])]));
}

function bounded(ways: Ways): Ways {
  return ways.length > MOST_WAYS || ways.some((way) => way.length === 0) ? ANYTHING : ways;
}

function declarationsOf(schema: SchemaObject, name: string): JsonSchema[] {
  const { properties = {}, patternProperties = {}, additionalProperties } = schema;
  const named = Object.hasOwn(properties, name) ? [properties[name] ?? true] : [];
  const patterns = Object.entries(patternProperties).filter(([pattern]) => new RegExp(pattern, "u").test(name));
  const declared = [...named, ...patterns.map(([, each]) => each)];
  return declared.length > 0 || additionalProperties === undefined ? declared : [additionalProperties];
}

/** Any of these holds; of a list whose items nobody describes, `true`. */
function itemSchemas(schema: SchemaObject, index: number | undefined): readonly JsonSchema[] {
  const { items, prefixItems, additionalItems } = schema;
  const listed = isSchemas(items) ? items : undefined;
  const first = prefixItems ?? listed ?? [];
  const rest = listed === undefined ? (items as JsonSchema | undefined) : additionalItems;
  if (index === undefined) return [...first, rest ?? true];
  return [first[index] ?? rest ?? true];
}

function isSchemas(items: SchemaObject["items"]): items is readonly JsonSchema[] {
  return Array.isArray(items);
}

/** The kinds of value that all these schemas allow. */
export function typesOf(way: Conjunction): ReadonlySet<ValueType> {
  let types: readonly ValueType[] = VALUE_TYPES;
  for (const schema of way) {
    const allowed = typesIn(schema);
    const values = valuesIn(schema)?.map(typeOfValue);
    types = types.filter((one) => allowed.includes(one) && values?.includes(one) !== false);
  }
  return new Set(types);
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
    return sofar.filter((one) => values.some((other) => isDeepStrictEqual(one, other)));
  }, undefined);
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

/** The fields that an object may have by these, as far as they are declared by name. */
export function fieldNames(ways: Ways): string[] {
  const names = ways.flatMap((way) => way.flatMap(({ properties }) => Object.keys(properties ?? {})));
  return [...new Set(names)];
}
