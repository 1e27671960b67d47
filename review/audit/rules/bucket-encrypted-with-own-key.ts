import type { AuditedResource } from "../audited-resource";
import { ofBuckets } from "../buckets";
import type { AuditRule } from "../rule";

export const bucketEncryptedWithOwnKey: AuditRule = {
  severity: "low",
  title: "Every bucket is encrypted with a key of KMS.",
  reason: "With S3's own keys, whoever may read the bucket may decrypt what is in it.",
  remedy:
    'Add an `aws_s3_bucket_server_side_encryption_configuration` with `sse_algorithm = "aws:kms"` and a key of your own.',
  publicIds: ["CKV_AWS_19", "CKV_AWS_145", "S3.17"],
  *check(terraform) {
    const type = "aws_s3_bucket_server_side_encryption_configuration";
    // S3 writes access logs to no bucket whose default is a key of KMS
    // (docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html).
    const logs = new Set(terraform.ofType("aws_s3_bucket_logging").map((one) => one.value("target_bucket")));
    const isKms = (configuration: AuditedResource) => {
      const algorithm = configuration.value("rule", "apply_server_side_encryption_by_default", "sse_algorithm");
      return typeof algorithm === "string" ? algorithm.startsWith("aws:kms") : algorithm;
    };
    yield* ofBuckets(terraform, type, "is not encrypted with a key of KMS", isKms, logs);
  },
};
