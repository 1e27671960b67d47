import { refuse as refusePattern } from "./errors";
import { ignoringCase } from "./ignore-case";
import type { JsonReader, JsonToken } from "./json-reader";
import type { AnythingButOperator, Matcher, TextMatcher } from "./matchers";
import { bound } from "./parse-numeric";
import { parseWildcard } from "./wildcard";

/** Reads the value of `anything-but` from behind its name to the end of the object around it. */
export function parseAnythingBut(reader: JsonReader): Matcher {
  const token = reader.next();
  const matcher = token === "{" ? parseInnerOperator(reader) : parsePlainValues(reader, token);
  // event-ruler borrows the sentence from `numeric`.
  if (reader.next() !== "}") refuse(reader, "Too many elements in numeric expression");
  return matcher;
}

function parsePlainValues(reader: JsonReader, token: JsonToken | undefined): Matcher {
  const strings = new Set<string>();
  const numbers = new Set<number>();
  for (const kind of listed(reader, token)) {
    if (kind === "string") strings.add(reader.value());
    else if (kind === "number") numbers.add(bound(reader, reader.value(), "anything-but"));
    else refuse(reader, "Inside anything but list, start|null|boolean is not supported.");
  }
  if (strings.size > 0 === numbers.size > 0) {
    refuse(reader, "Inside anything but list, either all values are number or string, mixed type is not supported");
  }
  return strings.size > 0 ? { kind: "anything-but", strings } : { kind: "anything-but-numbers", numbers };
}

function parseInnerOperator(reader: JsonReader): Matcher {
  if (reader.next() !== "name") refuse(reader, "Anything-But expression name not found");
  const operator = reader.value();
  if (!isInnerOperator(operator)) refuse(reader, `Unsupported anything-but pattern: ${operator}`);
  const matchers: TextMatcher[] = [];
  for (const kind of listed(reader, reader.next())) {
    if (kind !== "string") refuse(reader, NOT_A_STRING[operator]);
    matchers.push(textMatcher(reader, operator));
  }
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

function textMatcher(reader: JsonReader, operator: AnythingButOperator): TextMatcher {
  const text = reader.value();
  switch (operator) {
    case "prefix":
    case "suffix":
      if (text === "") refuse(reader, "Null prefix/suffix not allowed");
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

/** The tokens of a single value or of a list, one after the other; the reader stands on each in turn. */
function* listed(reader: JsonReader, first: JsonToken | undefined): Generator<JsonToken | undefined> {
  if (first === "[") {
    for (let token = reader.next(); token !== "]"; token = reader.next()) yield token;
  } else if (first === "string" || first === "number") {
    yield first;
  } else {
    refuse(reader, "Value of anything-but must be an array or single string/number value.");
  }
}

function refuse(reader: JsonReader, summary: string): never {
  refusePattern(reader, "operator-value", summary, "anything-but");
}
