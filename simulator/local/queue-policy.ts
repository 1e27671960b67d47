import { parsePolicy, type PolicyStatement } from "../policy/policy-statement";
import { matchesArn, matchesWildcards } from "../policy/wildcard-text";
import type { Queue } from "../topology";

const EVENTBRIDGE = "events.amazonaws.com";

/**
 * Why a queue does not take dead letters of a rule; undefined when it does. "A resource-based policy on the queue must
 * let EventBridge send to it" (eb-rule-dlq); most dead-letter queues that receive nothing lack just that.
 *
 * Only what such policies use is understood: the service, the action and `aws:SourceArn`. A statement with any other
 * condition is taken to hold, so that no loss is claimed that nobody can be sure of; denials, such as that of plain HTTP,
 * are not looked at.
 */
export function queueRefusal({ arn, policy }: Queue, ruleArn: string): string | undefined {
  if (policy === undefined) return "the queue has no policy that lets EventBridge send to it";
  const parsed = parsePolicy(policy);
  if (!parsed.ok || parsed.statements.some((statement) => letsSend(statement, arn, ruleArn))) return undefined;
  return "the policy of the queue does not let the rule send to it";
}

function letsSend({ effect, principal, actions, resources, condition }: PolicyStatement, arn: string, ruleArn: string) {
  if (effect !== "Allow") return false;
  const senders = [...(principal?.["Service"] ?? []), ...(principal?.["AWS"] ?? []).filter((one) => one === "*")];
  return (
    senders.some((one) => one === EVENTBRIDGE || one === "*") &&
    actions.some((action) => matchesWildcards(action.toLowerCase(), "sqs:sendmessage")) &&
    (resources.length === 0 || resources.some((resource) => matchesArn(resource, arn))) &&
    Object.values(condition)
      .flatMap((keys) => Object.entries(keys))
      .every(([key, arns]) => key.toLowerCase() !== "aws:sourcearn" || arns.some((one) => matchesArn(one, ruleArn)))
  );
}
