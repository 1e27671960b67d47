/**
 * What calls are about, as the Service Authorization Reference says of each action: the ARN that IAM compares with the
 * Resource of a statement. What AWS makes up (ids, random endings) is written as something fixed, so that two recordings
 * are alike.
 */
import {
  apiDestinationArn,
  archiveArn,
  connectionArn,
  eventBusArn,
  functionArn,
  logGroupArn,
  parameterArn,
  parseArn,
  queueArn,
  regionalArn,
  roleArn,
  ruleArn,
  scheduleArn,
  scheduleGroupArn,
  secretArn,
  tableArn,
  toArn,
  topicArn,
  type Place,
} from "../../../aws/arn";

/** A call to be asked about. */
export interface Ask {
  /** The action without the service. */
  readonly name: string;
  /** The input; what is no text as JSON. */
  readonly fields: Readonly<Record<string, string>>;
  /** Of the caller. */
  readonly place: Place;
}

/** Actions that AWS asks about no resource (Service Authorization Reference, no resource type). */
const ABOUT_NOTHING = new Set([
  "events:ListRules",
  "events:PutPermission",
  "events:RemovePermission",
  "kms:CreateKey",
  "kms:ListAliases",
  "logs:DescribeLogGroups",
  "ssm:DescribeParameters",
]);

/** What AWS adds to names that it makes unique. */
const SOMETHING = "0a1B2c";

function events({ name, fields, place }: Ask): string[] {
  const { Name = "", ResourceARN, EventBusName = "default", ConnectionArn = "" } = fields;
  if (ResourceARN !== undefined) return [ResourceARN];
  if (name.endsWith("ApiDestination")) {
    const connection = ConnectionArn === "" ? [] : [connectionArn(place, parseArn(ConnectionArn)?.name ?? "")];
    return [apiDestinationArn(place, Name), ...connection];
  }
  if (name.endsWith("Connection")) return [connectionArn(place, Name)];
  if (name.endsWith("Archive")) {
    const bus = fields["EventSourceArn"];
    return [archiveArn(place, fields["ArchiveName"] ?? ""), ...(bus === undefined ? [] : [bus])];
  }
  if (name.endsWith("EventBus")) return [toArn(Name, place, eventBusArn)];
  const bus = parseArn(EventBusName)?.name ?? EventBusName;
  return [ruleArn(place, bus, fields["Rule"] ?? Name)];
}

/**
 * A call that names a key by its alias is about the key. Keys get their alias's name for an id when the recording is
 * written: an id is not known before.
 */
function kms({ fields: { KeyId, TargetKeyId, AliasName }, place }: Ask): string[] {
  const keys = [KeyId, TargetKeyId].flatMap((id) => {
    if (id === undefined) return [];
    const name = (parseArn(id)?.resource ?? id).replace(/^(key|alias)\//, "");
    return [regionalArn("kms", place, `key/${name}`)];
  });
  return AliasName === undefined ? keys : [regionalArn("kms", place, AliasName), ...keys];
}

function cloudwatch({ fields, place }: Ask): string[] {
  const { ResourceARN } = fields;
  if (ResourceARN !== undefined) return [ResourceARN];
  const names = Object.entries(fields).filter(([key]) => /^AlarmName(s\.member\.\d+)?$/.test(key));
  return names.map(([, name]) => regionalArn("cloudwatch", place, `alarm:${name}`));
}

function secretsmanager({ fields: { SecretId, Name = "" }, place }: Ask): string[] {
  const name = SecretId === undefined ? Name : (parseArn(SecretId)?.name ?? SecretId);
  return [secretArn(place, `${name}-${SOMETHING}`)];
}

function ssm({ fields, place }: Ask): string[] {
  const { Name, ResourceId, Path = "" } = fields;
  return [parameterArn(place, Name ?? ResourceId ?? Path)];
}

function sns({ fields, place }: Ask): string[] {
  const { Name = "", TopicArn, ResourceArn, SubscriptionArn } = fields;
  return [SubscriptionArn?.replace(/:[^:]+$/, "") ?? TopicArn ?? ResourceArn ?? topicArn(place, Name)];
}

function scheduler({ name, fields: { ResourceArn, Name = "", GroupName = "default" }, place }: Ask): string[] {
  if (ResourceArn !== undefined) return [ResourceArn];
  return [name.endsWith("ScheduleGroup") ? scheduleGroupArn(place, Name) : scheduleArn(place, GroupName, Name)];
}

function apigateway({ fields: { Path = "" }, place: { region } }: Ask): string[] {
  const path = decodeURIComponent(Path).replace(/(?<=\/(?:apis|authorizers|integrations|routes)\/)[^/]+/g, "id");
  return [`arn:aws:apigateway:${region}::${path}`];
}

const BY_SERVICE: Readonly<Record<string, (ask: Ask) => string[]>> = {
  apigateway,
  cloudwatch,
  dynamodb: ({ fields: { TableName = "", ResourceArn }, place }) => [ResourceArn ?? tableArn(place, TableName)],
  events,
  iam: ({ fields: { RoleName = "" }, place }) => [roleArn(place, RoleName)],
  kms,
  lambda: ({ fields: { FunctionName = "" }, place }) => [toArn(FunctionName, place, functionArn)],
  logs: ({ fields: { logGroupName = "", resourceArn }, place }) => [resourceArn ?? logGroupArn(place, logGroupName)],
  s3: ({ fields: { Bucket = "", Key } }) => [`arn:aws:s3:::${Bucket}${Key === undefined ? "" : `/${Key}`}`],
  scheduler,
  secretsmanager,
  sns,
  sqs: ({ fields: { QueueName, QueueUrl = "" }, place }) => [
    queueArn(place, QueueName ?? QueueUrl.split("/").at(-1) ?? ""),
  ],
  ssm,
};

/** Service to the ARNs that a call of it is about. */
export const RESOURCES: Readonly<Record<string, (ask: Ask) => string[]>> = Object.fromEntries(
  Object.entries(BY_SERVICE).map(([service, resources]) => [
    service,
    (ask: Ask) => (ABOUT_NOTHING.has(`${service}:${ask.name}`) ? ["*"] : resources(ask)),
  ]),
);
