import { arraysAround, firstInconsistency } from "./array-consistency";
import type { PatternInput } from "./compile-event-pattern";
import { readPattern } from "./compile-event-pattern";
import { describeLeaves, describeMatchers } from "./describe-matchers";
import type { EventInput } from "./event-leaves";
import { EventLeaves } from "./event-leaves";
import type { FieldCondition } from "./field-conditions";
import { fieldConditions, meetsByItself } from "./field-conditions";
import { ObjectWithEqualKeys, parseEventText } from "./parse-event-text";
import { PathTree } from "./path-tree";

/** Why one way through a pattern does not match, and how many of its fields are met all the same. */
interface Mismatch {
  sentence: string;
  met: number;
}

/**
 * Says in one sentence why an event does not match a pattern: the first field that decides it, its value and what the
 * pattern wants, e.g. `detail.total is 40; the pattern wants a number > 100`. With `$or`, it is the way through the
 * pattern that comes closest.
 *
 * @returns `undefined` when the event matches
 * @throws InvalidEventPatternError and InvalidEventError as compileEventPattern does
 */
export function explainMismatch(pattern: PatternInput, event: EventInput): string | undefined {
  const paths = new PathTree();
  const ways = fieldConditions(readPattern(pattern), paths, "as-written");
  const leaves = new EventLeaves(paths).read(event);

  const mismatches: Mismatch[] = [];
  for (const conditions of ways) {
    const mismatch = mismatchOf(conditions, leaves, event);
    if (mismatch === undefined) return undefined;
    mismatches.push(mismatch);
  }
  const [first, ...others] = mismatches;
  if (first === undefined) return undefined;
  // A field outside the $or, or one way only: nothing to choose between.
  if (others.every(({ sentence }) => sentence === first.sentence)) return first.sentence;
  const closest = others.reduce((best, other) => (other.met > best.met ? other : best), first);
  return `None of the ${mismatches.length} ways through $or matches; in the closest one ${closest.sentence}`;
}

function mismatchOf(
  conditions: readonly FieldCondition[],
  leaves: EventLeaves,
  event: EventInput,
): Mismatch | undefined {
  const unmet = conditions.filter((condition) => !meetsByItself(condition, leaves));
  const [first] = unmet;
  if (first !== undefined) {
    return { sentence: describeUnmet(first, leaves, event), met: conditions.length - unmet.length };
  }
  if (!leaves.hasMemberships) return undefined;
  const inOrder = [...conditions].sort((one, other) => (one.path < other.path ? -1 : 1));
  const inconsistent = firstInconsistency(inOrder, leaves);
  if (inconsistent === undefined) return undefined;
  const before = inOrder.slice(0, inOrder.indexOf(inconsistent));
  // Every field can be met, so this way is closer than any where one cannot.
  return { sentence: describeInconsistency(inconsistent, before, leaves), met: conditions.length };
}

function describeUnmet({ path, slot, matchers }: FieldCondition, leaves: EventLeaves, event: EventInput): string {
  const values = leaves.at(slot);
  const found = values.length > 0 ? describeLeaves(values) : describeNothing(event, path);
  return `${path} is ${found}; the pattern wants ${describeMatchers(matchers)}`;
}

/** Conditions are about leaves: an object or an empty list at the path itself is as good as nothing. */
function describeNothing(event: EventInput, path: string): string {
  const root: unknown = typeof event === "string" ? parseEventText(event) : event;
  const value = valueAt(root, path);
  if (value === undefined) return "absent";
  return `${Array.isArray(value) ? "a list without values" : "an object"}, which counts as absent`;
}

/** What stands at a path in the first place that has it, through lists and keys with dots. */
function valueAt(value: unknown, path: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const entries = value instanceof ObjectWithEqualKeys ? value.entries : Object.entries(value);
  for (const [key, inner] of entries) {
    if (Array.isArray(value)) {
      const found = valueAt(inner, path);
      if (found !== undefined) return found;
    } else if (key === path) {
      return inner;
    } else if (path.startsWith(`${key}.`)) {
      const found = valueAt(inner, path.slice(key.length + 1));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function describeInconsistency(
  { path, slot, matchers }: FieldCondition,
  before: readonly FieldCondition[],
  leaves: EventLeaves,
): string {
  const arrays = arraysAround(slot, leaves);
  const together = before.filter((other) => [...arraysAround(other.slot, leaves)].some((array) => arrays.has(array)));
  const names = together.map((other) => other.path).join(", ");
  return (
    `${path} is ${describeLeaves(leaves.at(slot))}, but not as wanted in the element of the array that matches ` +
    `${names}; the pattern wants ${describeMatchers(matchers)} in the same element`
  );
}
