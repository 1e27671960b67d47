import { kmsAliasArn } from "../../aws/arn";
import { EVERYTHING, type Scope, type TypePermissions } from "../grant";
import { keys } from "./event-bridge";

const aliases = ({ place, prefix }: Scope) => [kmsAliasArn(place, `alias/${prefix}*`)];

/**
 * Keys are not told by alias or tag here: AWS takes up to five minutes until either counts for who may use a key
 * (https://docs.aws.amazon.com/kms/latest/developerguide/abac.html), and Terraform asks about a key at once. These are
 * rights to administer keys, none to use one.
 */
export const keyManagementTypes = {
  aws_kms_alias: {
    read: [{ actions: ["kms:ListAliases"], resources: EVERYTHING }],
    write: [
      { actions: ["kms:CreateAlias", "kms:DeleteAlias"], resources: aliases },
      { actions: ["kms:CreateAlias", "kms:DeleteAlias"], resources: keys },
    ],
  },
  aws_kms_key: {
    read: [
      {
        actions: ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"],
        resources: keys,
      },
    ],
    write: [
      { actions: ["kms:CreateKey"], resources: EVERYTHING },
      {
        actions: [
          "kms:EnableKeyRotation",
          "kms:PutKeyPolicy",
          "kms:ScheduleKeyDeletion",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:UpdateKeyDescription",
        ],
        resources: keys,
      },
    ],
  },
} as const satisfies Readonly<Record<string, TypePermissions>>;
