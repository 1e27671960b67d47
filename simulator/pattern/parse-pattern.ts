import { InvalidEventPatternError, refuse } from "./errors";
import { JsonReader } from "./json-reader";
import type { Matcher } from "./matchers";
import { parseFieldValues } from "./parse-operators";

/** One way a pattern can be met: for every path, dots between its steps, the conditions of which one must hold. */
export type Alternative = Map<string, readonly Matcher[]>;

/** `$or` multiplies; AWS refuses a pattern that spells out to more ways than this. */
const MAX_ALTERNATIVES = 1000;

/** Names that event-ruler keeps for operators, so that `$or` cannot be confused with a list of conditions. */
const RESERVED_INSIDE_OR: ReadonlySet<string> = new Set([
  ...["exactly", "equals-ignore-case", "prefix", "suffix", "anything-but", "exists", "wildcard", "numeric", "cidr"],
  ...["=", "<", "<=", ">", ">=", "regex", "not-wildcard", "not-equals-ignore-case"],
  ...["date-after", "date-on-or-after", "date-before", "date-on-or-before", "in-date-range"],
  ...["ip-address-in-range", "ip-address-not-in-range"],
]);

/**
 * Reads a pattern into the ways it can be met. Text behind the pattern's closing brace is not looked at, and of two
 * equal keys the last wins, as in event-ruler.
 * @throws InvalidEventPatternError with event-ruler's reason
 */
export function parsePattern(text: string): Alternative[] {
  const reader = new JsonReader(text);
  if (reader.next() !== "{") {
    const problem = { kind: "not-an-object", ...reader.place() } as const;
    throw new InvalidEventPatternError("Filter is not an object", problem, reader.location());
  }
  return parseFields(reader, [new Map<string, readonly Matcher[]>()], [], false);
}

/** Reads the fields of an object from behind its `{` and adds them to every alternative there is so far. */
function parseFields(
  reader: JsonReader,
  soFar: Alternative[],
  path: readonly string[],
  insideOr: boolean,
): Alternative[] {
  let alternatives = soFar;
  let isEmpty = true;
  while (reader.next() !== "}") {
    isEmpty = false;
    const name = reader.value();
    if (name === "$or") {
      alternatives = parseOr(reader, alternatives, path);
      continue;
    }
    if (insideOr && RESERVED_INSIDE_OR.has(name)) {
      refuse(reader, "or", `${name} is Ruler reserved fieldName which cannot be used inside $or.`);
    }
    const token = reader.next();
    if (token === "{") {
      alternatives = parseFields(reader, alternatives, [...path, name], insideOr);
    } else if (token === "[") {
      const matchers = parseFieldValues(reader);
      for (const alternative of alternatives) alternative.set([...path, name].join("."), matchers);
    } else {
      refuse(reader, "bare-value", `"${name}" must be an object or an array`);
    }
  }
  if (isEmpty) refuse(reader, "empty-object", "Empty objects are not allowed");
  return alternatives;
}

/** Reads the objects of an `$or`; what was said before it holds for each of them. */
function parseOr(reader: JsonReader, soFar: readonly Alternative[], path: readonly string[]): Alternative[] {
  if (reader.next() !== "[") refuse(reader, "or", "It must be an Array followed with $or.");
  const alternatives: Alternative[] = [];
  let branches = 0;
  for (let token = reader.next(); token !== "]"; token = reader.next()) {
    branches += 1;
    if (token !== "{") refuse(reader, "or", "Only JSON object is allowed in array of $or relationship.");
    const copies = soFar.map((alternative) => new Map(alternative));
    alternatives.push(...parseFields(reader, copies, path, true));
    if (alternatives.length > MAX_ALTERNATIVES) {
      refuse(reader, "too-complex", `Rule is too complex - $or expands to more than ${MAX_ALTERNATIVES} combinations`);
    }
  }
  if (branches < 2) refuse(reader, "or", "There must have at least 2 Objects in $or relationship.");
  return alternatives;
}
