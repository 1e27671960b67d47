import type { Statement } from "../aws/policy-document";

/**
 * Lets EventBridge send to a queue for these rules and buses alone.
 *
 * @param senderArns `*` and `?` allowed
 */
export function eventBridgeSends(queueArn: string, senderArns: readonly string[]): Statement {
  return {
    Sid: "EventBridgeSends",
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: queueArn,
    Condition: { ArnLike: { "aws:SourceArn": senderArns } },
  };
}
