import { leafMatches, type Field, type Leaf, type Matcher } from "#simulator/pattern";
import { typesOf, valuesOf, type Conjunction, type Ways } from "../event-schemas/described";
import type { EventType, MatchedAlternative, MatchedTypes } from "../event-schemas/event-types";
import { eventsOf, noEvent, schemaFiles, valueInWords } from "../event-schemas/in-words";
import { followPattern, nearestNames } from "../event-schemas/paths";
import type { Finding } from "../files/findings";
import { writtenPatterns, type SoundFiles, type WrittenPattern } from "../sound-files";
import { describeValue } from "../wording";

/** Patterns ask for fields and values that events have, as far as these have schemas. */
export function* schemaPatterns(files: SoundFiles): Iterable<Finding> {
  if (files.eventTypes.all.length === 0) return;
  for (const written of writtenPatterns(files)) {
    const alternatives = files.eventTypes.alternativesOf(written.pattern);
    for (const [field, within] of alternativesByField(alternatives)) {
      const types = [...new Set(within.flatMap((alternative) => alternative.types))];
      if (types.length === 0) continue;
      const complete = within.every((alternative) => alternative.complete);
      yield* ofField(written, field, { types, complete, isInAll: within.length === alternatives.length });
    }
  }
}

/** Each field of a pattern, and the ways through it that ask for the field: `$or` makes several. */
function alternativesByField(alternatives: readonly MatchedAlternative[]): Map<Field, MatchedAlternative[]> {
  const byField = new Map<Field, MatchedAlternative[]>();
  for (const alternative of alternatives) {
    for (const field of alternative.fields) {
      // What stands beside detail is EventBridge's own.
      if (!field.path.startsWith("detail.")) continue;
      byField.set(field, [...(byField.get(field) ?? []), alternative]);
    }
  }
  return byField;
}

/** What a field of a pattern is held to. */
interface Held extends MatchedTypes {
  /** Whether every way through the pattern asks for it. */
  readonly isInAll: boolean;
}

/** A type of event, and what it has at a field. */
interface Asked {
  readonly type: EventType;
  readonly ways: Ways;
}

function* ofField(written: WrittenPattern, field: Field, { types, complete, isInAll }: Held): Iterable<Finding> {
  if (field.matchers.some(({ kind }) => kind === "absent")) return;
  const names = field.path.split(".");
  const asked = types.map((type) => ({ type, ways: followPattern(type.schema, names).ways }));
  const lacking = asked.filter(({ ways }) => ways.length === 0).map(({ type }) => type);
  const having = asked.filter(({ ways }) => ways.length > 0);
  if (having.length === 0 && complete) {
    yield withoutField(written, field, lacking, isInAll);
    return;
  }
  const never = having.filter(({ ways }) => !field.matchers.some((matcher) => canMatch(matcher, ways)));
  if (never.length === having.length && never.length > 0 && complete) {
    yield withoutValue(written, field, never, isInAll);
    return;
  }
  const missed = [...lacking, ...never.map(({ type }) => type)];
  if (having.length === 0) yield unlessOthersHave(written, field, lacking);
  else if (missed.length > 0) {
    const message = `never matches ${eventsOf(missed)} by their schemas; write a pattern without them, or mend ${schemaFiles(missed)}`;
    yield at(written, field, "pattern-outside-some-schema", message);
  } else if (complete) yield* neverOccurring(written, field, having);
}

function at(
  { file, path }: WrittenPattern,
  { place }: Field,
  rule: Finding["rule"],
  message: string,
  index?: number,
): Finding {
  const where = [...path, ...place];
  return index === undefined ? file.findingAtKey(rule, where, message) : file.finding(rule, [...where, index], message);
}

/** Some of the events that the pattern asks for have no schema: the field may be theirs. */
function unlessOthersHave(written: WrittenPattern, field: Field, types: readonly EventType[]): Finding {
  const wrong = `${noEvent(types)} has ${field.path} by its schema`;
  const instead = `write ${nearestOf(types, field)}, or leave it where it is meant for events without a schema`;
  return at(written, field, "pattern-outside-some-schema", `${wrong}; ${instead}`);
}

