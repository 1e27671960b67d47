/**
 * IAM's decision over all policies that a call meets, by the project's own evaluator: those of the caller's role, that of
 * the resource, and the trust policy of a role that is taken on.
 */
import { parseArn } from "../../aws/arn";
import { failing, HOLDS, type Outcome } from "../../simulator/policy/conditions";
import { judgeStatement } from "../../simulator/policy/judge-statement";
import type { PolicyStatement } from "../../simulator/policy/policy-statement";
import { decide, type JudgedStatement } from "../../simulator/policy/verdict";

/** Who calls. */
export type CallerIdentity =
  { readonly kind: "role"; readonly arn: string } | { readonly kind: "service"; readonly name: string };

/** A call, and what AWS knows of it. */
export interface Call {
  readonly caller: CallerIdentity;
  /** `service:Action`. */
  readonly action: string;
  /** ARN, or `*`. */
  readonly resource: string;
  /** Condition keys of the call. A key that is not there is absent in AWS, too. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** A statement, and whose it is. */
export interface HeldStatement {
  /** ARN of the role, of the resource whose policy it is in, or of the role that is trusted by it. */
  readonly holder: string;
  readonly kind: "identity" | "resource" | "trust";
  /** Where it is emitted: stack, address, Sid. */
  readonly where: string;
  readonly statement: PolicyStatement;
}

/** Whether AWS lets a call happen, under these statements. */
export function isLet(call: Call, statements: readonly HeldStatement[]): boolean {
  const { caller, action, resource } = call;
  const ofResource = statements.filter(
    ({ kind, holder }) =>
      kind === (action === "sts:AssumeRole" ? "trust" : "resource") && sameResource(holder, resource),
  );
  const judgedResource = ofResource.map((held) => judged(held, call));
  const own =
    caller.kind === "role" ? statements.filter((held) => held.kind === "identity" && held.holder === caller.arn) : [];
  const judgedOwn = own.map((held) => judged(held, call));
  const all = [...judgedResource.map(({ read }) => read), ...judgedOwn.map(({ read }) => read)];
  const verdict = decide(all, "denied");
  if (verdict.decision === "unknown")
    throw new Error(`${action} on ${resource}: ${verdict.by.statement.label} is not known`);
  if (verdict.decision === "denied") return false;
  const directly = judgedResource.some(({ read, delegates }) => !delegates && allows(read));
  if (directly) return true;
  const delegated = judgedResource.some(({ read, delegates }) => delegates && allows(read));
  const identity = judgedOwn.some(({ read }) => allows(read));
  // A key's policy alone opens a key, and IAM counts where that policy says so; a role is taken on by who is trusted.
  if (isKey(resource) || action === "sts:AssumeRole") return delegated && identity;
  // Another account's resource needs a word of its own.
  return identity && (delegated || sameAccount(caller, resource));
}

function isKey(resource: string): boolean {
  return /^arn:[^:]+:kms:.*:key\//.test(resource);
}

function allows({ statement, outcome }: JudgedStatement): boolean {
  return statement.effect === "Allow" && outcome.kind === "holds";
}

function sameAccount(caller: CallerIdentity, resource: string): boolean {
  const account = parseArn(resource)?.account ?? "";
  return account === "" || (caller.kind === "role" && parseArn(caller.arn)?.account === account);
}

/** Policies of secrets and functions hang on a name to which AWS adds. */
function sameResource(holder: string, resource: string): boolean {
  return resource === holder || resource.startsWith(`${holder}-`) || resource.startsWith(`${holder}:`);
}

function judged({ statement, kind }: HeldStatement, call: Call): { read: JudgedStatement; delegates: boolean } {
  const context = contextOf(call);
  const read = judgeStatement(statement, {
    action: call.action,
    resource: call.resource,
    resourceMayBeAbsent: kind !== "identity",
    principal: () => (kind === "identity" ? HOLDS : principalOutcome(statement, call.caller)),
    context: (key) => ({ kind: "values", values: [context.get(key.toLowerCase()) ?? []].flat() }),
  });
  const roots = statement.principal?.["AWS"]?.filter((principal) => principal.endsWith(":root")) ?? [];
  return { read, delegates: call.caller.kind === "role" && roots.length > 0 };
}

function principalOutcome({ principal = {} }: PolicyStatement, caller: CallerIdentity): Outcome {
  const { AWS = [], Service = [] } = principal;
  if (AWS.includes("*")) return HOLDS;
  if (caller.kind === "service")
    return Service.includes(caller.name) ? HOLDS : failing({ part: "principal" }, "another");
  const account = parseArn(caller.arn)?.account ?? "";
  const isMeant = AWS.some(
    (one) => one === caller.arn || (one.endsWith(":root") && parseArn(one)?.account === account),
  );
  return isMeant ? HOLDS : failing({ part: "principal" }, "another");
}

/** Keys that every call has, and its own. */
function contextOf({ caller, context = {} }: Call): Map<string, string | readonly string[]> {
  const always: Record<string, string> =
    caller.kind === "role"
      ? {
          "aws:PrincipalArn": caller.arn,
          "aws:PrincipalAccount": parseArn(caller.arn)?.account ?? "",
          "aws:PrincipalType": "AssumedRole",
          "aws:PrincipalIsAWSService": "false",
        }
      : { "aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": caller.name };
  const all = { "aws:SecureTransport": "true", ...always, ...context };
  return new Map(Object.entries(all).map(([key, value]) => [key.toLowerCase(), value]));
}
