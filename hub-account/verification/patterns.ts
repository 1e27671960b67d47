/** Event patterns, however they are written. */
import { differences, joined, jsonOf } from "./differences";

/** Why a rule does not match what it is declared to match; undefined where it does, in whatever order both are written. */
export function patternProblem(declared: string, live: string | undefined): string | undefined {
  if (live === undefined) return "matches no pattern; it is declared with one";
  const found = differences(inOrder(jsonOf(declared)), inOrder(jsonOf(live)));
  return found.length === 0 ? undefined : `matches another pattern than declared: ${joined(found)}`;
}

/** Operators whose list is read from left to right: `[">", 0, "<=", 5]`. */
const ORDERED: ReadonlySet<string> = new Set(["numeric"]);

/** A list of a pattern is a set: "any of these" (eb-event-patterns), in `$or` and within `anything-but` too. */
function inOrder(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => inOrder(item));
    if (ORDERED.has(key)) return items;
    return items.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  }
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, item]) => [name, inOrder(item, name)] as const);
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)));
}
