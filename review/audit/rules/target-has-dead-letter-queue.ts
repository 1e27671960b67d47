import { Unresolved } from "#simulator/topology";
import { broken, notKnown, type AuditRule } from "../rule";

export const targetHasDeadLetterQueue: AuditRule = {
  severity: "medium",
  title: "Every target of a rule has a dead-letter queue.",
  reason: "An event that cannot be delivered is otherwise dropped without a trace once its attempts are used up.",
  remedy: "Set `dead_letter_config` to a standard SQS queue of the same Region.",
  publicIds: [],
  *check({ ofType }) {
    for (const resource of ofType("aws_cloudwatch_event_target")) {
      const arn = resource.value("dead_letter_config", "arn");
      if (arn instanceof Unresolved) {
        // There is one, and only which is not known, unless there may be no block at all.
        const blocks = resource.blocks("dead_letter_config");
        if (blocks instanceof Unresolved) yield notKnown(resource, "dead_letter_config", arn);
      } else if (arn === undefined) yield broken(resource, "has no dead-letter queue");
    }
  },
};
