import type { Matcher } from "./matchers";

/** A field that a pattern speaks of. */
export interface Field {
  /** The names on the way to it, with dots between them. */
  readonly path: string;
  /** Conditions, one of which must hold; the first is about the first item of the list that stands there, and so on. */
  readonly matchers: readonly Matcher[];
  /** Where in the pattern the list stands. */
  readonly place: readonly (string | number)[];
}

/** One way a pattern can be met: all of these fields hold. Each path is there once. */
export type Alternative = readonly Field[];
