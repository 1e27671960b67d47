import { InvalidEventError, InvalidEventPatternError } from "./errors";
import type { JsonToken } from "./json-reader";
import { JsonReader } from "./json-reader";
import { comparableNumber, UncomparableNumber } from "./numbers";

/**
 * Every number that a double may not hold exactly looks like this: many digits or a large exponent, where a value may
 * begin. So does a string now and then, which costs time and nothing else.
 */
const MAY_LOSE_DIGITS = /[:,[\s]-?(?:[0-9.]{16}|[0-9.]+[eE][+-]?[0-9]{2})/;

/**
 * Reads an event's JSON text. Numbers that `JSON.parse` would round come as UncomparableNumber.
 * @throws InvalidEventError when it is not JSON
 */
export function parseEventText(text: string): unknown {
  try {
    const event: unknown = JSON.parse(text);
    return MAY_LOSE_DIGITS.test(text) ? readExactly(text) : event;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof InvalidEventPatternError) throw new InvalidEventError();
    throw error;
  }
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
    default:
      return null;
  }
}

function readObject(reader: JsonReader): unknown {
  const entries: [string, unknown][] = [];
  while (reader.next() !== "}") {
    const name = reader.value();
    entries.push([name, readValue(reader, reader.next())]);
  }
  return Object.fromEntries(entries);
}

function readArray(reader: JsonReader): unknown[] {
  const elements: unknown[] = [];
  for (let token = reader.next(); token !== "]"; token = reader.next()) elements.push(readValue(reader, token));
  return elements;
}
