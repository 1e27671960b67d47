/** What a schema says of a place in the values that it describes. */
import type { Path } from "../files/yaml-file";
import { itemSchemas, knownSchemas, requiredNames } from "./declared";
import type { JsonSchema, SchemaObject } from "./json-schema";
import { typesOf, type Conjunction } from "./value-types";

/** What a value may be: it fits one of these. Where there is none, no value stands there. */
export type Ways = readonly Conjunction[];

/** Nothing is known of the value. */
export const ANYTHING: Ways = [[]];

/** Holds at once with others, and declares more than is known: no field may be said to be missing. */
const OPEN: SchemaObject = { unevaluatedProperties: true };

/** What holds beside other schemas, and was not looked at. */
const UNKNOWN: Ways = [[OPEN]];

/** `anyOf` multiplies. Of a schema that spells out to more ways, nothing is said. */
const MOST_WAYS = 256;

/** References that lead to each other in a row. */
const DEEPEST = 300;

/** Schemas that are put together for all that is asked of a file. Behind so many, nothing is said of a value. */
const MOST_WORK = 3_000_000;

/** A `$ref` stands alone in these drafts: what is written beside it does not hold. */
const STAND_ALONE = /draft-0[3467]\b/;

/** The schema of a file, with the references in it. */
export class DescribedValue {
  /** Files of a thousand tenants ask for the same places. */
  private readonly known = new Map<JsonSchema, Ways>();
  private readonly fields = new WeakMap<Ways, Map<string, Ways>>();
  private readonly items = new WeakMap<Ways, Map<number | undefined, Ways>>();
  private readonly behindLists = new WeakMap<Ways, Ways>();
  private work = 0;
  private depth = 0;

  private readonly referencesStandAlone: boolean;

  constructor(readonly root: JsonSchema) {
    const draft = typeof root === "object" ? root.$schema : undefined;
    this.referencesStandAlone = typeof draft === "string" && STAND_ALONE.test(draft);
  }

  /** What a whole value may be. */
  get ways(): Ways {
    return this.waysOf(this.root);
  }

  /** What a schema refers to in place of itself, by the draft of the file; undefined where it stands for itself. */
  standIn(schema: SchemaObject): JsonSchema | undefined {
    if (!this.referencesStandAlone || schema.$ref === undefined) return undefined;
    return this.resolve(schema.$ref) ?? OPEN;
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
    return remembered(this.fields, ways, name, () => this.either(ways.map((way) => this.fieldOf(way, name))));
  }

  /** What an item of a list may be: that at a position, or any. */
  item(ways: Ways, index?: number): Ways {
    return remembered(this.items, ways, index, () => this.either(ways.map((way) => this.itemOf(way, index))));
  }

  /** What stands there when lists are looked through, as a pattern does: the value, or the items of a list, and so on. */
  throughLists(ways: Ways, deepest = 8): Ways {
    const known = this.behindLists.get(ways);
    if (known !== undefined) return known;
    const lists = ways.filter((way) => typesOf(way).has("array"));
    if (lists.length === 0 || deepest === 0) return ways;
    const found = this.either([ways, this.throughLists(this.item(lists), deepest - 1)]);
    if (deepest === 8) this.behindLists.set(ways, found);
    return found;
  }

  /** What fits any of these. */
  either(choices: readonly Ways[]): Ways {
    const [first = [], ...others] = choices.filter((ways) => ways.length > 0);
    const ways = others.length === 0 ? first : [first, ...others].flat();
    return ways.length > MOST_WAYS || this.isTooMuch(ways) || ways.some((way) => way.length === 0) ? ANYTHING : ways;
  }

  private fieldOf(way: Conjunction, name: string): Ways {
    if (way.length === 0 || this.isTooMuch([way])) return ANYTHING;
    if (!typesOf(way).has("object")) return [];
    const known = way.flatMap((schema) => knownSchemas(schema, name));
    if (known.length > 0) return this.all(known);
    return way.some(({ properties, patternProperties }) => properties ?? patternProperties) ? [] : ANYTHING;
  }

  private itemOf(way: Conjunction, index: number | undefined): Ways {
    if (way.length === 0 || this.isTooMuch([way])) return ANYTHING;
    if (!typesOf(way).has("array")) return [];
    return way.reduce<Ways>((sofar, schema) => {
      const found = itemSchemas(schema, index).flatMap((each) => this.waysOf(each));
      return this.product(sofar, found);
    }, ANYTHING);
  }

  private all(schemas: readonly JsonSchema[]): Ways {
    return schemas.reduce<Ways>((sofar, each) => this.product(sofar, this.waysOf(each)), ANYTHING);
  }

  private waysOf(schema: JsonSchema): Ways {
    if (typeof schema === "boolean") return schema ? ANYTHING : [];
    const known = this.known.get(schema);
    if (known !== undefined) return known;
    if (this.depth >= DEEPEST) return UNKNOWN;
    // What comes back to itself is not known yet.
    this.known.set(schema, UNKNOWN);
    this.depth += 1;
    const ways = this.spelltOut(schema);
    this.depth -= 1;
    this.known.set(schema, ways);
    return ways;
  }

  private spelltOut(schema: SchemaObject): Ways {
    const other = this.standIn(schema);
    if (other !== undefined) return this.waysOf(other);
    const { $ref, allOf = [], anyOf, oneOf, if: condition } = schema;
    let ways: Ways = [[schema]];
    if ($ref !== undefined) ways = this.product(ways, this.waysOf(this.resolve($ref) ?? OPEN));
    ways = this.product(ways, this.all(allOf));
    for (const choice of [anyOf, oneOf]) {
      if (choice === undefined) continue;
      const chosen = choice.flatMap((each) => this.waysOf(each));
      ways = this.product(ways, chosen);
    }
    if (condition !== undefined) {
      const met = this.all([condition, schema.then ?? true]);
      ways = this.product(ways, [...met, ...this.waysOf(schema.else ?? true)]);
    }
    return ways.filter((way) => way.length === 0 || typesOf(way).size > 0);
  }

  /** Either and both: each way of one with each of the other. */
  private product(one: Ways, other: Ways): Ways {
    if (one.length * other.length > MOST_WAYS) return UNKNOWN;
    const ways = one.flatMap((way) => other.map((more) => [...new Set([...way, ...more])]));
    return this.isTooMuch(ways) ? UNKNOWN : ways;
  }

  private isTooMuch(ways: Ways): boolean {
    for (const way of ways) this.work += 1 + way.length;
    return this.work > MOST_WORK;
  }
}

function remembered<K>(known: WeakMap<Ways, Map<K, Ways>>, ways: Ways, key: K, find: () => Ways): Ways {
  const found = known.get(ways) ?? new Map<K, Ways>();
  known.set(ways, found);
  const value = found.get(key) ?? find();
  found.set(key, value);
  return value;
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

/** The fields that an object may have by these, as far as they are known by name. */
export function fieldNames(ways: Ways): string[] {
  const names = ways.flatMap((way) =>
    way.flatMap((schema) => [...Object.keys(schema.properties ?? {}), ...requiredNames(schema)]),
  );
  return [...new Set(names)];
}
