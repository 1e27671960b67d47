import { refuse as refusePattern } from "./errors";
import type { JsonReader } from "./json-reader";
import type { Matcher } from "./matchers";
import { comparableNumber } from "./numbers";

const TOO_MANY_ELEMENTS = "Too many elements in numeric expression";

/** Reads the value of `numeric` from behind its name to the end of the object around it. */
export function parseNumeric(reader: JsonReader): Matcher {
  if (reader.next() !== "[") refuse(reader, "Value of numeric must be an array.");
  const matcher = parseComparison(reader);
  if (reader.next() !== "}") refuse(reader, TOO_MANY_ELEMENTS);
  return matcher;
}

function parseComparison(reader: JsonReader): Matcher {
  if (reader.next() !== "string") refuse(reader, `Invalid member in numeric match: ${reader.value()}`);
  const operator = reader.value();
  const isNumber = reader.next() === "number";
  if (!isOperator(operator)) refuse(reader, `Unrecognized numeric range operator: ${operator}`);
  if (!isNumber) refuse(reader, `Value of ${operator === "=" ? "equals" : operator} must be numeric`);
  const text = reader.value();

  const token = reader.next();
  if (operator === ">" || operator === ">=") {
    if (token === "]") return range(bound(reader, text), operator === ">", Infinity, false);
    if (token !== "string") refuse(reader, `Bad value in numeric range: ${reader.value()}`);
    return parseUpperBound(reader, text, operator === ">");
  }
  if (token !== "]") refuse(reader, TOO_MANY_ELEMENTS);
  if (operator === "=") return { kind: "number", value: bound(reader, text) };
  return range(-Infinity, false, bound(reader, text), operator === "<");
}

function parseUpperBound(reader: JsonReader, lower: string, fromOpen: boolean): Matcher {
  const operator = reader.value();
  if (operator !== "<" && operator !== "<=") refuse(reader, `Bad numeric range operator: ${operator}`);
  if (reader.next() !== "number") refuse(reader, `Value of ${operator} must be numeric`);
  const upper = reader.value();
  if (reader.next() !== "]") refuse(reader, "Too many terms in numeric range expression");
  const from = bound(reader, lower);
  const to = bound(reader, upper);
  if (from >= to) refuse(reader, "Bottom must be less than top");
  return range(from, fromOpen, to, operator === "<");
}

function isOperator(text: string): text is "=" | "<" | "<=" | ">" | ">=" {
  return text === "=" || text === "<" || text === "<=" || text === ">" || text === ">=";
}

function range(from: number, fromOpen: boolean, to: number, toOpen: boolean): Matcher {
  return { kind: "numeric-range", from, fromOpen, to, toOpen };
}

/** A number to compare with; event-ruler refuses one that no double holds exactly. */
function bound(reader: JsonReader, text: string): number {
  const value = comparableNumber(text);
  return value ?? refusePattern(reader, "uncomparable-number", `Cannot compare number : ${text}`, "numeric");
}

function refuse(reader: JsonReader, summary: string): never {
  refusePattern(reader, "operator-value", summary, "numeric");
}
