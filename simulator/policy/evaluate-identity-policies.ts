import { ownMember } from "../input";
import { HOLDS, type ContextLookup } from "./conditions";
import { judgeStatement } from "./judge-statement";
import { parsePolicy, type PolicyStatement } from "./policy-statement";
import { inWords, statementReasons, type StatementReason } from "./statement-reason";
import { decide } from "./verdict";

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
  | { readonly decision: "allowed" }
  | {
      readonly decision: "denied";
      /** True when a statement denies it; false when it is denied because nothing allows it. */
      readonly explicit: boolean;
      readonly reason: string;
      /** The statements that allow the action for something else. */
      readonly statements: readonly StatementReason[];
    }
  | { readonly decision: "unknown"; readonly reason: string; readonly statements: readonly StatementReason[] };

/**
 * May a role do this, by its own policies? An explicit deny wins, then an allow; without either it may not. Something
 * that is not known and could change the answer makes it `unknown`, never `allowed`: a policy that was not read may deny
 * what another allows, and allow what none does. Permissions boundaries and organization policies are not looked at.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * @param documents JSON text of each policy
 * @param unreadPolicies names or ARNs of the role's other policies, of which nobody knows what they say
 */
export function evaluateIdentityPolicies(
  documents: readonly string[],
  request: IdentityRequest,
  unreadPolicies: readonly string[] = [],
): IdentityVerdict {
  const policy: PolicyStatement[] = [];
  const unread = unreadPolicies.map((name) => `the role's policy ${name} is not read`);
  for (const document of documents) {
    const parsed = parsePolicy(document, "a policy of the role");
    if (parsed.ok) policy.push(...parsed.statements);
    else unread.push(parsed.reason);
  }
  const { action, resource } = request;
  const context = contextOf(request);
  const judged = policy.map((statement) =>
    judgeStatement(statement, { action, resource, resourceMayBeAbsent: false, principal: () => HOLDS, context }),
  );
  const verdict = decide(judged, "denied");
  const statements = statementReasons(verdict, judged, "action");
  const isDeniedAnyway = verdict.decision === "denied" && verdict.by !== undefined;
  if (verdict.decision === "unknown" || (unread.length > 0 && !isDeniedAnyway)) {
    const why = [...(statements.length === 0 ? [] : [inWords(statements)]), ...unread].join("; ");
    return { decision: "unknown", reason: `is not known to be allowed: ${why}`, statements };
  }
  switch (verdict.decision) {
    case "allowed":
      return { decision: "allowed" };
    case "denied": {
      const { by } = verdict;
      if (by !== undefined) {
        return { decision: "denied", explicit: true, reason: `is denied by ${by.statement.label}`, statements };
      }
      const why = statements.length === 0 ? "" : ` (${inWords(statements)})`;
      const reason = `is allowed by no statement of the role's policies${why}`;
      return { decision: "denied", explicit: false, reason, statements };
    }
  }
}

/** Keys that every request has, and those of the service. */
function contextOf({ region, principalArn, principalAccount, context = {} }: IdentityRequest): ContextLookup {
  const values: Readonly<Record<string, readonly string[]>> = {
    "aws:requestedregion": [region],
    "aws:principalarn": [principalArn],
    "aws:principalaccount": [principalAccount],
    "aws:principaltype": ["AssumedRole"],
    "aws:principalisawsservice": ["false"],
    "aws:securetransport": ["true"],
    ...context,
  };
  return (key) => {
    const known = ownMember(values, key.toLowerCase());
    return known === undefined
      ? { kind: "unknown", what: `the condition key ${key}` }
      : { kind: "values", values: known };
  };
}
