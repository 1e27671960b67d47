/**
 * ARNs, made from account, Region and name, and taken apart again. A stack names what another stack owns by such an ARN
 * instead of a Terraform reference, so that no stack reads another one's state (docs/architecture.md, "Names").
 */

/** Where a regional resource lives. */
export interface Place {
  /** Twelve digits. */
  readonly account: string;
  /** For example `eu-central-1`. */
  readonly region: string;
}

/** The ARN partition of a Region: `aws`, `aws-cn` or `aws-us-gov`. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}

/** ARN of what belongs to an account and a Region. */
export function regionalArn(service: string, place: Place, resource: string): string {
  return `arn:${partitionOf(place.region)}:${service}:${place.region}:${place.account}:${resource}`;
}

/** ARN of an event bus. */
export function eventBusArn(place: Place, busName: string): string {
  return regionalArn("events", place, `event-bus/${busName}`);
}

/** ARN of a rule. On a custom bus the bus name stands before the rule's, on the default bus it does not. */
export function ruleArn(place: Place, busName: string, ruleName: string): string {
  return regionalArn("events", place, busName === "default" ? `rule/${ruleName}` : `rule/${busName}/${ruleName}`);
}

/** ARN of an archive of events. */
export function archiveArn(place: Place, archiveName: string): string {
  return regionalArn("events", place, `archive/${archiveName}`);
}

/** ARN of an SQS queue. */
export function queueArn(place: Place, queueName: string): string {
  return regionalArn("sqs", place, queueName);
}

/** ARN of an SNS topic. */
export function topicArn(place: Place, topicName: string): string {
  return regionalArn("sns", place, topicName);
}

/** ARN of a KMS key's alias, `alias/` included. */
export function kmsAliasArn(place: Place, alias: string): string {
  return regionalArn("kms", place, alias);
}

/** ARN of a Lambda function, any version. */
export function functionArn(place: Place, functionName: string): string {
  return regionalArn("lambda", place, `function:${functionName}`);
}

/** ARN of an EventBridge connection, any of that name: AWS adds a random part. */
export function connectionArn(place: Place, connectionName: string): string {
  return regionalArn("events", place, `connection/${connectionName}`);
}

/** ARN of an API destination, any of that name: AWS adds a random part. */
export function apiDestinationArn(place: Place, apiDestinationName: string): string {
  return regionalArn("events", place, `api-destination/${apiDestinationName}`);
}

/** ARN of a secret. AWS adds `-` and six random characters to its name, so a policy says `<name>-??????` or `<path>/*`. */
export function secretArn(place: Place, secretName: string): string {
  return regionalArn("secretsmanager", place, `secret:${secretName}`);
}

/** ARN of a parameter in Parameter Store. Its name starts with a slash. */
export function parameterArn(place: Place, parameterName: string): string {
  return regionalArn("ssm", place, `parameter${parameterName}`);
}

/** Address of an SQS queue. */
export function queueUrl(place: Place, queueName: string): string {
  return `https://${viaService("sqs", place)}/${place.account}/${queueName}`;
}

