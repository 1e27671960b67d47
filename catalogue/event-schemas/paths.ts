/** Whether a path leads anywhere in an event of which there is a schema, and which path was probably meant. */
import type { PathStep } from "#simulator/input";
import { nearest } from "../wording";
import { ANYTHING, DescribedValue, fieldNames, typesOf, type Ways } from "./described";

/** What stands at a path: nothing where `ways` is empty. */
interface Followed {
  readonly ways: Ways;
  /** Of a path that leads nowhere: how many of its steps lead somewhere, and to what. */
  readonly reached: number;
  readonly above: Ways;
}

/** What a path of an input transformer finds in the values of a schema. */
export function followInputPath(described: DescribedValue, steps: readonly PathStep[]): Followed {
  let { ways } = described;
  for (const [reached, step] of steps.entries()) {
    const next = take(described, ways, step);
    if (next.length === 0) return { ways: next, reached, above: ways };
    ways = next;
  }
  // Whatever is found for each item comes as a list.
  const found: Ways = steps.some(({ kind }) => kind === "all") ? [[{ type: "array" }]] : ways;
  return { ways: found, reached: steps.length, above: ways };
}

function take(described: DescribedValue, ways: Ways, step: PathStep): Ways {
  switch (step.kind) {
    case "field":
      return described.field(ways, step.name);
    case "index":
      return described.item(ways, step.index);
    case "all":
      // Of an object it takes every field.
      return ways.some((way) => typesOf(way).has("object")) ? ANYTHING : described.item(ways);
  }
}

/** What a pattern finds under names: it looks through lists on the way. */
export function followPattern(described: DescribedValue, names: readonly string[]): Followed {
  let { ways } = described;
  for (const [reached, name] of names.entries()) {
    const above = described.throughLists(ways);
    const next = described.field(above, name);
    if (next.length === 0) return { ways: next, reached, above };
    ways = next;
  }
  return { ways: described.throughLists(ways), reached: names.length, above: ways };
}

/**
 * The path that was probably meant by one that leads nowhere: with another spelling of the name that is not there, or to a
 * field of the last name elsewhere.
 *
 * @returns undefined when nothing is near
 */
export function nearestInputPath(described: DescribedValue, steps: readonly PathStep[]): string | undefined {
  const { reached, above } = followInputPath(described, steps);
  const wrong = steps[reached];
  const spelt = wrong?.kind === "field" ? nearest(wrong.name, fieldNames(above)) : undefined;
  if (spelt !== undefined) {
    const mended = steps.with(reached, { kind: "field", name: spelt });
    // Where what follows is wrong, too, as far as the path is known to lead.
    const leads = Math.max(followInputPath(described, mended).reached, reached + 1);
    return `$${mended.slice(0, leads).map(stepText).join("")}`;
  }
  const names = steps.flatMap((step) => (step.kind === "field" ? [step.name] : []));
  const elsewhere = sameNameElsewhere(described, names);
  return elsewhere && inputPathTo(described, elsewhere);
}

function stepText(step: PathStep): string {
  return step.kind === "field" ? `.${step.name}` : step.kind === "index" ? `[${step.index}]` : "[*]";
}

/** The names that were probably meant in a pattern, as {@link nearestInputPath}. */
export function nearestNames(described: DescribedValue, names: readonly string[]): readonly string[] | undefined {
  const { reached, above } = followPattern(described, names);
  const spelt = nearest(names[reached] ?? "", fieldNames(above));
  if (spelt === undefined) return sameNameElsewhere(described, names);
  const mended = names.with(reached, spelt);
  return mended.slice(0, Math.max(followPattern(described, mended).reached, reached + 1));
}

function sameNameElsewhere(described: DescribedValue, names: readonly string[]): readonly string[] | undefined {
  const others = fieldPaths(described).filter((path) => path.length > 1 && path[0] === names[0]);
  const last = nearest(names.at(-1) ?? "", [...new Set(others.map((path) => path.at(-1) ?? ""))]);
  return last === undefined ? undefined : others.find((path) => path.at(-1) === last);
}

/** A path to a field, through the first item of each list on the way. */
function inputPathTo(described: DescribedValue, names: readonly string[]): string {
  let { ways } = described;
  let path = "$";
  for (const name of names) {
    for (let deep = 0; deep < LONGEST && described.field(ways, name).length === 0; deep++) {
      ways = described.item(ways, 0);
      path += "[0]";
    }
    ways = described.field(ways, name);
    path += `.${name}`;
  }
  return path;
}

/** A schema that refers to itself has paths without end; nobody means one that is longer or later than this. */
const LONGEST = 6;
const MOST = 2_000;

/** The paths of the fields that are declared, the shortest first. */
function fieldPaths(described: DescribedValue): string[][] {
  const paths: string[][] = [];
  let level: { readonly path: string[]; readonly ways: Ways }[] = [{ path: [], ways: described.ways }];
  for (let length = 1; length <= LONGEST && paths.length < MOST; length++) {
    level = level
      .flatMap(({ path, ways }) => {
        const within = described.throughLists(ways);
        return fieldNames(within).map((name) => ({ path: [...path, name], ways: described.field(within, name) }));
      })
      .slice(0, MOST);
    paths.push(...level.map(({ path }) => path));
  }
  return paths;
}
