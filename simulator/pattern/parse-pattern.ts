import type { Alternative, Field } from "./alternative";
import { InvalidEventPatternError, refuse, refuseWithoutPlace } from "./errors";
import { JsonReader } from "./json-reader";
import { parseFieldValues } from "./parse-operators";
import { refuseCrowdedWildcards } from "./rule-complexity";

/** A field that was read, and the alternative it was added to. Alternatives that begin alike share their beginning. */
interface Link {
  readonly field: Field;
  readonly before: Link | undefined;
  readonly length: number;
}

/** An alternative that is being read: its last field, `undefined` as long as there is none. */
type Chain = Link | undefined;

/** `$or` multiplies; AWS refuses a pattern that spells out to more ways than this. */
const MAX_ALTERNATIVES = 1000;

/**
 * AWS takes 2,048 characters, and 4,096 where it was asked to. What is much longer than that is not read at all, so that
 * no pattern can keep a reader busy.
 */
const MAX_CHARACTERS = 65_536;

/** What `$or` spells out to, in fields. No pattern of 4,096 characters comes near it. */
const MAX_FIELDS = 500_000;

/** Names that event-ruler keeps for operators, so that `$or` cannot be confused with a list of conditions. */
const RESERVED_INSIDE_OR: ReadonlySet<string> = new Set([
  ...["exactly", "equals-ignore-case", "prefix", "suffix", "anything-but", "exists", "wildcard", "numeric", "cidr"],
  ...["=", "<", "<=", ">", ">=", "regex", "not-wildcard", "not-equals-ignore-case"],
  ...["date-after", "date-on-or-after", "date-before", "date-on-or-before", "in-date-range"],
  ...["ip-address-in-range", "ip-address-not-in-range"],
]);

/**
 * Reads a pattern into the ways it can be met. Text behind the pattern's closing brace is not looked at, and of two
 * equal paths the last wins, as in event-ruler.
 * @throws InvalidEventPatternError with AWS's reason
 */
export function parsePattern(text: string): Alternative[] {
  const reader = new JsonReader(text);
  if (text.length > MAX_CHARACTERS) {
    const summary = `A pattern of ${text.length} characters is longer than any that EventBridge takes`;
    refuseWithoutPlace(reader, "too-long", summary);
  }
  if (reader.next() !== "{") refuse(reader, "not-an-object", "Filter is not an object");
  const alternatives = parseFields(reader, [undefined], "", false).map(fieldsOf);
  refuseEmptyInnerLists(reader, alternatives);
  refuseCrowdedWildcards(reader, alternatives);
  return alternatives;
}

/** Reads the fields of an object from behind its `{` and adds them to every alternative there is so far. */
function parseFields(reader: JsonReader, soFar: readonly Chain[], prefix: string, insideOr: boolean): readonly Chain[] {
  let alternatives = soFar;
  let isEmpty = true;
  while (reader.next() !== "}") {
    isEmpty = false;
    const name = reader.value();
    if (name === "$or") {
      alternatives = parseOr(reader, alternatives, prefix);
      continue;
    }
    if (insideOr && RESERVED_INSIDE_OR.has(name)) {
      refuse(reader, "or", `${name} is Ruler reserved fieldName which cannot be used inside $or.`);
    }
    const token = reader.next();
    if (token === "{") {
      alternatives = parseFields(reader, alternatives, `${prefix}${name}.`, insideOr);
    } else if (token === "[") {
      const matchers = parseFieldValues(reader);
      const field = { path: prefix + name, matchers, place: reader.place().path };
      alternatives = alternatives.map((before) => ({ field, before, length: (before?.length ?? 0) + 1 }));
      refuseTooManyFields(reader, alternatives);
    } else {
      refuse(reader, "bare-value", `"${name}" must be an object or an array`);
    }
  }
  if (isEmpty) refuse(reader, "empty-object", "Empty objects are not allowed");
  return alternatives;
}

/** Reads the objects of an `$or`; what was said before it holds for each of them. */
function parseOr(reader: JsonReader, soFar: readonly Chain[], prefix: string): readonly Chain[] {
  if (reader.next() !== "[") refuse(reader, "or", "It must be an Array followed with $or.");
  const alternatives: Chain[] = [];
  let branches = 0;
  for (let token = reader.next(); token !== "]"; token = reader.next()) {
    branches += 1;
    if (token !== "{") refuse(reader, "or", "Only JSON object is allowed in array of $or relationship.");
    alternatives.push(...parseFields(reader, soFar, prefix, true));
    if (alternatives.length > MAX_ALTERNATIVES) {
      const summary = `Or operator is producing over ${MAX_ALTERNATIVES} rule combinations`;
      refuseWithoutPlace(reader, "too-complex", summary, "$or");
    }
  }
  if (branches < 2) refuse(reader, "or", "There must have at least 2 Objects in $or relationship.");
  refuseTooManyFields(reader, alternatives);
  return alternatives;
}

function refuseTooManyFields(reader: JsonReader, alternatives: readonly Chain[]): void {
  if (alternatives.length === 1) return;
  const fields = alternatives.reduce((sum, chain) => sum + (chain?.length ?? 0), 0);
  if (fields <= MAX_FIELDS) return;
  const summary = `An $or that spells out to over ${MAX_FIELDS} fields is longer than any that EventBridge takes`;
  refuseWithoutPlace(reader, "too-complex", summary, "$or");
}

/** The fields of an alternative as they are written; of two with one path, the later one. */
function fieldsOf(last: Chain): Alternative {
  const fields: Field[] = [];
  const paths = new Set<string>();
  for (let link = last; link !== undefined; link = link.before) {
    if (paths.has(link.field.path)) continue;
    paths.add(link.field.path);
    fields.push(link.field);
  }
  return fields.reverse();
}

/** AWS reads such a pattern to its end and then answers InternalFailure (500) with an empty message (recorded). */
function refuseEmptyInnerLists(reader: JsonReader, alternatives: readonly Alternative[]): void {
  for (const { matchers, place } of new Set(alternatives.flat())) {
    for (const [index, matcher] of matchers.entries()) {
      if (matcher.kind !== "anything-but-text" || matcher.matchers.length > 0) continue;
      const problem = { kind: "empty-list", operator: "anything-but" } as const;
      const path = [...place, index, "anything-but", matcher.operator];
      const summary = `The list of ${matcher.operator} inside anything-but is empty, to which EventBridge answers InternalFailure (500) and says no more`;
      throw new InvalidEventPatternError(summary, { ...problem, path, offset: reader.place().offset });
    }
  }
}
