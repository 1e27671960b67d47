import { ofBuckets } from "../buckets";
import type { AuditRule } from "../rule";

export const bucketVersioned: AuditRule = {
  severity: "medium",
  title: "Every bucket keeps earlier versions.",
  reason: "What is overwritten or deleted, a state for one, is gone.",
  remedy: 'Add an `aws_s3_bucket_versioning` with `status = "Enabled"`.',
  publicIds: ["CKV_AWS_21", "S3.14"],
  *check(terraform) {
    yield* ofBuckets(terraform, "aws_s3_bucket_versioning", "keeps no earlier versions", (versioning) => {
      const status = versioning.value("versioning_configuration", "status");
      return typeof status === "string" ? status === "Enabled" : status;
    });
  },
};
