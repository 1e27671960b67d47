import { Unresolved } from "#simulator/topology";
import { ofBuckets } from "../buckets";
import type { AuditRule } from "../rule";

const BLOCKS = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

export const bucketPrivate: AuditRule = {
  severity: "high",
  title: "Every bucket refuses to be public.",
  reason: "One wrong statement or ACL would open it to everybody, and a state holds what Terraform knows.",
  remedy: `Add an \`aws_s3_bucket_public_access_block\` with all four of ${BLOCKS.map((one) => `\`${one}\``).join(", ")}.`,
  publicIds: ["CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV2_AWS_6", "S3.8"],
  *check(terraform) {
    yield* ofBuckets(terraform, "aws_s3_bucket_public_access_block", "does not block public access", (block) => {
      const values = BLOCKS.map((argument) => block.value(argument));
      const unresolved = values.find((value) => value instanceof Unresolved);
      return values.includes(undefined) || values.includes(false) ? false : (unresolved ?? true);
    });
  },
};
