import type { PatternInput } from "./compile-event-pattern";
import { readPattern } from "./compile-event-pattern";
import type { EventInput } from "./event-leaves";
import { EventLeaves } from "./event-leaves";
import type { FieldCondition } from "./field-conditions";
import { fieldConditions } from "./field-conditions";
import type { Matcher } from "./matchers";
import { PathTree } from "./path-tree";
import { conditionKey, RuleTree } from "./rule-tree";

/** A pattern, and what to answer when an event matches it. */
export interface Rule<T> {
  pattern: PatternInput;
  value: T;
}

/** Many patterns, held against an event at once. */
export interface RuleIndex<T> {
  /**
   * The values of all rules whose pattern the event matches, each once, in the order of the rules.
   * @throws InvalidEventError when the event is not a JSON object
   */
  match(event: EventInput): T[];
}

/**
 * Makes an index of many rules. It answers as compileEventPattern would for each rule alone, and its cost does not grow
 * with the number of rules that cannot match.
 * @throws InvalidEventPatternError for the first rule whose pattern AWS refuses
 */
export function compileRules<T>(rules: Iterable<Rule<T>>): RuleIndex<T> {
  const values: T[] = [];
  const paths = new PathTree();
  const ways: { rule: number; conditions: FieldCondition[] }[] = [];
  for (const { pattern, value } of rules) {
    for (const conditions of fieldConditions(readPattern(pattern), paths)) {
      ways.push({ rule: values.length, conditions });
    }
    values.push(value);
  }

  const order = byUsefulness(ways.flatMap(({ conditions }) => conditions));
  const tree = new RuleTree();
  for (const { rule, conditions } of ways) tree.add(rule, conditions, order);

  const leaves = new EventLeaves(paths);
  const marks = new Uint8Array(values.length);
  return {
    match(event) {
      const matched: number[] = [];
      tree.collect(leaves.read(event), matched);
      return valuesInOrder(matched, values, marks);
    },
  };
}

/** Each matched rule's value once, in the order of the rules. `marks` has a place for every rule and is left empty. */
function valuesInOrder<T>(matched: readonly number[], values: readonly T[], marks: Uint8Array): T[] {
  if (matched.length <= 1) return matched.map((rule) => values[rule] as T);
  // To sort many takes longer than to look at every rule.
  if (matched.length * 16 < values.length) {
    return [...new Set(matched)].sort((one, other) => one - other).map((rule) => values[rule] as T);
  }
  for (const rule of matched) marks[rule] = 1;
  const inOrder: T[] = [];
  for (let rule = 0; rule < marks.length; rule += 1) {
    if (marks[rule] === 1) inOrder.push(values[rule] as T);
  }
  marks.fill(0);
  return inOrder;
}

/**
 * Puts conditions that few events meet first, so that most ways end early, and among them those that many rules share,
 * so that they are looked at once for all.
 */
function byUsefulness(conditions: readonly FieldCondition[]): (condition: FieldCondition) => number {
  const sharers = new Map<string, number>();
  const keys = new Map(conditions.map((condition) => [condition, conditionKey(condition)]));
  for (const condition of conditions) {
    const key = keys.get(condition) ?? "";
    sharers.set(key, (sharers.get(key) ?? 0) + 1);
  }
  const places = new Map(
    [...keys].map(([condition, key]) => {
      const looseness = condition.matchers.reduce((most, { kind }) => Math.max(most, LOOSENESS[kind]), 0);
      const rarity = 1 - (sharers.get(key) ?? 0) / (conditions.length + 1);
      return [condition, looseness + rarity] as const;
    }),
  );
  return (condition) => places.get(condition) ?? 0;
}

/** How much of what there is a condition usually lets through. */
const LOOSENESS: Readonly<Record<Matcher["kind"], number>> = {
  string: 0,
  number: 0,
  "uncomparable-number": 0,
  literal: 0,
  "equals-ignore-case": 0,
  prefix: 1,
  suffix: 1,
  "prefix-ignore-case": 1,
  "suffix-ignore-case": 1,
  address: 1,
  wildcard: 2,
  "numeric-range": 3,
  "anything-but": 4,
  "anything-but-numbers": 4,
  "anything-but-text": 4,
  exists: 5,
  absent: 5,
};
