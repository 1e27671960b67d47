import { evaluateServiceAccess } from "./evaluate-service-access";
import type { Queue } from "../topology";

/**
 * Why a queue does not take messages of a rule; undefined when it does. "A resource-based policy on the queue must
 * let EventBridge send to it" (eb-rule-dlq); most dead-letter queues that receive nothing lack just that.
 *
 * A policy that cannot be decided here is taken to let EventBridge send, so that no loss is claimed that nobody can be
 * sure of.
 */
export function queueRefusal({ arn, policy }: Queue, ruleArn: string): string | undefined {
  if (policy === undefined) return "the queue has no policy that lets EventBridge send to it";
  const { decision } = evaluateServiceAccess(policy, {
    service: "events.amazonaws.com",
    action: "sqs:SendMessage",
    resourceArn: arn,
    sourceArn: ruleArn,
  });
  return decision === "denied" ? "the policy of the queue does not let the rule send to it" : undefined;
}
