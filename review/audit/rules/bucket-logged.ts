import { ofBuckets } from "../buckets";
import type { AuditRule } from "../rule";

export const bucketLogged: AuditRule = {
  severity: "low",
  title: "Every bucket logs who reads it.",
  reason: "After a leak, nobody can tell who has read what.",
  remedy: "Add an `aws_s3_bucket_logging` to a bucket for logs; suppress the finding for that bucket itself.",
  publicIds: ["CKV_AWS_18", "S3.9"],
  *check(terraform) {
    // A bucket that others log to would log its own logging.
    const logs = new Set(terraform.ofType("aws_s3_bucket_logging").map((one) => one.value("target_bucket")));
    yield* ofBuckets(terraform, "aws_s3_bucket_logging", "does not log who reads it", () => true, logs);
  },
};