function nearestOf(types: readonly EventType[], { path }: Field): string {
  const found = types.map(({ schema }) => nearestNames(schema, path.split(".")));
  return found.find((names) => names !== undefined)?.join(".") ?? "another field";
}

/** Where another way through the pattern can be met, it matches all the same. */
const DEAD_ALTERNATIVE = "pattern-outside-some-schema";

function withoutField(written: WrittenPattern, field: Field, types: readonly EventType[], isInAll: boolean): Finding {
  const what = isInAll ? "it" : "this alternative";
  const wrong = `${noEvent(types)} has ${field.path} by its schema, so ${what} never matches`;
  const message = `${wrong}; write ${nearestOf(types, field)}, or add the field to ${schemaFiles(types)}`;
  return at(written, field, isInAll ? "pattern-field-not-in-schema" : DEAD_ALTERNATIVE, message);
}

function withoutValue(written: WrittenPattern, field: Field, having: readonly Asked[], isInAll: boolean): Finding {
  const types = having.map(({ type }) => type);
  const expected = valueInWords(having.flatMap(({ ways }) => ways));
  const wrong = `${field.path} of ${eventsOf(types)} is ${expected} by schema, so ${isInAll ? "this" : "this alternative"} never matches`;
  const isNoLeaf = having.every(({ ways }) => ways.every((way) => [...typesOf(way)].every(isCollection)));
  const instead = isNoLeaf ? "a field within it" : expected;
  const rule = isInAll ? "pattern-value-not-in-schema" : DEAD_ALTERNATIVE;
  return at(written, field, rule, `${wrong}; write ${instead}, or mend ${schemaFiles(types)}`);
}

/** Some of the values can be there, others not. */
function* neverOccurring(written: WrittenPattern, field: Field, having: readonly Asked[]): Iterable<Finding> {
  const ways = having.flatMap((each) => each.ways);
  for (const [index, matcher] of field.matchers.entries()) {
    if (canMatch(matcher, ways)) continue;
    const value = describeValue(valueAt(written.pattern, [...field.place, index]));
    const types = having.map(({ type }) => type);
    const wrong = `found ${value}, and ${field.path} of ${eventsOf(types)} is ${valueInWords(ways)} by schema`;
    yield at(
      written,
      field,
      "pattern-value-outside-schema",
      `${wrong}; leave it out, or mend ${schemaFiles(types)}`,
      index,
    );
  }
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null ? (inner as Readonly<Record<PropertyKey, unknown>>)[step] : undefined,
    value,
  );
}

function isCollection(type: string): boolean {
  return type === "object" || type === "array";
}

function canMatch(matcher: Matcher, ways: Ways): boolean {
  return ways.some((way) => canMatchWay(matcher, way));
}

function canMatchWay(matcher: Matcher, way: Conjunction): boolean {
  const values = valuesOf(way)?.filter(isLeaf);
  if (values !== undefined) return values.some((value) => leafMatches(matcher, value));
  const types = typesOf(way);
  switch (matcher.kind) {
    case "string":
    case "prefix":
    case "suffix":
    case "wildcard":
    case "equals-ignore-case":
    case "prefix-ignore-case":
    case "suffix-ignore-case":
      return types.has("string");
    case "number":
    case "uncomparable-number":
    case "numeric-range":
      return types.has("number");
    case "literal":
      return types.has(matcher.value === null ? "null" : "boolean");
    case "address":
      return types.has("string") || (matcher.numbersToo && types.has("number"));
    case "exists":
    case "anything-but":
    case "anything-but-numbers":
    case "anything-but-text":
      return [...types].some((type) => !isCollection(type));
    case "absent":
      return true;
  }
}

function isLeaf(value: unknown): value is Leaf {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
