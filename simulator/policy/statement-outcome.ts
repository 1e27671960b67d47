import { allOf, evaluateConditions, type Outcome } from "./conditions";
import type { PolicyStatement } from "./policy-statement";
import { contextValue, type PublishRequest } from "./request-context";
import { matchesWildcards } from "./wildcard-text";

/** A statement, and whether it applies to a request. */
export interface EvaluatedStatement {
  readonly statement: PolicyStatement;
  readonly outcome: Outcome;
  /** False when the statement is about others only. */
  readonly concernsPrincipal: boolean;
}

const HOLDS: Outcome = { kind: "holds", assumptions: [] };

/** Whether a statement applies to putting this event on this bus. */
export function evaluateStatement(
  statement: PolicyStatement,
  busArn: string,
  request: PublishRequest,
): EvaluatedStatement {
  const who = evaluatePrincipal(statement, request);
  return {
    statement,
    concernsPrincipal: who.kind !== "fails",
    outcome: allOf([
      who,
      evaluateActionAndResource(statement, busArn),
      evaluateConditions(statement.condition, (key, wanted) => contextValue(key, request, wanted)),
    ]),
  };
}

function evaluatePrincipal({ principal, hasNotPrincipal }: PolicyStatement, request: PublishRequest): Outcome {
  if (hasNotPrincipal) return { kind: "unknown", reason: "NotPrincipal is not known here" };
  if (principal === undefined) return { kind: "unknown", reason: "the statement has no Principal" };
  const account = request.principalAccount;
  const accepted = principal["AWS"] ?? [];
  const names = (one: string) =>
    one === "*" || one === account || isRootOf(one, account) || one === request.principalArn;
  if (accepted.some(names)) return HOLDS;
  const identity = accepted.find((one) => one.split(":")[4] === account);
  if (identity !== undefined && request.principalArn === undefined) {
    return { kind: "unknown", reason: `whether it is ${identity} that publishes is not known here` };
  }
  return { kind: "fails", reason: `it is for ${Object.values(principal).flat().join(", ")}`, assumptions: [] };
}

function isRootOf(arn: string, account: string): boolean {
  const [, , service, , owner, identity] = arn.split(":");
  return service === "iam" && owner === account && identity === "root";
}

function evaluateActionAndResource(statement: PolicyStatement, busArn: string): Outcome {
  const isPutEvents = (action: string) => matchesWildcards(action.toLowerCase(), "events:putevents");
  const isTheBus = (resource: string) => matchesWildcards(resource, busArn);
  const { actions, notActions, resources, notResources } = statement;
  const action = notActions === undefined ? actions.some(isPutEvents) : !notActions.some(isPutEvents);
  // The policy hangs on one bus: a statement without Resource can mean no other.
  const resource =
    notResources === undefined ? resources.length === 0 || resources.some(isTheBus) : !notResources.some(isTheBus);
  if (!action) return { kind: "fails", reason: "it is not about events:PutEvents", assumptions: [] };
  return resource ? HOLDS : { kind: "fails", reason: "it is not about this bus", assumptions: [] };
}
