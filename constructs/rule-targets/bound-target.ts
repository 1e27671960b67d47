import type { CloudwatchEventTargetHttpTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { ITerraformDependable } from "cdktf";
import type { Place } from "../../aws/arn";

/** What a target needs to know of the rule that sends to it. */
export interface SendingRule {
  readonly place: Place;
  readonly name: string;
  /** Computed, for policies that let just this rule in. */
  readonly arn: string;
}

/** What a kind of target says of itself in the rule's target, once what it needs is made. */
export interface BoundTarget {
  readonly arn: string;
  /** The role that EventBridge takes on to reach it, for kinds that are reached by one. */
  readonly roleArn?: string | undefined;
  readonly httpTarget?: CloudwatchEventTargetHttpTarget | undefined;
  /** What lets EventBridge in: an event that comes before it would be lost. */
  readonly permission: ITerraformDependable;
  /** Of what only stands in for another target: that one. */
  readonly live?: BoundTarget | undefined;
}
