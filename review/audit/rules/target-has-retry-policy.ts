import { Unresolved } from "#simulator/topology";
import { broken, notKnown, type AuditRule } from "../rule";

export const targetHasRetryPolicy: AuditRule = {
  severity: "low",
  title: "Every target of a rule says how long delivery is tried.",
  reason:
    "Left out, AWS tries for a day, up to 185 times: often longer than a product wants to hear of an event, and nobody has decided it.",
  remedy: "Set `retry_policy` with `maximum_event_age_in_seconds` and `maximum_retry_attempts`.",
  publicIds: [],
  *check({ ofType }) {
    for (const resource of ofType("aws_cloudwatch_event_target")) {
      const policy = resource.blocks("retry_policy");
      if (policy instanceof Unresolved) yield notKnown(resource, "retry_policy", policy);
      else if (policy.length === 0) yield broken(resource, "has no retry policy");
    }
  },
};
