import { Unresolved } from "#simulator/topology";
import { broken, notKnown, type AuditRule } from "../rule";

export const queueEncrypted: AuditRule = {
  severity: "medium",
  title: "Every queue is encrypted.",
  reason: "Queues hold whole events, among them those that failed, with whatever is personal in them.",
  remedy: "Set `kms_master_key_id` to a key of your own, or `sqs_managed_sse_enabled` to true.",
  publicIds: ["CKV_AWS_27", "SQS.1"],
  *check({ ofType }) {
    for (const resource of ofType("aws_sqs_queue")) {
      const key = resource.value("kms_master_key_id");
      // AWS has encrypted new queues by itself since 2022, unless told not to.
      const managed = resource.value("sqs_managed_sse_enabled");
      if (key instanceof Unresolved) yield notKnown(resource, "kms_master_key_id", key);
      else if (key === undefined && managed === false) yield broken(resource, "is not encrypted");
    }
  },
};
