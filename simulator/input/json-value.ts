/**
 * A number that a double would write in another way: 1.10, -0, 9007199254740993, 1e400. Of an event that is read by
 * `readJson`; `JSON.parse` makes none.
 */
export class NumberText {
  constructor(readonly text: string) {}

  /** For whoever writes JSON without `writeJson`: the double that is nearest. */
  toJSON(): number {
    return Number(this.text);
  }
}

/** Any JSON value, as `JSON.parse` or `readJson` returns it. */
export type JsonValue = string | number | boolean | null | NumberText | readonly JsonValue[] | JsonObject;

/** A JSON object: an event, its `detail`, or any object inside it. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/**
 * What an object itself has under a name; undefined for names such as `constructor`, which stand behind every object.
 * For names that somebody else has written.
 */
export function ownMember<T>(object: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** True for lists only; `Array.isArray` does not narrow read-only lists. */
export function isJsonList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** True for objects only: neither a list nor a number nor null. */
export function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !isJsonList(value) && !(value instanceof NumberText);
}

/**
 * The same JSON text without the whitespace between its tokens. Works on the text and not on the parsed value, so that
 * numbers and the order of keys stay exactly as they were written.
 *
 * @param json valid JSON text
 */
export function minifyJson(json: string): string {
  return json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|\s+/g, (token) => (token.startsWith('"') ? token : ""));
}
