import { roleArn } from "../../aws/arn";
import type { Conditions } from "../../aws/policy-document";
import { named, type Scope, type TypePermissions } from "../grant";

const roles = named(roleArn);

/** Of those actions that know the role's boundary (Service Authorization Reference, list_awsidentityandaccessmanagementiam). */
function bounded({ boundary }: Scope): Conditions | undefined {
  return boundary === undefined ? undefined : { StringEquals: { "iam:PermissionsBoundary": boundary } };
}

export const identityTypes = {
  aws_iam_role: {
    read: [{ actions: ["iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"], resources: roles }],
    write: [
      { actions: ["iam:CreateRole"], resources: roles, condition: bounded },
      {
        actions: [
          "iam:DeleteRole",
          "iam:ListInstanceProfilesForRole",
          "iam:TagRole",
          "iam:UntagRole",
          "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRoleDescription",
        ],
        resources: roles,
      },
    ],
    impliedByWrite: [
      {
        // A role that was there before its environment had a boundary gets it.
        actions: ["iam:PutRolePermissionsBoundary"],
        resources: (scope) => (scope.boundary === undefined ? [] : roles(scope)),
        condition: bounded,
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
      },
    ],
  },
  aws_iam_role_policy: {
    read: [{ actions: ["iam:GetRolePolicy"], resources: roles }],
    write: [{ actions: ["iam:DeleteRolePolicy", "iam:PutRolePolicy"], resources: roles, condition: bounded }],
  },
} as const satisfies Readonly<Record<string, TypePermissions>>;
