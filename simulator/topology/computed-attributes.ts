import { ownMember } from "../input";
import {
  apiDestinationArn,
  connectionArn,
  eventBusArn,
  functionArn,
  functionInvocationArn,
  kmsAliasArn,
  partitionOf,
  policyArn,
  queueArn,
  queueUrl,
  roleArn,
  ruleArn,
  scheduleArn,
  tableArn,
  topicArn,
  type Place,
} from "../../aws/arn";

/** What an attribute is computed from. */
export interface NamedResource extends Place {
  readonly type: string;
  readonly name: string;
  /** Bus of a rule; `default` elsewhere. */
  readonly busName: string;
  /** Group of a schedule; `default` elsewhere. */
  readonly groupName: string;
  /** Path of an IAM role, `/` where it has none. */
  readonly path: string;
}

/** Stands in an ARN for the part that AWS makes up. */
const MADE_UP = "<id>";

type Compute = (resource: NamedResource) => string;

const byName: Compute = ({ name }) => name;

const withMadeUp =
  (arnOf: (place: Place, name: string) => string): Compute =>
  (resource) =>
    `${arnOf(resource, resource.name)}/${MADE_UP}`;

const urlOfQueue: Compute = (queue) => queueUrl(queue, queue.name);
const busArn: Compute = (bus) => eventBusArn(bus, bus.name);
const lambdaArn: Compute = (lambda) => functionArn(lambda, lambda.name);
const topic: Compute = (resource) => topicArn(resource, resource.name);

const attributes: Readonly<Record<string, Readonly<Record<string, Compute>>>> = {
  aws_cloudwatch_event_bus: { id: byName, arn: busArn },
  aws_cloudwatch_event_rule: {
    id: ({ busName, name }) => (busName === "default" ? name : `${busName}/${name}`),
    arn: (rule) => ruleArn(rule, rule.busName, rule.name),
  },
  aws_cloudwatch_event_connection: { id: byName, arn: withMadeUp(connectionArn) },
  aws_cloudwatch_event_api_destination: { id: byName, arn: withMadeUp(apiDestinationArn) },
  aws_sqs_queue: { id: urlOfQueue, url: urlOfQueue, arn: (queue) => queueArn(queue, queue.name) },
  aws_kms_alias: { id: byName, arn: (alias) => kmsAliasArn(alias, alias.name) },
  aws_sns_topic: { id: topic, arn: topic },
  aws_iam_role: {
    id: byName,
    // The path stands between `role/` and the name, with a slash on either side.
    arn: (role) => roleArn(role, `${role.path.slice(1)}${role.name}`),
  },
  aws_iam_policy: {
    arn: (policy) => policyArn(policy, policy.path, policy.name),
  },
  aws_scheduler_schedule: {
    arn: (schedule) => scheduleArn(schedule, schedule.groupName, schedule.name),
  },
  aws_dynamodb_table: { id: byName, arn: (table) => tableArn(table, table.name) },
  aws_lambda_function: {
    id: byName,
    arn: lambdaArn,
    invoke_arn: (lambda) => functionInvocationArn(lambda, lambda.name),
  },
};

/** An attribute that AWS decides and that follows from what is known; undefined where it does not. */
export function computedAttribute(resource: NamedResource, attribute: string): string | undefined {
  return ownMember(ownMember(attributes, resource.type), attribute)?.(resource);
}

/** Data sources whose answer is the place they are asked in. */
export function placeAttribute(type: string, attribute: string, place: Place): string | undefined {
  switch (`${type}.${attribute}`) {
    case "aws_caller_identity.account_id":
    case "aws_caller_identity.id":
      return place.account;
    case "aws_region.name":
    case "aws_region.region":
    case "aws_region.id":
      return place.region;
    case "aws_partition.partition":
    case "aws_partition.id":
      return partitionOf(place.region);
    default:
      return undefined;
  }
}
