/**
 * ARNs computed from account, Region and name. A stack names what another stack owns by such an ARN instead of a
 * Terraform reference, so that no stack reads another one's state (docs/architecture.md, "Names").
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

/** ARN of a log group, without the `:*` that stands for its streams. */
export function logGroupArn(place: Place, logGroupName: string): string {
  return regionalArn("logs", place, `log-group:${logGroupName}`);
}

/** ARN of an IAM role without a path. */
export function roleArn(place: Place, roleName: string): string {
  return `arn:${partitionOf(place.region)}:iam::${place.account}:role/${roleName}`;
}

/** The principal that stands for every identity of an account. */
export function accountPrincipalArn(place: Place): string {
  return `arn:${partitionOf(place.region)}:iam::${place.account}:root`;
}

/** ARN of a DynamoDB table. */
export function tableArn(place: Place, tableName: string): string {
  return regionalArn("dynamodb", place, `table/${tableName}`);
}

/** ARN of what is published to AWS IoT Core under a topic; `*` stands for any number of levels. */
export function iotTopicArn(place: Place, topic: string): string {
  return regionalArn("iot", place, `topic/${topic}`);
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

/** What `kms:ViaService` holds when a service of this Region uses a key for somebody. */
export function viaService(service: string, { region }: Pick<Place, "region">): string {
  return `${service}.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
}
