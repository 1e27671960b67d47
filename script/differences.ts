import { writeJson } from "#simulator/input";
import type { Comparison } from "./compare";
import { unifiedDiff } from "./line-diff";

/** What was expected and did not come (`-`), and what came instead or besides (`+`): lines of a unified diff of JSON. */
export function differences({ ok, expected, seen }: Comparison): string[] {
  return ok ? [] : unifiedDiff(linesOf(expected), linesOf(seen), placeNamedBy);
}

function linesOf(value: object): string[] {
  return Object.keys(value).length === 0 ? [] : writeJson(value, "  ").split("\n");
}

/** The part, or the one of its requests or letters: three lines of a long body do not tell whose it is. */
function placeNamedBy(line: string): string | undefined {
  return (/^ {6}"(?:delivery|url|queue)": "(.*)",$/.exec(line) ?? /^ {2}"(\w+)":/.exec(line))?.[1];
}
