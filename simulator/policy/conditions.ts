import { ownMember } from "../input";
import type { ContextValue } from "./request-context";
import { matchesArn, matchesWildcards } from "./wildcard-text";

/** The part of a statement that does not hold for a request, or of which nobody knows whether it does. */
export type Cause =
  | { readonly part: "principal" | "action" | "resource" }
  | { readonly part: "condition"; readonly operator: string; readonly key: string };

/** Whether a part of a statement holds for a request; `reason` says why it does not, or what is not known. */
export type Outcome =
  | { readonly kind: "holds"; readonly assumptions: readonly string[] }
  | {
      readonly kind: "fails";
      readonly cause: Cause;
      readonly reason: string;
      readonly assumptions: readonly string[];
    }
  | { readonly kind: "unknown"; readonly cause: Cause; readonly reason: string };

/** It holds, and nothing is assumed for that. */
export const HOLDS: Outcome = { kind: "holds", assumptions: [] };

/** It does not hold, for this reason. */
export function failing(cause: Cause, reason: string, assumptions: readonly string[] = []): Outcome {
  return { kind: "fails", cause, reason, assumptions };
}

/** Nobody knows whether it holds, for this reason. */
export function unknownOutcome(cause: Cause, reason: string): Outcome {
  return { kind: "unknown", cause, reason };
}

/** `Condition` of a statement: operator, then key, then values. */
export type Condition = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What a condition key has in the request, given the values that the policy compares with. */
export type ContextLookup = (key: string, wanted: readonly string[]) => ContextValue;

type Compare = (wanted: string, given: string) => boolean;

const equals: Compare = (wanted, given) => wanted === given;
const equalsIgnoreCase: Compare = (wanted, given) => wanted.toLowerCase() === given.toLowerCase();

/** Comparisons by name, and whether the operator is their negation. ArnEquals takes wildcards as ArnLike does. */
const OPERATORS: Readonly<Record<string, { readonly compare: Compare; readonly negated: boolean }>> = {
  StringEquals: { compare: equals, negated: false },
  StringNotEquals: { compare: equals, negated: true },
  StringEqualsIgnoreCase: { compare: equalsIgnoreCase, negated: false },
  StringNotEqualsIgnoreCase: { compare: equalsIgnoreCase, negated: true },
  StringLike: { compare: matchesWildcards, negated: false },
  StringNotLike: { compare: matchesWildcards, negated: true },
  ArnEquals: { compare: matchesArn, negated: false },
  ArnLike: { compare: matchesArn, negated: false },
  ArnNotEquals: { compare: matchesArn, negated: true },
  ArnNotLike: { compare: matchesArn, negated: true },
  Bool: { compare: equalsIgnoreCase, negated: false },
};

const OPERATOR = /^(?:(?<set>ForAllValues|ForAnyValue):)?(?<name>\w+?)(?<ifExists>IfExists)?$/;

/** The outcome of several parts that must all hold: one that fails settles it, whatever the unknown ones are. */
export function allOf(outcomes: readonly Outcome[]): Outcome {
  return (
    outcomes.find(({ kind }) => kind === "fails") ??
    outcomes.find(({ kind }) => kind === "unknown") ?? {
      kind: "holds",
      assumptions: outcomes.flatMap((outcome) => (outcome.kind === "holds" ? outcome.assumptions : [])),
    }
  );
}

/**
 * Whether all conditions of a statement hold.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function evaluateConditions(condition: Condition, lookUp: ContextLookup): Outcome {
  return allOf(
    Object.entries(condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, wanted]) => evaluate(operator, key, wanted, lookUp)),
    ),
  );
}

function evaluate(operator: string, key: string, wanted: readonly string[], lookUp: ContextLookup): Outcome {
  const { set, name = "", ifExists } = OPERATOR.exec(operator)?.groups ?? {};
  const cause = { part: "condition", operator, key } as const;
  const unknown = (what: string) => unknownOutcome(cause, `${what} is not known here`);
  const context = lookUp(key, wanted);
  if (context.kind === "unknown") return unknown(context.what);
  if (wanted.some((value) => value.includes("${"))) return unknown(`the policy variable in ${key}, ${list(wanted)},`);
  const values = context.kind === "absent" ? [] : context.values;
  const found = values.length === 0 ? "absent" : list(values);
  const why = `${key} is ${found}; ${operator} wants ${list(wanted)}`;
  if (name === "Null" && set === undefined && ifExists === undefined) {
    const holds = wanted.some((value) => (value.toLowerCase() === "true") === (values.length === 0));
    return holds ? HOLDS : failing(cause, why);
  }
  const known = ownMember(OPERATORS, name);
  if (known === undefined) return unknown(`the condition operator ${operator}`);

  const { compare, negated } = known;
  const matches = (value: string) => wanted.some((one) => compare(one, value)) !== negated;
  const holds = values.length === 0 ? whenAbsent(set, negated, ifExists) : whenPresent(set, values, matches);
  const assumption = context.kind === "values" ? context.assumption : undefined;
  const assumptions = assumption === undefined ? [] : [assumption];
  return holds ? { kind: "holds", assumptions } : failing(cause, why, assumptions);
}

function whenAbsent(set: string | undefined, negated: boolean, ifExists: string | undefined): boolean {
  if (ifExists !== undefined || set === "ForAllValues") return true;
  return negated && set === undefined;
}

function whenPresent(set: string | undefined, values: readonly string[], matches: (value: string) => boolean): boolean {
  return set === "ForAllValues" ? values.every(matches) : values.some(matches);
}

function list(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(" or ");
}
