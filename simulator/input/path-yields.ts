import { EVENT_FIELD_TYPES } from "../../aws/event-fields";
import type { InputPath } from "./path";

/**
 * What a path can only find in an EventBridge event, without seeing one, if it finds anything. `nothing`: no event can
 * have it, such as `$.source.name`. `unknown`: it depends on the event.
 */
export type PathYield = "object" | "list" | "string" | "nothing" | "unknown";

/** What the path finds in any event, for lint: an object inside quotes, for one, means that nothing is delivered. */
export function inputPathYields(path: InputPath): PathYield {
  const [first, second, ...deeper] = path.steps;
  if (first === undefined) return "object";
  if (path.steps.some((step) => step.kind === "all")) return "list";
  if (first.kind !== "field") return "nothing";
  const type = EVENT_FIELD_TYPES.get(first.name) ?? "unknown";
  if (second === undefined) return type;
  switch (type) {
    case "string":
      return "nothing";
    case "list":
      // Of ARNs: one of them is a string, and nothing lies deeper.
      return second.kind === "index" && deeper.length === 0 ? "string" : "nothing";
    case "object":
      return second.kind === "field" ? "unknown" : "nothing";
    case "unknown":
      return "unknown";
  }
}
