/** How findings speak of events and of what their schemas say. */
import { all, count, either, quote } from "../wording";
import { typesOf, valuesOf, type ValueType, type Ways } from "./described";
import type { EventType } from "./event-types";

const NAMED = 3;

/** `no "Order Placed" or "Order Cancelled" event`. */
export function noEvent(types: readonly EventType[]): string {
  if (types.length > NAMED) return `no event of the ${count(types.length, "type")} that the pattern matches`;
  return `no ${either(types.map(({ detailType }) => quote(detailType)))} event`;
}

/** `"Order Placed" and "Order Cancelled" events`. */
export function eventsOf(types: readonly EventType[]): string {
  if (types.length > NAMED) return `events of ${count(types.length, "type")}`;
  return `${all(types.map(({ detailType }) => quote(detailType)))} events`;
}

/** Where to add what is missing. */
export function schemaFiles(types: readonly EventType[]): string {
  const [first] = types;
  return types.length === 1 && first !== undefined ? first.shown : "their schemas";
}

const WORDS: Readonly<Record<ValueType, string>> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  null: "null",
  array: "a list",
  object: "an object",
};

/** `text or null`; the values where there are few and nothing else is possible. */
export function valueInWords(ways: Ways): string {
  const values = ways.map((way) => valuesOf(way));
  const few = values.flatMap((each) => each ?? []);
  if (few.length > 0 && few.length <= 5 && values.every((each) => each !== undefined)) {
    return either([...new Set(few.map((value) => JSON.stringify(value)))]);
  }
  return either([...typesIn(ways)].map((type) => WORDS[type]));
}

/** The kinds of value that one of the ways allows. */
function typesIn(ways: Ways): ReadonlySet<ValueType> {
  return new Set(ways.flatMap((way) => [...typesOf(way)]));
}
