import type { Construct } from "constructs";
import { ShadowQueue } from "../shadow-queue";
import { bindApiDestination, type ApiDestinationTarget } from "./api-destination";
import type { BoundTarget, SendingRule } from "./bound-target";

/** A queue that gets what an API destination would: EventBridge renders, and nothing leaves the account. */
export interface ShadowQueueTarget {
  readonly kind: "queue";
  readonly name: string;
  readonly kmsKeyArn: string;
  /** Name of the API destination. */
  readonly shadowOf: string;
  /** The target that it stands in for. */
  readonly live: ApiDestinationTarget;
}

/** Makes the queue, as `Shadow` in the rule, and the role that is needed again once the target is live. */
export function bindShadowQueue(scope: Construct, rule: SendingRule, target: ShadowQueueTarget): BoundTarget {
  const { name, kmsKeyArn, shadowOf } = target;
  const live = bindApiDestination(scope, rule, target.live);
  const { queue } = new ShadowQueue(scope, "Shadow", {
    place: rule.place,
    name,
    kmsKeyArn,
    ruleArn: rule.arn,
    shadowOf,
  });
  return { arn: queue.arn, permission: queue, live };
}
