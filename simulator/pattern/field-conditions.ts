import type { EventLeaves, Membership } from "./event-leaves";
import type { Matcher } from "./matchers";
import { leafMatches } from "./matchers";
import type { Alternative, Field } from "./alternative";
import type { PathTree } from "./path-tree";

/** What a pattern wants of one path: one of the conditions, of one of the leaves there. */
export interface FieldCondition {
  path: string;
  slot: number;
  matchers: readonly Matcher[];
  /** Whether the field may be missing. */
  mayBeAbsent: boolean;
}

/**
 * Alternatives in the order in which event-ruler goes through each, by name of the path, or as they are written. What
 * several alternatives share is one condition.
 */
export function fieldConditions(
  alternatives: readonly Alternative[],
  tree: PathTree,
  order: "by-path" | "as-written" = "by-path",
): FieldCondition[][] {
  const known = new Map<Field, FieldCondition>();
  return alternatives.map((alternative) => {
    const conditions = alternative.map((field) => {
      const condition = known.get(field) ?? conditionOf(field, tree);
      known.set(field, condition);
      return condition;
    });
    if (order === "by-path") conditions.sort((one, other) => (one.path < other.path ? -1 : 1));
    return conditions;
  });
}

function conditionOf({ path, matchers }: Field, tree: PathTree): FieldCondition {
  return { path, slot: tree.slotOf(path), matchers, mayBeAbsent: matchers.some(({ kind }) => kind === "absent") };
}

/** Whether an event meets all conditions, with leaves that do not lie in different elements of one array. */
export function meetsAll(conditions: readonly FieldCondition[], leaves: EventLeaves): boolean {
  if (!conditions.every((condition) => meetsByItself(condition, leaves))) return false;
  return !leaves.hasMemberships || firstInconsistency(conditions, leaves) === undefined;
}

/** Whether an event meets one condition, leaving aside what the other fields need. */
export function meetsByItself({ slot, matchers, mayBeAbsent }: FieldCondition, leaves: EventLeaves): boolean {
  const values = leaves.at(slot);
  if (values.some((leaf) => matchers.some((matcher) => leafMatches(matcher, leaf)))) return true;
  // A field that is there in one element of an array may be missing from the element the other fields lie in.
  return mayBeAbsent && (values.length === 0 || leaves.membershipsAt(slot).some((within) => within !== undefined));
}

/** The elements of arrays that the leaves taken so far lie in: array number to index. */
type Elements = ReadonlyMap<number, number>;

/**
 * Array consistency (event-ruler, ACFinder): goes through the conditions and keeps all sets of array elements that the
 * fields so far can come from together. A field that must be missing has to be missing from the elements chosen by the
 * fields before it, by name of the path.
 * @returns the first condition that no such set meets, `undefined` when all are met
 */
export function firstInconsistency(
  conditions: readonly FieldCondition[],
  leaves: EventLeaves,
): FieldCondition | undefined {
  let possible: Elements[] = [new Map()];
  for (const [index, condition] of conditions.entries()) {
    const needed = arraysOf(conditions.slice(index + 1), leaves);
    const reached = new Map<string, Elements>();
    for (const elements of possible) {
      for (const after of elementsAfter(condition, elements, leaves)) {
        // Arrays that no later field lies in cannot contradict anything any more; without them many sets are equal.
        const kept = [...after].filter(([array]) => needed.has(array)).sort(([one], [other]) => one - other);
        reached.set(kept.join(";"), new Map(kept));
      }
    }
    if (reached.size === 0) return condition;
    possible = [...reached.values()];
  }
  return undefined;
}

/** The sets of elements after one more field was taken, for each leaf that meets the condition. */
function elementsAfter(condition: FieldCondition, before: Elements, leaves: EventLeaves): Elements[] {
  const { slot, matchers, mayBeAbsent } = condition;
  const memberships = leaves.membershipsAt(slot);
  const after: Elements[] = [];
  let isPresent = false;
  for (const [index, leaf] of leaves.at(slot).entries()) {
    const within = memberships[index];
    if (!agrees(before, within)) continue;
    isPresent = true;
    if (matchers.some((matcher) => leafMatches(matcher, leaf))) after.push(join(before, within));
  }
  if (mayBeAbsent && !isPresent) after.push(before);
  return after;
}

/** Whether a leaf lies in none but the chosen elements of the arrays that are chosen from already. */
function agrees(elements: Elements, within: Membership | undefined): boolean {
  for (let level = within; level !== undefined; level = level.outer) {
    const chosen = elements.get(level.array);
    if (chosen !== undefined && chosen !== level.index) return false;
  }
  return true;
}

function join(elements: Elements, within: Membership | undefined): Elements {
  if (within === undefined) return elements;
  const joined = new Map(elements);
  for (let level: Membership | undefined = within; level !== undefined; level = level.outer) {
    joined.set(level.array, level.index);
  }
  return joined;
}

function arraysOf(conditions: readonly FieldCondition[], leaves: EventLeaves): Set<number> {
  const arrays = new Set<number>();
  for (const { slot } of conditions) {
    for (const array of arraysAround(slot, leaves)) arrays.add(array);
  }
  return arrays;
}

/** The arrays of the event in whose elements the leaves at a path lie. */
export function arraysAround(slot: number, leaves: EventLeaves): Set<number> {
  const arrays = new Set<number>();
  for (const within of leaves.membershipsAt(slot)) {
    for (let level = within; level !== undefined; level = level.outer) arrays.add(level.array);
  }
  return arrays;
}
