/**
 * How many objects and lists may lie within each other in Terraform's JSON. Plans of modules within modules have some 30
 * levels, and what reads them here recurses.
 */
const MOST_LEVELS = 500;

/** Whether a value of JSON has more levels than Terraform writes. Keeps its own stack, so that no depth is too much for it. */
export function isTooDeep(json: unknown): boolean {
  let level: object[] = isNested(json) ? [json] : [];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === MOST_LEVELS) return true;
    level = level.flatMap((value) => Object.values(value).filter(isNested));
  }
  return false;
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
