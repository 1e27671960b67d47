import { Unresolved } from "#simulator/topology";
import { broken, notKnown, type AuditRule } from "../rule";

export const tableRecoverable: AuditRule = {
  severity: "medium",
  title: "Every table can be restored to any point in time.",
  reason: "What a faulty function or somebody with its permissions overwrites, is gone.",
  remedy: "Set `point_in_time_recovery` with `enabled = true`.",
  publicIds: ["CKV_AWS_28", "DynamoDB.2"],
  *check({ ofType }) {
    for (const resource of ofType("aws_dynamodb_table")) {
      const enabled = resource.value("point_in_time_recovery", "enabled");
      if (enabled instanceof Unresolved) yield notKnown(resource, "point_in_time_recovery", enabled);
      else if (enabled !== true) yield broken(resource, "cannot be restored");
    }
  },
};
