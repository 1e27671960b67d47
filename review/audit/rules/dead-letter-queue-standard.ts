import { broken, type AuditRule } from "../rule";

export const deadLetterQueueStandard: AuditRule = {
  severity: "high",
  title: "The dead-letter queue of a target is one that EventBridge can write to.",
  reason:
    "EventBridge sends to no FIFO queue, and cannot use the key `alias/aws/sqs`, whose policy nobody can change: dead letters would be lost.",
  remedy:
    "Take a standard queue, encrypted by SQS itself or with a key of your own that lets `events.amazonaws.com` use it.",
  publicIds: [],
  *check({ topology, ofType }) {
    const targets = topology.rules.flatMap((rule) => rule.targets);
    const used = new Set(targets.map(({ deadLetterArn }) => deadLetterArn));
    for (const resource of ofType("aws_sqs_queue").filter(({ arn }) => used.has(arn))) {
      if (resource.value("fifo_queue") === true || resource.name.endsWith(".fifo"))
        yield broken(resource, "is a FIFO queue, and a dead-letter queue of a rule's target");
      if (resource.value("kms_master_key_id") === "alias/aws/sqs")
        yield broken(
          resource,
          "is encrypted with the key that AWS manages, and a dead-letter queue of a rule's target",
        );
    }
  },
};
