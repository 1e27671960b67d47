/** What is wrong with a pattern, so that nobody has to read event-ruler's sentence to know. */
type PatternProblemKind =
  /** The text is not JSON, or nested too deeply. */
  | "not-json"
  /** The pattern as a whole is no object. */
  | "not-an-object"
  | "empty-object"
  | "empty-list"
  /** A field is neither an object nor a list. */
  | "bare-value"
  /** A list holds something that is neither a plain value nor an operator. */
  | "list-item"
  | "unknown-operator"
  /** An operator with a value that it does not take. */
  | "operator-value"
  /** `$or` that is no list of two or more objects, or a field inside it that is called like an operator. */
  | "or"
  /** AWS takes neither so many ways through `$or` nor such a wildcard. */
  | "too-complex";

/** Where in a pattern something was read. */
export interface PlaceInPattern {
  /** Names of fields and places in lists (from 0), from the top; empty where the text is not JSON. */
  readonly path: readonly (string | number)[];
  /** Where in the JSON text reading ended: UTF-16 units from 0. */
  readonly offset: number;
}

/** What is wrong with a pattern, and where. */
export interface PatternProblem extends PlaceInPattern {
  readonly kind: PatternProblemKind;
  /** The operator it is about, such as `prefix`; of `unknown-operator`, the name that is none. */
  readonly operator?: string;
}

/**
 * A pattern that EventBridge would refuse. `reason` is event-ruler's own wording; `message` is what PutRule and
 * TestEventPattern answer (41 of 41 messages recorded against AWS have this form).
 */
export class InvalidEventPatternError extends Error {
  override readonly name = "InvalidEventPatternError";

  /**
   * @param summary what is wrong in event-ruler's words, in one line
   * @param problem the same as data
   * @param location in Jackson's words, where event-ruler's reason ends with one
   */
  constructor(
    readonly summary: string,
    readonly problem: PatternProblem,
    location?: string,
  ) {
    const reason = location === undefined ? summary : `${summary}\n at ${location}`;
    super(`Event pattern is not valid. Reason: ${reason}`);
    this.reason = reason;
  }

  readonly reason: string;
}

/** An event that is not a JSON object; the message is TestEventPattern's. */
export class InvalidEventError extends Error {
  override readonly name = "InvalidEventError";

  constructor() {
    super("Parameter Event is not valid.");
  }
}

/** Refuses a pattern at the place that was read last, in event-ruler's words. */
export function refuse(
  reader: { place(): PlaceInPattern },
  kind: PatternProblemKind,
  summary: string,
  operator?: string,
): never {
  const of = operator === undefined ? {} : { operator };
  throw new InvalidEventPatternError(summary, { kind, ...of, ...reader.place() });
}
