import { evaluateBusPolicy, evaluateServiceAccess } from "#simulator/policy";
import type { PolicyCase } from "./fact";

/** What our own reading of a policy comes to. */
export function decide({ resource, statements, call }: PolicyCase): "allowed" | "denied" | "unknown" {
  const document = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  if (call.kind === "service") {
    const { action, resource: resourceArn, rule, context = {} } = call;
    const request = { service: "events.amazonaws.com", action, resourceArn, sourceArn: rule, context };
    return evaluateServiceAccess(document, request).decision;
  }
  const { account: principalAccount, arn: principalArn, ...event } = call;
  const policy = statements === undefined ? { kind: "none" as const } : { kind: "document" as const, document };
  return evaluateBusPolicy({ bus: { ...resource, policy }, request: { principalAccount, principalArn, ...event } })
    .decision;
}
