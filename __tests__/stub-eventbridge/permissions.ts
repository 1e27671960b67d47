/** What the emulator enforces nothing of: whether the caller may do what EventBridge does, or asks, in its name. */
import { parseArn } from "../../aws/arn";
import { failing, HOLDS, type Outcome } from "../../simulator/policy/conditions";
import { judgeStatement } from "../../simulator/policy/judge-statement";
import { parsePolicy, type PolicyStatement } from "../../simulator/policy/policy-statement";
import type { Caller } from "./call";

/** What the caller's own permissions are asked. */
export interface Asked {
  /** `service:Action`. */
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** Whether a caller's identity policies allow something; a test says which do not. */
export type MayCall = (caller: Caller, asked: Asked) => boolean;

/** Whether a policy of a resource denies something to a caller, whatever else allows it. */
export function deniesCaller(policy: string, caller: Caller, { action, resource, context }: Asked): boolean {
  const parsed = parsePolicy(policy);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.statements.some((statement) => {
    if (statement.effect !== "Deny") return false;
    const { outcome } = judgeStatement(statement, {
      action,
      resource,
      resourceMayBeAbsent: true,
      principal: (one) => principalOutcome(one, caller),
      context: (key) => {
        const value = context[key];
        return value === undefined ? { kind: "absent" } : { kind: "values", values: [value] };
      },
    });
    return outcome.kind === "holds";
  });
}

/** A role's session is meant by its own ARN, the role's, its account or everybody. */
function principalOutcome({ principal = {} }: PolicyStatement, { arn, account }: Caller): Outcome {
  const role = /:assumed-role\/([^/]+)\//.exec(arn)?.[1];
  const names = [
    arn,
    account,
    "*",
    `arn:aws:iam::${account}:root`,
    ...(role === undefined ? [] : [`arn:aws:iam::${account}:role/${role}`]),
  ];
  return (principal["AWS"] ?? []).some((one) => names.includes(one))
    ? HOLDS
    : failing({ part: "principal" }, `it is not for ${parseArn(arn)?.resource ?? arn}`);
}
