import { roleArn } from "../../aws/arn";
import { named, type TypePermissions } from "../grant";

const roles = named(roleArn);

export const identityTypes = {
  aws_iam_role: {
    read: [{ actions: ["iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"], resources: roles }],
    write: [
      {
        actions: [
          "iam:CreateRole",
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
  },
  aws_iam_role_policy: {
    read: [{ actions: ["iam:GetRolePolicy"], resources: roles }],
    write: [{ actions: ["iam:DeleteRolePolicy", "iam:PutRolePolicy"], resources: roles }],
  },
} as const satisfies Readonly<Record<string, TypePermissions>>;
