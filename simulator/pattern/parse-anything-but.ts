import { InvalidEventPatternError, refuse as refusePattern, refuseWithoutPlace } from "./errors";
import { ignoringCase } from "./ignore-case";
import type { JsonReader, JsonToken } from "./json-reader";
import type { AnythingButOperator, Matcher, TextMatcher } from "./matchers";
import { comparableNumber } from "./numbers";
import { parseWildcard } from "./wildcard";

/** Reads the value of `anything-but` from behind its name to the end of the object around it. */
export function parseAnythingBut(reader: JsonReader): Matcher {
  const token = reader.next();
  const matcher = token === "{" ? parseInnerOperator(reader) : parsePlainValues(reader, token);
  // event-ruler borrows the sentence from `numeric`.
  if (reader.next() !== "}") refuse(reader, "Too many elements in numeric expression");
  return matcher;
}

function parsePlainValues(reader: JsonReader, first: JsonToken | undefined): Matcher {
  const strings = new Set<string>();
  const numbers = new Set<number>();
  forEachValue(reader, first, (token) => {
    if (token === "string") strings.add(reader.value());
    else if (token === "number") numbers.add(comparable(reader));
    else refuse(reader, "Inside anything but list, start|null|boolean is not supported.");
  });
  if (strings.size > 0 === numbers.size > 0) {
    refuse(reader, "Inside anything but list, either all values are number or string, mixed type is not supported");
  }
  return strings.size > 0 ? { kind: "anything-but", strings } : { kind: "anything-but-numbers", numbers };
}

function comparable(reader: JsonReader): number {
  const text = reader.value();
  const value = comparableNumber(text);
  return value ?? refuseWithoutPlace(reader, "uncomparable-number", `Cannot compare number : ${text}`, "anything-but");
}

function parseInnerOperator(reader: JsonReader): Matcher {
  if (reader.next() !== "name") refuse(reader, "Anything-But expression name not found");
  const operator = reader.value();
  if (!isInnerOperator(operator)) refuse(reader, `Unsupported anything-but pattern: ${operator}`);
  const texts: string[] = [];
  forEachValue(reader, reader.next(), (token) => {
    if (token !== "string") refuse(reader, NOT_A_STRING[operator]);
    const text = reader.value();
    if (text === "" && (operator === "prefix" || operator === "suffix")) {
      refuse(reader, "Null prefix/suffix not allowed");
    }
    texts.push(text);
  });
  // Wildcards are looked at when all are read, so that the place behind the list is named.
  const matchers = texts.map((text) => textMatcher(reader, operator, text));
  if (reader.next() !== "}") refuse(reader, "Too many elements in numeric expression");
  return { kind: "anything-but-text", operator, matchers };
}

const NOT_A_STRING: Readonly<Record<AnythingButOperator, string>> = {
  prefix: "prefix/suffix match pattern must be a string",
  suffix: "prefix/suffix match pattern must be a string",
  wildcard: "wildcard match pattern must be a string",
  "equals-ignore-case": "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
};

function isInnerOperator(text: string): text is AnythingButOperator {
  return Object.hasOwn(NOT_A_STRING, text);
}

function textMatcher(reader: JsonReader, operator: AnythingButOperator, text: string): TextMatcher {
  switch (operator) {
    case "prefix":
    case "suffix":
      return { kind: operator, text };
    case "equals-ignore-case":
      return { kind: operator, folded: ignoringCase(text) };
    case "wildcard": {
      const wildcard = parseWildcard(text);
      if ("reason" in wildcard) refuse(reader, wildcard.reason);
      return { kind: operator, text, wildcard };
    }
  }
}

/** Reads a single value or a list; the reader stands on each value in turn. */
function forEachValue(
  reader: JsonReader,
  first: JsonToken | undefined,
  take: (token: JsonToken | undefined) => void,
): void {
  if (first === "[") {
    try {
      for (let token = reader.next(); token !== "]"; token = reader.next()) take(token);
    } catch (error) {
      throw error instanceof InvalidEventPatternError ? raisedAgain(error, reader) : error;
    }
  } else if (first === "string" || first === "number") {
    take(first);
  } else {
    refuse(reader, "Value of anything-but must be an array or single string/number value.");
  }
}

/** event-ruler catches what is wrong in a list and raises it once more, by which it names the place once more. */
function raisedAgain({ summary, problem, places }: InvalidEventPatternError, reader: JsonReader): Error {
  return new InvalidEventPatternError(summary, problem, [...places, reader.location(problem.offset)]);
}

function refuse(reader: JsonReader, summary: string): never {
  refusePattern(reader, "operator-value", summary, "anything-but");
}
