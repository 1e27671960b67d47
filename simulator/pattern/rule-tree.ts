import { firstInconsistency } from "./array-consistency";
import type { EventLeaves } from "./event-leaves";
import type { FieldCondition } from "./field-conditions";
import type { Matcher } from "./matchers";
import { ValueIndex } from "./value-index";

/** A place in the tree that events reach who meet all conditions on the way to it. */
interface Place {
  /** For each path that a condition is next about, an index from its leaves to the places behind them. */
  slots: number[];
  indexes: ValueIndex<Place>[];
  indexBySlot: Map<number, ValueIndex<Place>>;
  /** Places that are reached when a path is missing. */
  behindAbsence: { slot: number; place: Place }[];
  /** The rules whose conditions end here. */
  rules: { rule: number; conditions: readonly FieldCondition[] }[];
  /** The places behind this one, by condition; to build with. */
  behind: Map<string, Place>;
  reachedAt: number;
}

/**
 * Many rules, to find those an event matches. Rules that begin with equal conditions share the way, and from each place
 * only conditions that the event meets lead on, so that rules which cannot match cost nothing.
 */
export class RuleTree {
  private readonly root = newPlace();
  private readonly pending: Place[] = [];
  private readonly reached: Place[] = [];
  private search = 0;

  /** Adds one way to match a rule; `order` is how far towards the root a condition should be. */
  add(rule: number, conditions: readonly FieldCondition[], order: (condition: FieldCondition) => number): void {
    let place = this.root;
    for (const condition of [...conditions].sort((one, other) => order(one) - order(other))) {
      place = placeBehind(place, condition);
    }
    place.rules.push({ rule, conditions });
  }

  /** Appends the numbers of the rules an event matches, some perhaps more than once. */
  collect(leaves: EventLeaves, rules: number[]): void {
    this.search += 1;
    const { pending } = this;
    pending.push(this.root);
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      for (const { rule, conditions } of place.rules) {
        if (!leaves.hasMemberships || firstInconsistency(conditions, leaves) === undefined) rules.push(rule);
      }
      this.moveOn(place, leaves);
    }
  }

  private moveOn(place: Place, leaves: EventLeaves): void {
    const { slots, indexes, indexBySlot } = place;
    if (slots.length <= leaves.found.length) {
      for (let step = 0; step < slots.length; step += 1) {
        const index = indexes[step];
        if (index !== undefined) this.takeStep(index, slots[step] ?? -1, leaves);
      }
    } else {
      for (const slot of leaves.found) {
        const index = indexBySlot.get(slot);
        if (index !== undefined) this.takeStep(index, slot, leaves);
      }
    }
    for (const { slot, place: behind } of place.behindAbsence) {
      // Inside arrays, a field may be missing from the elements that matter; the ends of the ways look closer.
      if (leaves.at(slot).length === 0 || leaves.membershipsAt(slot).some((within) => within !== undefined)) {
        this.reach(behind);
      }
    }
  }

  private takeStep(index: ValueIndex<Place>, slot: number, leaves: EventLeaves): void {
    const { reached } = this;
    for (const leaf of leaves.at(slot)) index.collect(leaf, reached);
    for (let behind = reached.pop(); behind !== undefined; behind = reached.pop()) this.reach(behind);
  }

  private reach(place: Place): void {
    if (place.reachedAt === this.search) return;
    place.reachedAt = this.search;
    this.pending.push(place);
  }
}

function newPlace(): Place {
  return {
    slots: [],
    indexes: [],
    indexBySlot: new Map(),
    behindAbsence: [],
    rules: [],
    behind: new Map(),
    reachedAt: 0,
  };
}

function placeBehind(place: Place, condition: FieldCondition): Place {
  const key = conditionKey(condition);
  let behind = place.behind.get(key);
  if (behind !== undefined) return behind;
  behind = newPlace();
  place.behind.set(key, behind);

  const { slot, matchers, mayBeAbsent } = condition;
  let index = place.indexBySlot.get(slot);
  if (index === undefined) {
    index = new ValueIndex();
    place.indexBySlot.set(slot, index);
    place.slots.push(slot);
    place.indexes.push(index);
  }
  for (const matcher of matchers) index.add(matcher, behind);
  if (mayBeAbsent) place.behindAbsence.push({ slot, place: behind });
  return behind;
}

/** A text that is equal for conditions on the same path that say the same. */
export function conditionKey({ slot, matchers }: FieldCondition): string {
  return `${slot} ${matchers.map(matcherKey).join(" ")}`;
}

function matcherKey(matcher: Matcher): string {
  return JSON.stringify(matcher, (name, value: unknown) => {
    // What is derived from the text beside it would only make the key longer.
    if (name === "units" || name === "wildcard") return undefined;
    return value instanceof Set
      ? [...(value as Set<unknown>)].sort()
      : typeof value === "number"
        ? String(value)
        : value;
  });
}
