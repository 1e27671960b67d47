import { parameterArn, queueArn, secretArn, viaService } from "../../aws/arn";
import { namingOf } from "../../connection/names";
import { EVERYTHING, named, type Scope, type TypePermissions } from "../grant";
import { keys } from "./event-bridge";

const queues = named(queueArn);
const secrets = (scope: Scope) => [secretArn(scope.place, `${namingOf(scope).secretPrefix}*`)];
const parameters = (scope: Scope) => [parameterArn(scope.place, `${namingOf(scope).specPath}*`)];

export const storageTypes = {
  aws_secretsmanager_secret: {
    read: [{ actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy"], resources: secrets }],
    write: [
      {
        actions: [
          "secretsmanager:CreateSecret",
          "secretsmanager:DeleteSecret",
          "secretsmanager:PutResourcePolicy",
          "secretsmanager:TagResource",
          "secretsmanager:UntagResource",
          "secretsmanager:UpdateSecret",
        ],
        resources: secrets,
      },
    ],
    impliedByWrite: [
      {
        // UpdateSecret with another key encrypts anew what is there.
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: keys,
        condition: ({ place }) => ({ StringEquals: { "kms:ViaService": viaService("secretsmanager", place) } }),
        source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
      },
    ],
  },
  aws_sqs_queue: {
    read: [{ actions: ["sqs:GetQueueAttributes", "sqs:ListQueueTags"], resources: queues }],
    write: [
      {
        actions: ["sqs:CreateQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue"],
        resources: queues,
      },
    ],
  },
  aws_ssm_parameter: {
    read: [
      { actions: ["ssm:DescribeParameters"], resources: EVERYTHING },
      { actions: ["ssm:GetParameter", "ssm:ListTagsForResource"], resources: parameters },
    ],
    write: [
      {
        actions: ["ssm:AddTagsToResource", "ssm:DeleteParameter", "ssm:PutParameter", "ssm:RemoveTagsFromResource"],
        resources: parameters,
      },
    ],
  },
} as const satisfies Readonly<Record<string, TypePermissions>>;
