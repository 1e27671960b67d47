import { Unresolved } from "#simulator/topology";
import { broken, notKnown, type AuditRule } from "../rule";

export const logHasAnEnd: AuditRule = {
  severity: "low",
  title: "Every log group says how long it keeps its events.",
  reason: "Otherwise they are kept for ever: what is personal in them, too, and they cost.",
  remedy: "Set `retention_in_days`.",
  publicIds: ["CKV_AWS_66"],
  *check({ ofType }) {
    for (const resource of ofType("aws_cloudwatch_log_group")) {
      const days = resource.value("retention_in_days");
      if (days instanceof Unresolved) yield notKnown(resource, "retention_in_days", days);
      // Zero is how the provider says for ever.
      else if (days === undefined || Number(days) === 0) yield broken(resource, "keeps its events for ever");
    }
  },
};
