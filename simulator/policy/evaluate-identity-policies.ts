import { allOf, evaluateConditions, type ContextLookup, type Outcome } from "./conditions";
import { parsePolicy, type PolicyStatement } from "./policy-statement";
import { matchesWildcards } from "./wildcard-text";

/** What a role wants to do. */
export interface IdentityRequest {
  /** `dynamodb:PutItem`. */
  readonly action: string;
  /** ARN of what it is done to. */
  readonly resource: string;
  readonly region: string;
  /** ARN and account of the role. */
  readonly principalArn: string;
  readonly principalAccount: string;
  /** Values of the service's own condition keys, by key in lower case. */
  readonly context?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** Whether the role's policies let it. `reason` is a phrase to be read after the action. */
export type IdentityVerdict =
  { readonly decision: "allowed" } | { readonly decision: "denied" | "unknown"; readonly reason: string };

/**
 * May a role do this, by its own policies? An explicit deny wins, then an allow; without either it may not. Something
 * that is not known and could change the answer makes it `unknown`, never `allowed`. Permissions boundaries and
 * organization policies are not looked at.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * @param documents JSON text of each policy
 */
export function evaluateIdentityPolicies(documents: readonly string[], request: IdentityRequest): IdentityVerdict {
  const statements: PolicyStatement[] = [];
  for (const document of documents) {
    const parsed = parsePolicy(document, "a policy of the role");
    if (!parsed.ok) return { decision: "unknown", reason: parsed.reason };
    statements.push(...parsed.statements);
  }
  const evaluated = statements.map((statement) => ({ statement, outcome: outcomeOf(statement, request) }));
  const denied = evaluated.find(({ statement, outcome }) => statement.effect === "Deny" && outcome.kind === "holds");
  if (denied !== undefined) return { decision: "denied", reason: `is denied by ${denied.statement.label}` };

  const allows = evaluated.filter(({ statement }) => statement.effect === "Allow");
  const allowed = allows.some(({ outcome }) => outcome.kind === "holds");
  const couldDecide = allowed ? evaluated.filter(({ statement }) => statement.effect === "Deny") : allows;
  for (const { statement, outcome } of couldDecide) {
    if (outcome.kind === "unknown") return { decision: "unknown", reason: `${statement.label}: ${outcome.reason}` };
  }
  if (allowed) return { decision: "allowed" };
  const close = allows.flatMap(({ statement, outcome }) =>
    outcome.kind === "fails" && isAboutAction(statement, request) ? [`${statement.label}: ${outcome.reason}`] : [],
  );
  const why = close.length === 0 ? "" : ` (${close.join("; ")})`;
  return { decision: "denied", reason: `is allowed by no statement of the role's policies${why}` };
}

function outcomeOf(statement: PolicyStatement, request: IdentityRequest): Outcome {
  const { resources, notResources } = statement;
  const covers = (resource: string) => matchesWildcards(resource, request.resource);
  const resource = notResources === undefined ? resources.some(covers) : !notResources.some(covers);
  return allOf([
    isAboutAction(statement, request) ? HOLDS : fails(`it is not about ${request.action}`),
    resource ? HOLDS : fails(`it is not about ${request.resource}`),
    evaluateConditions(statement.condition, contextOf(request)),
  ]);
}

const HOLDS: Outcome = { kind: "holds", assumptions: [] };

function fails(reason: string): Outcome {
  return { kind: "fails", reason, assumptions: [] };
}

function isAboutAction({ actions, notActions }: PolicyStatement, { action }: IdentityRequest): boolean {
  const names = (one: string) => matchesWildcards(one.toLowerCase(), action.toLowerCase());
  return notActions === undefined ? actions.some(names) : !notActions.some(names);
}

/** Keys that every request has, and those of the service. */
function contextOf({ region, principalArn, principalAccount, context = {} }: IdentityRequest): ContextLookup {
  const values: Readonly<Record<string, readonly string[]>> = {
    "aws:requestedregion": [region],
    "aws:principalarn": [principalArn],
    "aws:principalaccount": [principalAccount],
    "aws:securetransport": ["true"],
    ...context,
  };
  return (key) => {
    const known = values[key.toLowerCase()];
    return known === undefined
      ? { kind: "unknown", what: `the condition key ${key}` }
      : { kind: "values", values: known };
  };
}
