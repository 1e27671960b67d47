import { Unresolved } from "#simulator/topology";
import type { AuditedResource } from "../audited-resource";
import { broken, notKnown, type AuditRule, type Observation } from "../rule";

/** Where managed policies are attached. */
const ATTACHED: Readonly<Record<string, string>> = {
  aws_iam_role_policy_attachment: "policy_arn",
  aws_iam_user_policy_attachment: "policy_arn",
  aws_iam_group_policy_attachment: "policy_arn",
  aws_iam_policy_attachment: "policy_arn",
  aws_iam_role: "managed_policy_arns",
};

export const noAdministratorAccess: AuditRule = {
  severity: "high",
  title: "No role has the policy AdministratorAccess.",
  reason: "Whoever gets hold of the role has the account, and may change what guards everything else.",
  remedy: "Give the role the permissions that it needs; `docs/deploy.md` names those of a deployment.",
  publicIds: ["CKV_AWS_274"],
  *check({ ofType }) {
    for (const [type, argument] of Object.entries(ATTACHED)) {
      for (const resource of ofType(type)) yield* ofAttached(resource, argument);
    }
  },
};

function* ofAttached(resource: AuditedResource, argument: string): Iterable<Observation> {
  const values = resource.blocks(argument);
  if (values instanceof Unresolved) {
    // A role reads these back from other resources.
    if (argument === "policy_arn") yield notKnown(resource, argument, values);
  } else if (values.some((arn) => typeof arn === "string" && arn.endsWith(":iam::aws:policy/AdministratorAccess"))) {
    yield broken(resource, "gives AdministratorAccess");
  }
}
