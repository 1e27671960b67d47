import { Unresolved } from "#simulator/topology";
import type { PolicyStatement } from "#simulator/policy";
import { granting, principalsOf, type AuditedPolicy } from "../policies";
import { broken, notKnown, type AuditRule } from "../rule";
import { visibleText } from "../../plan/redaction/visible-text";

export const noWildcardActions: AuditRule = {
  severity: "high",
  title: "No policy allows every action of a service.",
  reason:
    "`events:*` also takes in deleting the bus and writing its policy, and every action that AWS adds later. `NotAction` in an Allow is the same.",
  remedy: "Name the actions that are needed.",
  publicIds: [
    "CKV_AWS_62",
    "CKV_AWS_63",
    "CKV_AWS_72",
    "CKV_AWS_286",
    "CKV_AWS_287",
    "CKV_AWS_288",
    "CKV_AWS_289",
    "CKV_AWS_290",
    "IAM.1",
    "IAM.21",
  ],
  *check({ policies, ofType }) {
    const attached = new Set(ofType("aws_iam_role_policy_attachment").map((one) => one.value("policy_arn")));
    // A boundary allows nobody anything by itself (IAM User Guide, access_policies_boundaries).
    const boundaries = new Set(
      ofType("aws_iam_role")
        .map((role) => role.value("permissions_boundary"))
        .filter((arn) => !attached.has(arn)),
    );
    for (const policy of policies) {
      if (boundaries.has(policy.resource.arn)) continue;
      const { resource, argument, statements } = policy;
      if (statements instanceof Unresolved) {
        yield notKnown(resource, argument, statements);
        continue;
      }
      for (const statement of granting(statements)) {
        const all = statement.actions.some((action) => /^(?:\*|[\w-]+:\*)$/.test(action));
        if ((all || statement.notActions !== undefined) && !isOwnKey(policy, statement))
          yield broken(resource, `allows every action: ${argument}, ${visibleText(statement.label)}`);
      }
    }
  },
};

/** AWS prescribes it in the policy of a key: without it nobody could change that policy any more. */
function isOwnKey({ resource }: AuditedPolicy, statement: PolicyStatement): boolean {
  const isKey = ["aws_kms_key", "aws_kms_key_policy", "aws_kms_external_key", "aws_kms_replica_key"].includes(
    resource.type,
  );
  return isKey && principalsOf(statement).every((one) => /^(?:arn:[^:]+:iam::[^:]+:root|\d{12})$/.test(one));
}
