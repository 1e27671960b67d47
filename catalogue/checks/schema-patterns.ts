import { leafMatches, type Field, type Leaf, type Matcher } from "#simulator/pattern";
import { typesOf, valuesOf, type Conjunction, type Ways } from "../event-schemas/described";
import type { EventType, MatchedAlternative } from "../event-schemas/event-types";
import { eventsOf, noEvent, schemaFiles, valueInWords } from "../event-schemas/in-words";
import { followPattern, nearestNames } from "../event-schemas/paths";
import type { Finding } from "../files/findings";
import { writtenPatterns, type SoundFiles, type WrittenPattern } from "../sound-files";
import { describeValue } from "../wording";

/** Patterns ask for fields and values that events have, as far as these have schemas. */
export function* schemaPatterns(files: SoundFiles): Iterable<Finding> {
  if (files.eventTypes.all.length === 0) return;
  for (const written of writtenPatterns(files)) {
    const seen = new Set<Field>();
    for (const alternative of files.eventTypes.alternativesOf(written.pattern)) {
      if (alternative.types.length === 0) continue;
      for (const field of alternative.fields) {
        // What stands beside detail is EventBridge's own.
        if (!field.path.startsWith("detail.") || seen.has(field)) continue;
        seen.add(field);
        yield* ofField(written, field, alternative);
      }
    }
  }
}

/** A type of event, and what it has at a field. */
interface Asked {
  readonly type: EventType;
  readonly ways: Ways;
}

function* ofField(written: WrittenPattern, field: Field, { types, complete }: MatchedAlternative): Iterable<Finding> {
  if (field.matchers.some(({ kind }) => kind === "absent")) return;
  const names = field.path.split(".");
  const asked = types.map((type) => ({ type, ways: followPattern(type.schema, names).ways }));
  const lacking = asked.filter(({ ways }) => ways.length === 0).map(({ type }) => type);
  const having = asked.filter(({ ways }) => ways.length > 0);
  if (having.length === 0 && complete) {
    yield withoutField(written, field, lacking);
    return;
  }
  const never = having.filter(({ ways }) => !field.matchers.some((matcher) => canMatch(matcher, ways)));
  if (never.length === having.length && never.length > 0 && complete) {
    yield withoutValue(written, field, never);
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

function withoutField(written: WrittenPattern, field: Field, types: readonly EventType[]): Finding {
  const wrong = `${noEvent(types)} has ${field.path} by its schema, so that it never matches`;
  const message = `${wrong}; write ${nearestOf(types, field)}, or add the field to ${schemaFiles(types)}`;
  return at(written, field, "pattern-field-not-in-schema", message);
}

function withoutValue(written: WrittenPattern, field: Field, having: readonly Asked[]): Finding {
  const types = having.map(({ type }) => type);
  const expected = valueInWords(having.flatMap(({ ways }) => ways));
  const wrong = `${field.path} of ${eventsOf(types)} is ${expected} by schema, so that this never matches`;
  const isNoLeaf = having.every(({ ways }) => ways.every((way) => [...typesOf(way)].every(isCollection)));
  const instead = isNoLeaf ? "a field within it" : expected;
  return at(written, field, "pattern-value-not-in-schema", `${wrong}; write ${instead}, or mend ${schemaFiles(types)}`);
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
