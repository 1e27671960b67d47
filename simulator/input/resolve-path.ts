import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./json-value";
import type { InputPath, PathStep } from "./path";

/** What a path found in an event. A value that is there and is null is found. */
export type Resolution = { readonly found: true; readonly value: JsonValue } | { readonly found: false };

const nothing: Resolution = { found: false };

/**
 * Looks up a path in an event. With a `*` in it the result is the list of all that was found, which may be empty: what
 * single items lack is left out. Only when the path breaks before its first `*` is nothing found.
 */
export function resolveInputPath(path: InputPath, event: JsonValue): Resolution {
  return resolveSteps(path.steps, event);
}

function resolveSteps(steps: readonly PathStep[], value: JsonValue): Resolution {
  const [step, ...rest] = steps;
  if (step === undefined) return { found: true, value };
  switch (step.kind) {
    case "field":
      return isJsonObject(value) ? follow(ownField(value, step.name), rest) : nothing;
    case "index":
      return isJsonList(value) ? follow(value[step.index], rest) : nothing;
    case "all":
      return isJsonList(value) || isJsonObject(value)
        ? { found: true, value: resolveEach(Object.values(value), rest) }
        : nothing;
  }
}

function follow(next: JsonValue | undefined, rest: readonly PathStep[]): Resolution {
  return next === undefined ? nothing : resolveSteps(rest, next);
}

// An event may have no field `constructor`, but every object seems to.
function ownField(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function resolveEach(values: readonly JsonValue[], rest: readonly PathStep[]): readonly JsonValue[] {
  // A second `*` lays its finds next to those of its neighbours, not into a list of lists.
  const flatten = rest.some((step) => step.kind === "all");
  return values.flatMap((value) => {
    const resolution = resolveSteps(rest, value);
    if (!resolution.found) return [];
    return flatten && isJsonList(resolution.value) ? resolution.value : [resolution.value];
  });
}
