import { InvalidEventError, InvalidEventPatternError } from "./errors";
import { deeperThan, MAX_DEPTH } from "./json-depth";
import type { JsonToken } from "./json-reader";
import { JsonReader } from "./json-reader";
import { comparableNumber, UncomparableNumber } from "./numbers";

/**
 * An object of an event in which some key stands twice. JSON.parse keeps the last value only; for EventBridge all of
 * them count (recorded).
 */
export class ObjectWithEqualKeys {
  constructor(readonly entries: readonly (readonly [key: string, value: unknown])[]) {}
}

/**
 * Every number that a double may not hold exactly looks like this: many digits or a large exponent, where a value may
 * begin. So does a string now and then, which costs time and nothing else.
 */
const MAY_LOSE_DIGITS = /[:,[\s]-?(?:[0-9.]{16}|[0-9.]+[eE][+-]?[0-9]{2})/;

/**
 * Reads an event's JSON text. Numbers that `JSON.parse` would round come as UncomparableNumber, objects with equal keys
 * as ObjectWithEqualKeys.
 * @throws InvalidEventError when it is not JSON, or nested too deeply
 */
export function parseEventText(text: string): unknown {
  if (deeperThan(MAX_DEPTH, text)) throw new InvalidEventError({ kind: "too-deep" });
  try {
    const event: unknown = JSON.parse(text);
    return MAY_LOSE_DIGITS.test(text) || hasEqualKeys(text, event) ? readExactly(text) : event;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof InvalidEventPatternError) {
      throw new InvalidEventError({ kind: "not-json" });
    }
    throw error;
  }
}

/** JSON.parse drops the key and the value of all but the last of equal keys: then fewer strings come out than went in. */
function hasEqualKeys(text: string, event: unknown): boolean {
  return stringsIn(text) > keysAndStrings(event);
}

/** How many strings are written in JSON text, keys among them. */
function stringsIn(text: string): number {
  const hasEscapes = text.includes("\\");
  let quotes = 0;
  for (let offset = text.indexOf('"'); offset !== -1; offset = text.indexOf('"', offset + 1)) {
    if (!hasEscapes || !isEscaped(text, offset)) quotes += 1;
  }
  return quotes / 2;
}

function isEscaped(text: string, offset: number): boolean {
  let start = offset;
  while (text.charAt(start - 1) === "\\") start -= 1;
  return (offset - start) % 2 === 1;
}

/** How many keys and strings a value holds, on all levels. */
function keysAndStrings(value: unknown): number {
  if (typeof value === "string") return 1;
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const element of value) count += keysAndStrings(element);
    return count;
  }
  for (const key in value) count += 1 + keysAndStrings((value as Record<string, unknown>)[key]);
  return count;
}

function readExactly(text: string): unknown {
  const reader = new JsonReader(text);
  return readValue(reader, reader.next());
}

function readValue(reader: JsonReader, token: JsonToken | undefined): unknown {
  switch (token) {
    case "{":
      return readObject(reader);
    case "[":
      return readArray(reader);
    case "string":
      return reader.value();
    case "number": {
      const number = reader.value();
      return comparableNumber(number) ?? new UncomparableNumber(number);
    }
    case "true":
    case "false":
      return token === "true";
    case "null":
    case "name":
    case "}":
    case "]":
    case undefined:
      // JSON.parse has read the text before: none but null comes where a value begins.
      return null;
  }
}

function readObject(reader: JsonReader): unknown {
  const entries: [string, unknown][] = [];
  const keys = new Set<string>();
  while (reader.next() !== "}") {
    const name = reader.value();
    keys.add(name);
    entries.push([name, readValue(reader, reader.next())]);
  }
  return keys.size === entries.length ? Object.fromEntries(entries) : new ObjectWithEqualKeys(entries);
}

function readArray(reader: JsonReader): unknown[] {
  const elements: unknown[] = [];
  for (let token = reader.next(); token !== "]"; token = reader.next()) elements.push(readValue(reader, token));
  return elements;
}
