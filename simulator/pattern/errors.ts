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
  /** A number to compare with that no double holds exactly. */
  | "uncomparable-number"
  /** `$or` that is no list of two or more objects, or a field inside it that is called like an operator. */
  | "or"
  /** AWS takes neither so many ways through `$or` nor such wildcards. */
  | "too-complex"
  /** Longer than any pattern that AWS takes, by far. */
  | "too-long";

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
  /** Of wildcards that are too complex together: the field, and those of them that meet. */
  readonly wildcards?: CrowdedWildcards;
}

/** The wildcards of one field that AWS calls too complex, as they are written. */
export interface CrowdedWildcards {
  /** The path of the field, with dots between its names. */
  readonly field: string;
  readonly texts: readonly string[];
  /** Whether each would be taken if it stood alone, so that fewer of them are the remedy. */
  readonly eachFits: boolean;
}

/**
 * A pattern that EventBridge would refuse. `reason` is event-ruler's own wording; `message` is what PutRule and
 * TestEventPattern answer, to the last character.
 *
 * Nearly every message ends with a place, `\n at [Source: (String)"<pattern>"; line: L, column: C]`. It is where Jackson
 * stood when the fault was seen: behind the token that was read last, of a text only behind its opening quote as long as
 * nobody has asked for its value, and of a name behind the beginning of its value, which Jackson looks at first. Faults
 * that are not found by reading name no place: addresses, a single number inside anything-but, wildcards that are too
 * complex, too many ways through `$or`. Faults in a list inside anything-but are caught and raised once more, so that
 * the place stands there twice.
 */
export class InvalidEventPatternError extends Error {
  override readonly name = "InvalidEventPatternError";

  /**
   * @param summary what is wrong in event-ruler's words, in one line
   * @param problem the same as data
   * @param places in Jackson's words, one for each time event-ruler's reason names one
   */
  constructor(
    readonly summary: string,
    readonly problem: PatternProblem,
    readonly places: readonly string[] = [],
  ) {
    const reason = [summary, ...places].join("\n at ");
    super(`Event pattern is not valid. Reason: ${reason}`);
    this.reason = reason;
  }

  readonly reason: string;
}

/** What is wrong with an event, in words that TestEventPattern does not give. */
export type EventProblem =
  | { readonly kind: "not-json" | "not-an-object" | "too-deep" | "too-many-combinations" }
  /** An entry of a PutEvents request, from which EventBridge makes an event. */
  | { readonly kind: "put-events-entry" }
  | { readonly kind: "missing"; readonly fields: readonly string[] }
  | { readonly kind: "time"; readonly value: unknown };

/** What is wrong with an event that cannot be matched, as the rest of a sentence about it. */
export const EVENT_FAULTS: Readonly<
  Record<Exclude<EventProblem["kind"], "missing" | "time" | "put-events-entry">, string>
> = {
  "not-json": "is not a JSON object",
  "not-an-object": "is not a JSON object",
  "too-deep": "is nested more than 1,000 levels deep, which EventBridge does not read",
  "too-many-combinations": "has lists within lists that can be combined in too many ways to try them all",
};

/** What is wrong with an entry of PutEvents that is given for an event, as {@link EVENT_FAULTS} has it. */
export const PUT_EVENTS_ENTRY =
  "is an entry of PutEvents, not an event; write source for Source, detail-type for DetailType, and detail as an object " +
  "for Detail, which is JSON text";

/** An event that AWS does not take; the message is TestEventPattern's. */
export class InvalidEventError extends Error {
  override readonly name = "InvalidEventError";

  /**
   * @param problem what is wrong
   * @param reason AWS's own, where its message names one
   */
  constructor(
    readonly problem: EventProblem,
    reason?: string,
  ) {
    super(`Parameter Event is not valid.${reason === undefined ? "" : ` Reason: ${reason}`}`);
  }
}

/** Reads a pattern, and can tell where it stands. */
interface Reader {
  place(): PlaceInPattern;
  location(): string;
}

/** Refuses a pattern at the place that was read last, in event-ruler's words. */
export function refuse(reader: Reader, kind: PatternProblemKind, summary: string, operator?: string): never {
  throw new InvalidEventPatternError(summary, problemAt(reader, kind, operator), [reader.location()]);
}

/** The same, where AWS's message does not say at which place. */
export function refuseWithoutPlace(
  reader: Reader,
  kind: PatternProblemKind,
  summary: string,
  operator?: string,
): never {
  throw new InvalidEventPatternError(summary, problemAt(reader, kind, operator));
}

function problemAt(reader: Reader, kind: PatternProblemKind, operator: string | undefined): PatternProblem {
  return { kind, ...(operator === undefined ? {} : { operator }), ...reader.place() };
}
