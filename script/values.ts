/** Values of JSON, as they are compared. */
import { isJsonList, isJsonObject, NumberText, readJson, type JsonValue } from "#simulator/input";
import { isDeepStrictEqual } from "node:util";

/** JSON as YAML and `JSON.parse` give it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Any decimal number of so many digits comes back from a double as it was. */
const KEPT_DIGITS = 15;

/**
 * A body as it is compared: what JSON says, in whatever order and layout. As text where it is no JSON, where text is
 * expected, and where a number has more digits than would be kept.
 */
export function comparableBody(text: string, expected: Json | undefined): Json {
  if (typeof expected === "string") return text;
  try {
    return kept(readJson(text)) ?? text;
  } catch {
    return text;
  }
}

/** Undefined where a number would be another one. */
function kept(value: JsonValue): Json | undefined {
  if (value instanceof NumberText) return isKept(value.text) ? Number(value.text) : undefined;
  if (isJsonList(value)) {
    const all = value.map(kept);
    return all.includes(undefined) ? undefined : (all as Json[]);
  }
  if (!isJsonObject(value)) return value;
  const all = Object.entries(value).map(([key, inner]) => [key, kept(inner)] as const);
  return all.some(([, inner]) => inner === undefined) ? undefined : (Object.fromEntries(all) as Json);
}

function isKept(number: string): boolean {
  const digits = number
    .replace(/[eE].*$/, "")
    .replace(/^-?[0.]*|\./g, "")
    .replace(/0+$/, "");
  return digits.length <= KEPT_DIGITS && Number.isFinite(Number(number));
}

/** The same value with keys in the order of another, so that a list of differences shows none that is not there. */
export function inOrderOf(model: Json, value: Json): Json {
  if (isList(model) && isList(value)) {
    return value.map((inner, index) => (model[index] === undefined ? inner : inOrderOf(model[index], inner)));
  }
  if (!isMapping(model) || !isMapping(value) || isDeepStrictEqual(model, value)) {
    return isDeepStrictEqual(model, value) ? model : value;
  }
  const shared = Object.keys(model).filter((key) => Object.hasOwn(value, key));
  const others = Object.keys(value).filter((key) => !Object.hasOwn(model, key));
  return Object.fromEntries([
    ...shared.map((key) => [key, inOrderOf(model[key] ?? null, value[key] ?? null)]),
    ...others.map((key) => [key, value[key] ?? null]),
  ]) as Json;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isMapping(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
