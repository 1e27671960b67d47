import type { EventLeaves } from "./event-leaves";
import type { Leaf, Matcher } from "./matchers";
import { leafMatches } from "./matchers";
import type { Alternative, Field } from "./alternative";
import type { PathTree } from "./path-tree";
import { ValueIndex } from "./value-index";

/** What a pattern wants of one path: one of the conditions, of one of the leaves there. */
export interface FieldCondition {
  path: string;
  slot: number;
  matchers: readonly Matcher[];
  /** Whether the field may be missing. */
  mayBeAbsent: boolean;
  /** Of many conditions, what finds those that a leaf meets; made when it is first needed. */
  index: ValueIndex<true> | undefined;
}

/** Up to this many conditions, trying each is quicker than looking anything up. */
const FEW = 16;

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
  const mayBeAbsent = matchers.some(({ kind }) => kind === "absent");
  return { path, slot: tree.slotOf(path), matchers, mayBeAbsent, index: undefined };
}

/** Whether a leaf meets one of the conditions. */
export function meetsSome(condition: FieldCondition, leaf: Leaf): boolean {
  const { matchers } = condition;
  if (matchers.length <= FEW) return matchers.some((matcher) => leafMatches(matcher, leaf));
  condition.index ??= indexOf(matchers);
  const found: true[] = [];
  condition.index.collect(leaf, found);
  return found.length > 0;
}

function indexOf(matchers: readonly Matcher[]): ValueIndex<true> {
  const index = new ValueIndex<true>();
  for (const matcher of matchers) index.add(matcher, true);
  return index;
}

/** Whether an event meets one condition, leaving aside what the other fields need. */
export function meetsByItself(condition: FieldCondition, leaves: EventLeaves): boolean {
  const { slot, mayBeAbsent } = condition;
  const values = leaves.at(slot);
  if (values.some((leaf) => meetsSome(condition, leaf))) return true;
  // A field that is there in one element of an array may be missing from the element the other fields lie in.
  return mayBeAbsent && (values.length === 0 || leaves.membershipsAt(slot).some((within) => within !== undefined));
}
