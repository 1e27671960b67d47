/**
 * What AWS asks of a caller besides the call itself: no request shows it, so it stands here, each with its source. The
 * table of permissions has the same facts as grants; here they are calls, with the condition keys that AWS gives them.
 */
import { eventBusArn, roleArn, secretArn, type Place } from "../../aws/arn";
import type { Hub } from "../../catalogue/model";
import { hubNames } from "../../catalogue/names";
import type { IamRequest } from "../iam";

/** A recorded call. */
export interface Made {
  readonly action: string;
  readonly resource: string;
  readonly account: string;
  /** What was done, such as `tenant-crm apply`. */
  readonly doing: string;
}

/** What more AWS asks about a recorded call; nothing where it is another one. */
export type After = (made: Made, hub: Hub) => readonly IamRequest[];

function placeOf({ account }: Made, { region }: Hub): Place {
  return { account, region };
}

function keyOf(alias: string, made: Made, hub: Hub): string {
  const { account, region } = placeOf(made, hub);
  return `arn:aws:kms:${region}:${account}:key/${alias.replace(/^alias\//, "")}`;
}

const viaService = (service: string, { region }: Hub) => ({ "kms:ViaService": `${service}.${region}.amazonaws.com` });

/** Recorded on AWS: NotAuthorizedException without it. PutRule and PutTargets: User Guide, eb-encryption-event-bus-cmkey. */
const seeRulesOfEncryptedBus: After = (made, hub) => {
  const { bus, keyAlias } = hubNames(hub);
  if (!/^events:(DescribeRule|ListTargetsByRule|PutRule|PutTargets)$/.test(made.action)) return [];
  if (!made.resource.includes(`:rule/${bus}/`)) return [];
  const context = { "kms:EncryptionContext:aws:events:event-bus:arn": eventBusArn(placeOf(made, hub), bus) };
  return [{ action: "kms:Decrypt", resource: keyOf(keyAlias, made, hub), context }];
};

/** Recorded on AWS (bus_kms_control): what of the caller's rights CreateEventBus wants with a key. */
const makeEncryptedBus: After = (made, hub) =>
  made.action === "events:CreateEventBus"
    ? ["kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"].map((action) => ({
        action,
        resource: keyOf(hubNames(hub).keyAlias, made, hub),
      }))
    : [];

/** Call to the service that a role is passed to. Recorded on AWS for PutTargets; for the others the services' guides. */
const PASSES: Readonly<Record<string, string>> = {
  "events:PutTargets": "events.amazonaws.com",
  "lambda:CreateFunction": "lambda.amazonaws.com",
  "scheduler:CreateSchedule": "scheduler.amazonaws.com",
};

const passRoles: After = (made, hub) => {
  const isIntegration = made.action === "apigateway:POST" && made.resource.endsWith("/integrations");
  const service = isIntegration ? "apigateway.amazonaws.com" : PASSES[made.action];
  if (service === undefined) return [];
  // A rule that runs a function passes no role.
  if (made.action === "events:PutTargets" && !/^(tenant|source)-/.test(made.doing)) return [];
  const separator = /^(functions|ingress)-/.test(made.doing) ? "_" : "-";
  const name = `${hub.namespace}-${hub.environment}${separator}something`;
  return [
    {
      action: "iam:PassRole",
      resource: roleArn(placeOf(made, hub), name),
      context: { "iam:PassedToService": service },
    },
  ];
};

/**
 * AWS managed policy AmazonEventBridgeFullAccess, and User Guide, encryption-connections: EventBridge keeps its copy in
 * the caller's name.
 */
const keepCopyOfConnection: After = (made, hub) => {
  const isMade = made.action === "events:CreateConnection";
  if (!isMade && made.action !== "events:DeleteConnection") return [];
  const name = made.resource.split("/").at(-1) ?? "";
  const copy = secretArn(placeOf(made, hub), `events!connection/${name}/5a3f-0a1B2c`);
  const actions = isMade ? ["CreateSecret", "DescribeSecret", "GetSecretValue", "PutSecretValue"] : ["DeleteSecret"];
  const key = keyOf(hubNames(hub).keyAlias, made, hub);
  return [
    ...actions.map((action) => ({ action: `secretsmanager:${action}`, resource: copy })),
    ...(isMade
      ? [
          { action: "kms:DescribeKey", resource: key },
          ...["kms:Decrypt", "kms:GenerateDataKey"].map((action) => ({
            action,
            resource: key,
            context: viaService("secretsmanager", hub),
          })),
        ]
      : []),
  ];
};

