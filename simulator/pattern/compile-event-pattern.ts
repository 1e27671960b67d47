import { meetsAll } from "./array-consistency";
import { InvalidEventPatternError } from "./errors";
import type { EventInput } from "./event-leaves";
import { EventLeaves } from "./event-leaves";
import { fieldConditions } from "./field-conditions";
import type { Alternative } from "./alternative";
import { parsePattern } from "./parse-pattern";
import { MAX_DEPTH } from "./json-depth";
import { PathTree } from "./path-tree";

/** A pattern as JSON text, or as the object that text stands for. */
export type PatternInput = string | object;

/** Tells whether an event matches; throws InvalidEventError when the event is not a JSON object. */
export type EventMatcher = (event: EventInput) => boolean;

/**
 * Makes a function of an EventBridge event pattern that says of an event what EventBridge would say. The rules are
 * event-ruler's (aws/event-ruler 2.0.1) and those recorded against AWS itself: all operators, `$or`, array consistency,
 * dots in names, exact numbers.
 *
 * @param pattern JSON text, or an object, which is read as its JSON text
 * @throws InvalidEventPatternError where AWS answers InvalidEventPatternException, with event-ruler's reason
 */
export function compileEventPattern(pattern: PatternInput): EventMatcher {
  const tree = new PathTree();
  const alternatives = fieldConditions(readPattern(pattern), tree);
  const leaves = new EventLeaves(tree);
  return (event) => {
    leaves.read(event);
    return alternatives.some((conditions) => meetsAll(conditions, leaves));
  };
}

/** The ways a pattern can be met. */
export function readPattern(pattern: PatternInput): Alternative[] {
  if (typeof pattern === "string") return parsePattern(pattern);
  return parsePattern(textOf(pattern));
}

function textOf(pattern: object): string {
  // Of a value that is not JSON, such as a function, JSON.stringify gives no text at all.
  const text = writeJson(pattern);
  if (text !== undefined) return text;
  throw new InvalidEventPatternError("Filter is not an object", { kind: "not-an-object", path: [], offset: 0 });
}

function writeJson(pattern: object): string | undefined {
  try {
    return JSON.stringify(pattern);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // It is nested deeper than JSON.stringify can follow.
    const problem = { kind: "not-json", path: [], offset: 0 } as const;
    throw new InvalidEventPatternError(`Document nesting depth exceeds ${MAX_DEPTH}`, problem);
  }
}
