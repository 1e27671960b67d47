import { allOf, evaluateConditions, type ContextLookup, type Outcome } from "./conditions";
import { parsePolicy, type PolicyStatement } from "./policy-statement";
import { matchesWildcards } from "./wildcard-text";

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
  readonly reason: string;
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
  if (!parsed.ok) return { decision: "unknown", reason: parsed.reason };
  const evaluated = parsed.statements.map((statement) => ({ statement, outcome: outcomeOf(statement, request) }));
  const ofEffect = (effect: PolicyStatement["effect"], kind: Outcome["kind"]) =>
    evaluated.find(({ statement, outcome }) => statement.effect === effect && outcome.kind === kind);

  const denied = ofEffect("Deny", "holds");
  if (denied !== undefined) return { decision: "denied", reason: `${denied.statement.label} denies it` };
  const allowed = ofEffect("Allow", "holds");
  const unsure = ofEffect(allowed === undefined ? "Allow" : "Deny", "unknown");
  if (unsure?.outcome.kind === "unknown") {
    return { decision: "unknown", reason: `${unsure.statement.label}: ${unsure.outcome.reason}` };
  }
  return allowed === undefined
    ? { decision: "denied", reason: "no statement allows it" }
    : { decision: "allowed", reason: `${allowed.statement.label} allows it` };
}

function outcomeOf(statement: PolicyStatement, request: ServiceRequest): Outcome {
  const { actions, notActions, resources, notResources } = statement;
  const isAction = (action: string) => matchesWildcards(action.toLowerCase(), request.action.toLowerCase());
  const isResource = (resource: string) => matchesWildcards(resource, request.resourceArn);
  return allOf([
    principalOutcome(statement, request.service),
    holdsIf(notActions === undefined ? actions.some(isAction) : !notActions.some(isAction), "another action"),
    holdsIf(
      notResources === undefined
        ? resources.length === 0 || resources.some(isResource)
        : !notResources.some(isResource),
      "another resource",
    ),
    evaluateConditions(statement.condition, contextOf(request)),
  ]);
}

function principalOutcome({ principal, hasNotPrincipal }: PolicyStatement, service: string): Outcome {
  if (hasNotPrincipal) return { kind: "unknown", reason: "NotPrincipal is not known here" };
  const anybody = principal?.["AWS"]?.includes("*") === true;
  return holdsIf(anybody || principal?.["Service"]?.includes(service) === true, "another principal");
}

function holdsIf(holds: boolean, isAbout: string): Outcome {
  return holds
    ? { kind: "holds", assumptions: [] }
    : { kind: "fails", reason: `it is about ${isAbout}`, assumptions: [] };
}

function contextOf({ service, sourceArn, context = {} }: ServiceRequest): ContextLookup {
  const values = new Map(
    Object.entries({
      "aws:SourceArn": sourceArn,
      "aws:SourceAccount": sourceArn.split(":")[4] ?? "",
      "aws:SecureTransport": "true",
      "aws:PrincipalIsAWSService": "true",
      "aws:PrincipalServiceName": service,
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
