import { InvalidEventError } from "./errors";
import type { EventLeaves, Membership } from "./event-leaves";
import { meetsByItself, meetsSome, type FieldCondition } from "./field-conditions";

/** The elements of arrays that the leaves taken so far lie in: array number to index. */
type Elements = ReadonlyMap<number, number>;

/** A part of an event whose arrays are not entered yet: the event itself, or an element of an array. */
interface Part {
  /** Whether a leaf of the path lies here and in no array further in. */
  isPresent: boolean;
  /** Whether one that meets the condition does. */
  isMet: boolean;
  /** Whether one that meets the condition lies here or further in. */
  isMetWithin: boolean;
  /** The elements further in, by array and by index. */
  arrays: Map<number, Map<number, Part>>;
}

/** Where an event has leaves for a condition, from the outermost array to the innermost. */
interface LeafParts {
  root: Part;
  condition: FieldCondition;
}

/**
 * Fields in arrays that have nothing to do with each other multiply. A list of objects takes a step or two for each leaf
 * and each array around it; an event that is made to take many more is not looked at to its end.
 */
const STEPS_FOR_A_LEAF = 40;
const STEPS_AT_LEAST = 10_000;

/** Whether an event meets all conditions, with leaves that do not lie in different elements of one array. */
export function meetsAll(conditions: readonly FieldCondition[], leaves: EventLeaves): boolean {
  if (!conditions.every((condition) => meetsByItself(condition, leaves))) return false;
  return !leaves.hasMemberships || firstInconsistency(conditions, leaves) === undefined;
}

/**
 * Array consistency (event-ruler, ACFinder): goes through the conditions and keeps all sets of array elements that the
 * fields so far can come from together. A field that must be missing has to be missing from the elements chosen by the
 * fields before it, by name of the path.
 * @returns the first condition that no such set meets, `undefined` when all are met
 * @throws InvalidEventError for an event with too many sets to look at
 */
export function firstInconsistency(
  conditions: readonly FieldCondition[],
  leaves: EventLeaves,
): FieldCondition | undefined {
  const lastNeeds = lastNeedOfArrays(conditions, leaves);
  const leafCount = conditions.reduce((sum, { slot }) => sum + leaves.at(slot).length, 0);
  const mostSteps = STEPS_AT_LEAST + STEPS_FOR_A_LEAF * leafCount;
  let possible: readonly Elements[] = [new Map()];
  for (const [index, condition] of conditions.entries()) {
    // Arrays that no later field lies in cannot contradict anything any more; without them many sets are equal.
    const sets = new ElementSets((array) => (lastNeeds.get(array) ?? -1) > index, mostSteps);
    const parts = partsOf(condition, leaves);
    for (const elements of possible) sets.addAfter(parts, elements);
    possible = sets.all();
    if (possible.length === 0) return condition;
  }
  return undefined;
}

/** The arrays of the event in whose elements the leaves at a path lie. */
export function arraysAround(slot: number, leaves: EventLeaves): Set<number> {
  const arrays = new Set<number>();
  const seen = new Set<Membership>();
  for (const within of leaves.membershipsAt(slot)) {
    for (let level = within; level !== undefined && !seen.has(level); level = level.outer) {
      seen.add(level);
      arrays.add(level.array);
    }
  }
  return arrays;
}

/** For each array, the place of the last condition that has leaves in it. */
function lastNeedOfArrays(conditions: readonly FieldCondition[], leaves: EventLeaves): Map<number, number> {
  const last = new Map<number, number>();
  for (const [index, { slot }] of conditions.entries()) {
    for (const array of arraysAround(slot, leaves)) last.set(array, index);
  }
  return last;
}

/** Sets of elements, each once, without the arrays that are not needed any more. */
class ElementSets {
  private readonly sets = new Map<string, Elements>();

  constructor(
    private readonly isNeeded: (array: number) => boolean,
    private stepsLeft: number,
  ) {}

  all(): readonly Elements[] {
    return [...this.sets.values()];
  }

  /** Adds what becomes of a set when one more field is taken, for each leaf that meets its condition. */
  addAfter({ root, condition }: LeafParts, before: Elements): void {
    this.enter(root, before, []);
    if (condition.mayBeAbsent && !isPresentIn(root, before)) this.add(before, []);
  }

  /** Goes further in, into the chosen elements only where an array is chosen from already. */
  private enter(part: Part, before: Elements, chosen: readonly (readonly [number, number])[]): void {
    this.stepsLeft -= 1;
    if (this.stepsLeft < 0) throw new InvalidEventError({ kind: "too-many-combinations" });
    if (part.isMet) this.add(before, chosen);
    for (const [array, elements] of part.arrays) {
      const index = before.get(array);
      if (index !== undefined) {
        const element = elements.get(index);
        if (element?.isMetWithin === true) this.enter(element, before, chosen);
      } else if (this.isNeeded(array)) {
        for (const [choice, element] of elements) {
          if (element.isMetWithin) this.enter(element, before, [...chosen, [array, choice]]);
        }
      } else if ([...elements.values()].some(({ isMetWithin }) => isMetWithin)) {
        this.add(before, chosen);
      }
    }
  }

  private add(before: Elements, chosen: readonly (readonly [number, number])[]): void {
    const kept = [...before, ...chosen].filter(([array]) => this.isNeeded(array)).sort(([one], [other]) => one - other);
    this.sets.set(kept.join(";"), new Map(kept));
  }
}

/** Whether a path has a leaf in the chosen elements, or in any element of an array that is not chosen from. */
function isPresentIn(part: Part, chosen: Elements): boolean {
  if (part.isPresent) return true;
  for (const [array, elements] of part.arrays) {
    const index = chosen.get(array);
    // Where no element is chosen, every element that is listed has a leaf.
    if (index === undefined) return true;
    const element = elements.get(index);
    if (element !== undefined && isPresentIn(element, chosen)) return true;
  }
  return false;
}

function partsOf(condition: FieldCondition, leaves: EventLeaves): LeafParts {
  const root = newPart();
  const parts = new Map<Membership, Part>();
  const memberships = leaves.membershipsAt(condition.slot);
  for (const [index, leaf] of leaves.at(condition.slot).entries()) {
    const within = memberships[index];
    const part = partAt(within, root, parts);
    part.isPresent = true;
    if (part.isMet || !meetsSome(condition, leaf)) continue;
    part.isMet = true;
    for (let level = within; level !== undefined; level = level.outer) {
      const around = parts.get(level);
      if (around === undefined || around.isMetWithin) break;
      around.isMetWithin = true;
    }
  }
  return { root, condition };
}

/** The part of the event that a membership means; what is around it is made first. */
function partAt(within: Membership | undefined, root: Part, parts: Map<Membership, Part>): Part {
  const missing: Membership[] = [];
  let level = within;
  while (level !== undefined && !parts.has(level)) {
    missing.push(level);
    level = level.outer;
  }
  let part = (level && parts.get(level)) ?? root;
  for (let made = missing.pop(); made !== undefined; made = missing.pop()) {
    const inner = newPart();
    parts.set(made, inner);
    const elements = part.arrays.get(made.array) ?? new Map<number, Part>();
    part.arrays.set(made.array, elements);
    elements.set(made.index, inner);
    part = inner;
  }
  return part;
}

function newPart(): Part {
  return { isPresent: false, isMet: false, isMetWithin: false, arrays: new Map() };
}
