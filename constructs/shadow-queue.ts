import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { queueArn, type Place } from "../aws/arn";
import { denyInsecureTransport, policyDocument } from "../aws/policy-document";
import { SHADOW_TAG } from "../aws/shadow";
import { eventBridgeSends } from "./queue-statements";

/** What a {@link ShadowQueue} needs. */
export interface ShadowQueueProps {
  readonly place: Place;
  readonly name: string;
  /** ARN of the key or alias that encrypts it. The key must let EventBridge use it: `deadLetterStatement`. */
  readonly kmsKeyArn: string;
  /** ARN of the rule that sends to it. */
  readonly ruleArn: string;
  /** Name of the API destination that it stands in for. */
  readonly shadowOf: string;
}

/**
 * Four days: a weekend passes before somebody looks, and a body may be personal, so that it is kept no longer than for that.
 * Nothing is lost with a message: it is a copy, and its event is in the archive.
 */
const RETENTION_SECONDS = 4 * 24 * 60 * 60;

/**
 * An encrypted standard queue for what a rule would send to a product. It has no alarm: that a message waits in it is what
 * it is for. What does not reach it goes to the dead-letter queue of the rule's target, which has one.
 */
export class ShadowQueue extends Construct {
  readonly queue: SqsQueue;

  constructor(scope: Construct, id: string, { place, name, kmsKeyArn, ruleArn, shadowOf }: ShadowQueueProps) {
    super(scope, id);
    const ownArn = queueArn(place, name);
    this.queue = new SqsQueue(this, "Queue", {
      name,
      messageRetentionSeconds: RETENTION_SECONDS,
      kmsMasterKeyId: kmsKeyArn,
      kmsDataKeyReusePeriodSeconds: 300,
      policy: JSON.stringify(
        policyDocument([eventBridgeSends(ownArn, [ruleArn]), denyInsecureTransport("sqs:*", ownArn)]),
      ),
      tags: { [SHADOW_TAG]: shadowOf },
      // It goes when its destination goes live, and only once the rule's target has left it: Terraform would destroy it at
      // the same time otherwise.
      lifecycle: { createBeforeDestroy: true },
    });
  }
}
