/** What the commands call in the hub account, with the operators' role; a test holds it to what they were recorded to call. */

/** A command that calls AWS. */
export type OperatorsCommand = "credentials put" | "credentials status" | "credentials sync" | "shadow show" | "verify";

const SEE_CONNECTIONS = [
  "events:DescribeConnection",
  "secretsmanager:DescribeSecret",
  "secretsmanager:ListSecretVersionIds",
] as const;

/** The actions of each command. */
export const COMMAND_ACTIONS: Readonly<Record<OperatorsCommand, readonly string[]>> = {
  "credentials put": [...SEE_CONNECTIONS, "lambda:InvokeFunction", "secretsmanager:PutSecretValue"],
  "credentials status": [...SEE_CONNECTIONS, "ssm:GetParameterHistory"],
  "credentials sync": ["lambda:InvokeFunction", "secretsmanager:DescribeSecret", "secretsmanager:ListSecretVersionIds"],
  "shadow show": [
    "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
    "sqs:ReceiveMessage",
  ],
  verify: [
    ...SEE_CONNECTIONS,
    "events:DescribeApiDestination",
    "events:DescribeEventBus",
    "events:DescribeRule",
    "events:ListRules",
    "events:ListTargetsByRule",
    "iam:GetRole",
    "iam:GetRolePolicy",
    "iam:ListAttachedRolePolicies",
    "iam:ListRolePolicies",
    "kms:DescribeKey",
    "kms:GetKeyPolicy",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
    "ssm:GetParameterHistory",
  ],
};

/** What AWS asks of the operators' role besides, while it answers a command's calls. */
export const IMPLIED_BY_COMMANDS: Readonly<Partial<Record<OperatorsCommand, string>>> = {
  "credentials put":
    "`kms:Decrypt` and `kms:GenerateDataKey` with the hub's key through Secrets Manager " +
    "([source](https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html))",
  "shadow show":
    "`kms:Decrypt` with the key of the dead letters through SQS, for shadow queues " +
    "([source](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html))",
  verify:
    "`kms:Decrypt` with the hub's key for the hub's bus, to see its rules " +
    "([source](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html))",
};
