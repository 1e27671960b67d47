import { broken, type AuditRule } from "../rule";

export const keyHasPolicy: AuditRule = {
  severity: "low",
  title: "Every key has a policy of its own.",
  reason: "AWS's default policy leaves it to every IAM policy of the account who decrypts.",
  remedy: "Write `policy` of the key, or an `aws_kms_key_policy`.",
  publicIds: ["CKV2_AWS_64"],
  *check({ ofType }) {
    const policed = ofType("aws_kms_key_policy").map((one) => one.value("key_id"));
    for (const resource of ofType("aws_kms_key").filter((key) => key.value("policy") === undefined)) {
      if (policed.some((key) => typeof key !== "string"))
        yield { resource, kind: "unknown", says: "policy: whose the policies of this Terraform are, is not known" };
      else if (!policed.some((key) => key === resource.arn || String(key).includes(`/${resource.address}.`)))
        yield broken(resource, "has no policy of its own");
    }
  },
};