/** What `kms:ViaService` holds when a service of this Region uses a key for somebody: the service's host. */
export function viaService(service: string, { region }: Pick<Place, "region">): string {
  return `${service}.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
}

/** ARN of a log group, without the `:*` that stands for its streams. */
export function logGroupArn(place: Place, logGroupName: string): string {
  return regionalArn("logs", place, `log-group:${logGroupName}`);
}

/** ARN of what belongs to an account in every Region, as all of IAM does. */
function iamArn(place: Place, resource: string): string {
  return `arn:${partitionOf(place.region)}:iam::${place.account}:${resource}`;
}

/** ARN of an IAM role without a path. */
export function roleArn(place: Place, roleName: string): string {
  return iamArn(place, `role/${roleName}`);
}

/** ARN of an IAM policy of one's own, its path included: `/` where it has none. */
export function policyArn(place: Place, path: string, policyName: string): string {
  return iamArn(place, `policy${path}${policyName}`);
}

/** ARN of an identity provider for OpenID Connect: named by its issuer without `https://`. */
export function openIdProviderArn(place: Place, issuer: string): string {
  return iamArn(place, `oidc-provider/${issuer.replace(/^https:\/\//, "")}`);
}

/** ARN of an S3 bucket, or of a key in it. */
export function bucketArn(place: Pick<Place, "region">, bucket: string, key?: string): string {
  return `arn:${partitionOf(place.region)}:s3:::${bucket}${key === undefined ? "" : `/${key}`}`;
}

/** ARN of who calls AWS with a role taken on, as STS names it: the role without its path, and the session. */
export function assumedRoleArn(caller: {
  readonly account: string;
  readonly roleArn: string;
  readonly session: string;
}): string {
  const { account, roleArn, session } = caller;
  const { partition = "aws", name = roleArn } = parseArn(roleArn) ?? {};
  return `arn:${partition}:sts::${account}:assumed-role/${name}/${session}`;
}

/** The principal that stands for every identity of an account. */
export function accountPrincipalArn(place: Place): string {
  return iamArn(place, "root");
}

/** ARN of a DynamoDB table. */
export function tableArn(place: Place, tableName: string): string {
  return regionalArn("dynamodb", place, `table/${tableName}`);
}

/** ARN of what is published to AWS IoT Core under a topic; `*` stands for any number of levels. */
export function iotTopicArn(place: Place, topic: string): string {
  return regionalArn("iot", place, `topic/${topic}`);
}

/** ARN of a schedule of EventBridge Scheduler. */
export function scheduleArn(place: Place, groupName: string, scheduleName: string): string {
  return regionalArn("scheduler", place, `schedule/${groupName}/${scheduleName}`);
}

/** ARN of a group of EventBridge Scheduler's schedules. */
export function scheduleGroupArn(place: Place, groupName: string): string {
  return regionalArn("scheduler", place, `schedule-group/${groupName}`);
}

/** What API Gateway calls a function by: the address of Lambda's Invoke, as an ARN. */
export function functionInvocationArn(place: Place, functionName: string): string {
  const path = `path/2015-03-31/functions/${functionArn(place, functionName)}/invocations`;
  return `arn:${partitionOf(place.region)}:apigateway:${place.region}:lambda:${path}`;
}

/**
 * Kinds of resources that {@link parseArn} tells apart: the service, and how the resource is written. The group is its
 * name, without what stands around it: a rule's bus, a role's path, the random part behind a connection or an API
 * destination or a secret, a function's version or alias, a table's index.
 */
const KINDS = {
  "event bus": ["events", /^event-bus\/(.+)$/],
  rule: ["events", /^rule\/(?:.+\/)?([^/]+)$/],
  "API destination": ["events", /^api-destination\/([^/]+)/],
  connection: ["events", /^connection\/([^/]+)/],
  queue: ["sqs", /^(.+)$/],
  topic: ["sns", /^(.+)$/],
  function: ["lambda", /^function:([^:]+)/],
  table: ["dynamodb", /^table\/([^/]+)/],
  // AWS ends the ARN of a secret with a hyphen and six characters of its own.
  secret: ["secretsmanager", /^secret:(.+)-[A-Za-z0-9]{6}$/],
  role: ["iam", /^role\/(?:.+\/)?([^/]+)$/],
  "account root": ["iam", /^(root)$/],
} as const satisfies Readonly<Record<string, readonly [service: string, resource: RegExp]>>;

/** What {@link parseArn} can say that an ARN names. */
export type ResourceKind = keyof typeof KINDS;

/** An ARN in its parts. */
export interface Arn extends Place {
  readonly partition: string;
  readonly service: string;
  /** Everything behind the account, such as `rule/central/paid`, `function:pay:live` or `orders-dlq`. */
  readonly resource: string;
  /** Absent for kinds that are not known here. */
  readonly kind?: ResourceKind | undefined;
  /** The resource's own name; of a kind that is not known here, all of `resource`. */
  readonly name: string;
}

/**
 * Takes an ARN apart (docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html). Region and account are empty where
 * the service leaves them out, as IAM does the Region.
 *
 * @returns undefined for what is no ARN, such as a name or what is known only after apply
 */
export function parseArn(text: string): Arn | undefined {
  const parts = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s.exec(text);
  if (parts === null) return undefined;
  const [, partition = "", service = "", region = "", account = "", resource = ""] = parts;
  const whole = { partition, service, region, account, resource };
  for (const kind of Object.keys(KINDS) as ResourceKind[]) {
    const [owner, written] = KINDS[kind];
    const name = owner === service ? written.exec(resource)?.[1] : undefined;
    if (name !== undefined) return { ...whole, kind, name };
  }
  return { ...whole, name: resource };
}

/** Name of a resource of one kind that is given by its ARN, or by its name already. */
export function nameOfArn(kind: ResourceKind, nameOrArn: string): string {
  const arn = parseArn(nameOrArn);
  return arn?.kind === kind ? arn.name : nameOrArn;
}

/**
 * ARN of a resource that is given by its ARN already, or by its name.
 *
 * @param arnOf makes the ARN of a name, such as {@link functionArn}
 */
export function toArn(nameOrArn: string, place: Place, arnOf: (place: Place, name: string) => string): string {
  return parseArn(nameOrArn) === undefined ? arnOf(place, nameOrArn) : nameOrArn;
}

/**
 * ARN of the function, any version, that a URI of API Gateway runs: that of {@link functionInvocationArn}, or a function's
 * ARN itself. Undefined for every other URI.
 */
export function invokedFunctionArn(uri: string): string | undefined {
  const arn = parseArn(/:path\/2015-03-31\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri);
  // A name with a stage variable in it is known only when a request comes.
  return arn?.kind === "function" && /^[\w-]+$/.test(arn.name) ? functionArn(arn, arn.name) : undefined;
}