/** User Guide, using-service-linked-roles-service-action-1: the first connection of an account makes EventBridge's role. */
const makeServiceLinkedRole: After = (made, hub) =>
  made.action === "events:CreateConnection"
    ? [
        {
          action: "iam:CreateServiceLinkedRole",
          resource: roleArn(
            placeOf(made, hub),
            "aws-service-role/apidestinations.events.amazonaws.com/AWSServiceRoleForAmazonEventBridgeApiDestinations",
          ),
          context: { "iam:AWSServiceName": "apidestinations.events.amazonaws.com" },
        },
      ]
    : [];

/** DynamoDB Developer Guide, encryption.usagenotes: what who makes a table needs of its key. */
const encryptTable: After = (made, hub) =>
  made.action === "dynamodb:CreateTable"
    ? ["CreateGrant", "Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey"].map((action) => ({
        action: `kms:${action}`,
        resource: keyOf("acme-perm_signup", made, hub),
        context: viaService("dynamodb", hub),
      }))
    : [];

/** API Gateway Developer Guide, http-api-logging: what who makes a stage with an access log needs. */
const deliverAccessLog: After = (made) =>
  made.action === "apigateway:POST" && made.resource.endsWith("/stages")
    ? [
        "CreateLogDelivery",
        "DeleteLogDelivery",
        "DescribeResourcePolicies",
        "GetLogDelivery",
        "ListLogDeliveries",
        "PutResourcePolicy",
        "UpdateLogDelivery",
      ].map((action) => ({ action: `logs:${action}`, resource: "*" }))
    : [];

/** Actions that make something with tags, to the action that tagging is asked as (Service Authorization Reference). */
const TAGGED: Readonly<Record<string, string>> = {
  "cloudwatch:PutMetricAlarm": "cloudwatch:TagResource",
  "dynamodb:CreateTable": "dynamodb:TagResource",
  "events:CreateEventBus": "events:TagResource",
  "events:PutRule": "events:TagResource",
  "iam:CreateRole": "iam:TagRole",
  "kms:CreateKey": "kms:TagResource",
  "lambda:CreateFunction": "lambda:TagResource",
  "logs:CreateLogGroup": "logs:TagResource",
  "scheduler:CreateScheduleGroup": "scheduler:TagResource",
  "secretsmanager:CreateSecret": "secretsmanager:TagResource",
  "sns:CreateTopic": "sns:TagResource",
  "sqs:CreateQueue": "sqs:TagQueue",
  "ssm:PutParameter": "ssm:AddTagsToResource",
};

const tagWhatIsMade: After = (made) => {
  const action = TAGGED[made.action];
  // A key is tagged while it has no ARN that a policy could name.
  return action === undefined || made.resource === "*" ? [] : [{ action, resource: made.resource }];
};

/**
 * An API or a stage with tags: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/997 shows the
 * ARN that AWS asks about.
 */
const tagApi: After = (made) => {
  if (made.action !== "apigateway:POST" || !/\/(apis|stages)$/.test(made.resource)) return [];
  const tags = made.resource.replace(/\/apis.*$/, "/tags/");
  return [{ action: made.action, resource: tags.replace("/tags/", tags) }];
};

/** A log group with a key. A guess: no page says whether CreateLogGroup asks for it. */
const encryptLogGroup: After = (made) =>
  made.action === "logs:CreateLogGroup" ? [{ action: "logs:AssociateKmsKey", resource: made.resource }] : [];

/** A state under a key: Amazon S3 User Guide, UsingKMSEncryption. */
const encryptState: After = (made, hub) => {
  if (!/^s3:(Get|Put)Object$/.test(made.action)) return [];
  const context = { ...viaService("s3", hub), "kms:ResourceAliases": ["alias/event-hub-state"] };
  return ["kms:Decrypt", "kms:GenerateDataKey"].map((action) => ({
    action,
    resource: keyOf("event-hub-state", made, hub),
    context,
  }));
};

/** All of them. */
export const AFTER_CALLS: readonly After[] = [
  seeRulesOfEncryptedBus,
  makeEncryptedBus,
  passRoles,
  keepCopyOfConnection,
  makeServiceLinkedRole,
  encryptTable,
  deliverAccessLog,
  tagWhatIsMade,
  tagApi,
  encryptLogGroup,
  encryptState,
];
