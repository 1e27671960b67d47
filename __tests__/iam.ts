/**
 * What IAM decides, as far as the policies emitted here need it: an explicit Deny wins, else an Allow of either policy is
 * enough within an account (IAM User Guide, reference_policies_evaluation-logic). What is not known here throws.
 */
import { matchesArn, matchesWildcards } from "../simulator/policy/wildcard-text";
import { listOf, type EmittedStatement } from "./emitted-policy";

/** One call to AWS. */
export interface IamRequest {
  /** `service:Action`. */
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  /** Condition keys of the request; a list for a key that has several values. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

const COMPARISONS: Readonly<Record<string, (wanted: string, given: string) => boolean>> = {
  StringEquals: (wanted, given) => wanted === given,
  StringLike: matchesWildcards,
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (wanted, given) => wanted === given,
};

/** A role that may do anything, such as an administrator's. */
export const ANYTHING: readonly EmittedStatement[] = [{ Sid: "All", Effect: "Allow", Action: "*", Resource: "*" }];

/** Whether a caller with these statements, of its own and of the resource, may make the call. */
export function isAllowed(statements: readonly EmittedStatement[], request: IamRequest): boolean {
  const applying = statements.filter((statement) => applies(statement, request));
  return applying.some(({ Effect }) => Effect === "Allow") && applying.every(({ Effect }) => Effect === "Allow");
}

function applies(statement: EmittedStatement, { action, resource, context = {} }: IamRequest): boolean {
  const isMeant = (patterns: readonly string[], text: string) => patterns.some((each) => matchesWildcards(each, text));
  return (
    isMeant(
      listOf(statement.Action).map((each) => each.toLowerCase()),
      action.toLowerCase(),
    ) &&
    isMeant(listOf(statement.Resource), resource) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, listOf(wanted), listOf(context[key]))),
    )
  );
}

function holds(operator: string, wanted: readonly string[], given: readonly string[]): boolean {
  const [, set, name = ""] = /^(?:(ForAnyValue):)?(\w+)$/.exec(operator) ?? [];
  const negated = COMPARISONS[name] === undefined && name.includes("Not");
  const compare = COMPARISONS[name.replace("Not", "")];
  if (compare === undefined) throw new Error(`The condition operator ${operator} is not known here`);
  if (set === undefined && given.length > 1) throw new Error(`${operator} compares one value, not ${given.join()}`);
  return given.some((value) => wanted.some((one) => compare(one, value))) !== negated;
}
