import { Unresolved } from "#simulator/topology";
import { broken, notKnown, type AuditRule } from "../rule";

export const keyRotated: AuditRule = {
  severity: "low",
  title: "Every key is rotated by AWS.",
  reason: "The longer one key encrypts everything, the more a leak of its material is worth.",
  remedy: "Set `enable_key_rotation` to true.",
  publicIds: ["CKV_AWS_7", "KMS.4"],
  *check({ ofType }) {
    for (const resource of ofType("aws_kms_key")) {
      // AWS rotates symmetric keys for encryption only.
      const spec = resource.value("customer_master_key_spec") ?? "SYMMETRIC_DEFAULT";
      const usage = resource.value("key_usage") ?? "ENCRYPT_DECRYPT";
      if (spec !== "SYMMETRIC_DEFAULT" || usage !== "ENCRYPT_DECRYPT") continue;
      const rotation = resource.value("enable_key_rotation");
      if (rotation instanceof Unresolved) yield notKnown(resource, "enable_key_rotation", rotation);
      else if (rotation !== true) yield broken(resource, "is not rotated");
    }
  },
};
