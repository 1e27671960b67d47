/** A pattern or an event: JSON text where the spelling matters (numbers, equal keys), an object everywhere else. */
export type Json = string | object;

/** Where AWS finds fault with a pattern's text, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * One thing that is tried. A refusal is compared without the places that AWS names behind most of its sentences; `place`
 * compares those too, one or several, and `"none"` says that AWS names no place.
 */
export type PatternCase =
  | { readonly pattern: Json; readonly matching: readonly Json[]; readonly other: readonly Json[] }
  | { readonly pattern: Json; readonly accepted: true }
  | { readonly pattern: Json; readonly refused: string | RegExp; readonly place?: Place | readonly Place[] | "none" }
  | { readonly pattern: Json; readonly refusedEvent: string; readonly reason?: string };

/** Something that is true of EventBridge's patterns, and the cases that prove it of ours. */
export interface PatternFact {
  readonly id: string;
  /** One sentence. */
  readonly fact: string;
  /** Who says so. */
  readonly source: string;
  readonly cases: readonly PatternCase[];
}

/** An object with one value, which stands behind the names of a path with dots; `undefined` leaves the field out. */
export function at(path: string, value: unknown): object {
  const [name = "", ...deeper] = path.split(".");
  return { [name]: deeper.length === 0 ? value : at(deeper.join("."), value) };
}

/** A case about the values of one field. */
export function field(
  path: string,
  conditions: readonly unknown[],
  values: { readonly matching: readonly unknown[]; readonly other: readonly unknown[] },
): PatternCase {
  const event = (value: unknown): object => at(path, value);
  return {
    pattern: at(path, conditions),
    matching: values.matching.map(event),
    other: values.other.map(event),
  };
}

/** The JSON text of a pattern or an event. */
export function textOf(json: Json): string {
  return typeof json === "string" ? json : JSON.stringify(json);
}
