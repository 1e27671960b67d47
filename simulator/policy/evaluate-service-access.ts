import { parseArn } from "../../aws/arn";
import { failing, HOLDS, unknownOutcome, type ContextLookup, type Outcome } from "./conditions";
import { judgeStatement } from "./judge-statement";
import { parsePolicy, type PolicyStatement } from "./policy-statement";
import { inWords, statementReasons, type StatementReason } from "./statement-reason";
import { decide } from "./verdict";

/** What an AWS service asks of a resource with a policy of its own, such as a queue or a key. */
export interface ServiceRequest {
  /** The service's principal, `events.amazonaws.com`. */
  readonly service: string;
  /** `sqs:SendMessage`. */
  readonly action: string;
  readonly resourceArn: string;
  /** ARN of what the service acts for: the rule, the bus. */
  readonly sourceArn: string;
  /** Further condition keys that the request carries, such as a KMS encryption context. */
  readonly context?: Readonly<Record<string, string>>;
}

/** Whether the resource lets the service, and why; never `allowed` where something unknown could change that. */
export interface AccessVerdict {
  readonly decision: "allowed" | "denied" | "unknown";
  /** True when a statement denies it; false when it is denied because nothing allows it. */
  readonly explicit: boolean;
  readonly reason: string;
  /** The statements that are for the service and want something else, or of which it is not known. */
  readonly statements: readonly StatementReason[];
}

/**
 * May this service do this on behalf of this source? A service has no identity policy: only an allow of the resource's
 * policy lets it, and an explicit deny wins.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html and, for what a service's
 * request carries, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 *
 * @param policy JSON text of the resource's policy
 */
export function evaluateServiceAccess(policy: string, request: ServiceRequest): AccessVerdict {
  const parsed = parsePolicy(policy);
  if (!parsed.ok) return { decision: "unknown", explicit: false, reason: parsed.reason, statements: [] };
  const { action, resourceArn: resource } = request;
  const context = contextOf(request);
  const principal = (statement: PolicyStatement) => principalOutcome(statement, request.service);
  const judged = parsed.statements.map((statement) =>
    judgeStatement(statement, { action, resource, resourceMayBeAbsent: true, principal, context }),
  );
  const verdict = decide(judged, "denied");
  const { decision, by } = verdict;
  const statements = statementReasons(verdict, judged, "principal");
  switch (decision) {
    case "unknown":
      return { decision, explicit: false, reason: inWords(statements), statements };
    case "allowed":
      return { decision, explicit: false, reason: `${by?.statement.label ?? "it"} allows it`, statements };
    case "denied":
      return by === undefined
        ? { decision, explicit: false, reason: "no statement allows it", statements }
        : { decision, explicit: true, reason: `${by.statement.label} denies it`, statements };
  }
}

function principalOutcome({ principal, hasNotPrincipal }: PolicyStatement, service: string): Outcome {
  if (hasNotPrincipal) return unknownOutcome({ part: "principal" }, "NotPrincipal is not known here");
  const anybody = principal?.["AWS"]?.includes("*") === true;
  return anybody || principal?.["Service"]?.includes(service) === true
    ? HOLDS
    : failing({ part: "principal" }, `it is not for ${service}`);
}

function contextOf({ service, sourceArn, context = {} }: ServiceRequest): ContextLookup {
  const values = new Map(
    Object.entries({
      "aws:SourceArn": sourceArn,
      "aws:SourceAccount": parseArn(sourceArn)?.account ?? "",
      "aws:SecureTransport": "true",
      "aws:PrincipalIsAWSService": "true",
      "aws:PrincipalServiceName": service,
      // Recorded for EventBridge; what another service has is not known.
      ...(service === "events.amazonaws.com" ? { "aws:PrincipalType": "User" } : {}),
      ...context,
    }).map(([key, value]) => [key.toLowerCase(), value]),
  );
  return (key) => {
    const value = values.get(key.toLowerCase());
    return value === undefined
      ? { kind: "unknown", what: `the condition key ${key}` }
      : { kind: "values", values: [value] };
  };
}
