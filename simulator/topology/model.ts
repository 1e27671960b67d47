/**
 * What EventBridge has once the Terraform is applied: the one model behind every reader. Links between its parts are
 * resolved; what could not be understood is in `unknown` of the topology, by address.
 */
import type { HttpApi, LambdaFunction, Role, Schedule, Table } from "./application-model";
import type { HttpParameters, TargetInput } from "../input";
import type { ConnectionDescription, HttpMethod } from "../request";
import type { Declared, Resource } from "./resource";

export type { Declared, Resource } from "./resource";

/**
 * The resource policy of a bus.
 *
 * - `document`: JSON text of the policy document
 * - `none`: the bus is declared here and nothing gives it a policy
 * - `unknown`: the policy cannot be read, or the bus is not declared here, so that another configuration may give it one
 */
export type BusPolicy =
  | { readonly kind: "document"; readonly document: string }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly what: string };

/** Statements that the policy of a bus has, or may have, and that cannot be read. */
export interface UnreadStatements {
  /** By what they are called in an answer. */
  readonly label: string;
  /** Why they cannot be read, in a phrase. */
  readonly what: string;
  /** Whether a Deny may be among them; an `aws_cloudwatch_event_permission` only allows. */
  readonly mayDeny: boolean;
}

/** An event bus: a resource of its own, or one that exists because something refers to it (`default`, for one). */
export interface Bus extends Resource {
  readonly origin: "declared" | "referred";
  readonly policy: BusPolicy;
  /** Beside the policy. */
  readonly unread?: readonly UnreadStatements[];
  /** ARN of the queue for events that the bus can neither encrypt nor decrypt. */
  readonly deadLetterArn?: string;
  /** Id, ARN or alias of the key that encrypts its events, where it has one of its own. */
  readonly kmsKeyId?: string;
}

/** What makes a rule fire. A rule with a pattern may have a schedule too, which plays no part in matching events. */
export type RuleTrigger =
  | { readonly kind: "pattern"; readonly pattern: string; readonly schedule?: string }
  | { readonly kind: "schedule"; readonly expression: string }
  | { readonly kind: "unknown"; readonly what: string };

/** State of a rule, in AWS's words. */
export type RuleState = "ENABLED" | "DISABLED" | "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

/** A rule and what it sends to. */
export interface Rule extends Resource {
  readonly busArn: string;
  readonly state: RuleState;
  readonly trigger: RuleTrigger;
  readonly targets: readonly Target[];
  /** Why the rule may have further targets, each in a phrase that names what cannot be read. */
  readonly unreadTargets?: readonly string[];
  /** Events that are expected at the busiest time; undefined where no tag tells a number of them. */
  readonly expectedPeakPerSecond?: number;
}

/** What a target is. Another AWS service is named by its ARN and not simulated. */
export type TargetDestination =
  | { readonly kind: "apiDestination"; readonly apiDestination: ApiDestinationResource }
  | { readonly kind: "eventBus"; readonly busArn: string }
  | { readonly kind: "queue"; readonly queueArn: string }
  /** `functionArn` is without a version or alias. */
  | { readonly kind: "function"; readonly functionArn: string }
  | { readonly kind: "other"; readonly arn: string };

/** Retry policy of a target; AWS's defaults where Terraform sets nothing. */
export interface RetryPolicy {
  readonly maximumEventAgeInSeconds: number;
  readonly maximumRetryAttempts: number;
}

/** One target of a rule. */
export interface Target extends Declared {
  /** Target ID within the rule. */
  readonly id: string;
  readonly arn: string;
  readonly destination: TargetDestination;
  readonly input: TargetInput;
  readonly httpParameters: HttpParameters;
  readonly retryPolicy: RetryPolicy;
  readonly roleArn: string | undefined;
  readonly deadLetterArn: string | undefined;
  /** Of a target that only stands in for another: that one. */
  readonly shadowOf?: Target | undefined;
}

/** An API destination. */
export interface ApiDestinationResource extends Resource {
  readonly endpoint: string;
  readonly httpMethod: HttpMethod;
  readonly rateLimitPerSecond: number;
  /** Undefined where it is not in this Terraform; `unknown` of the topology then says so. */
  readonly connection: Connection | undefined;
}

/** A connection, without its secrets. */
export interface Connection extends Resource {
  readonly description: ConnectionDescription;
}

/** An SQS queue. */
export interface Queue extends Resource {
  /** JSON text of its resource policy, from the queue itself or from an `aws_sqs_queue_policy`. */
  readonly policy: string | undefined;
  /** Id, ARN or alias of the key that encrypts it; undefined where SQS does so with a key of its own. */
  readonly kmsKeyId: string | undefined;
  /** How long a message is kept. */
  readonly retentionSeconds: number;
  /** Name of the API destination that it stands in for, where it does for one. */
  readonly shadowOf?: string;
}

/** One root module: a CDKTF stack, or one plan or state. */
export interface Stack {
  readonly name: string;
  /** Stacks that are deployed before this one. */
  readonly dependencies: readonly string[];
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** Something the reader does not understand, and what that is in a phrase. */
export interface Unknown extends Declared {
  readonly what: string;
}

/** All that is read, in the order of stacks and, in each, of its Terraform. */
export interface Topology {
  readonly stacks: readonly Stack[];
  readonly buses: readonly Bus[];
  readonly rules: readonly Rule[];
  readonly apiDestinations: readonly ApiDestinationResource[];
  readonly connections: readonly Connection[];
  readonly queues: readonly Queue[];
  readonly httpApis: readonly HttpApi[];
  readonly functions: readonly LambdaFunction[];
  readonly tables: readonly Table[];
  readonly roles: readonly Role[];
  readonly schedules: readonly Schedule[];
  /** Never empty by omission: whatever could change an answer and is not understood stands here. */
  readonly unknown: readonly Unknown[];
}
