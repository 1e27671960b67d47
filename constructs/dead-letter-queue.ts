import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { queueArn, viaService, type Place } from "../aws/arn";
import { denyInsecureTransport, policyDocument, type Statement } from "../aws/policy-document";
import { eventBridgeSends } from "./queue-statements";
import { Alarm, type AlarmNotice } from "./alarm";

/** What a {@link DeadLetterQueue} needs. */
export interface DeadLetterQueueProps {
  readonly place: Place;
  readonly name: string;
  /** ARN of the key or alias that encrypts it. The key must let EventBridge use it: `deadLetterStatement`. */
  readonly kmsKeyArn: string;
  /**
   * ARNs of the rules (or the bus) that may send to it, `*` and `?` allowed. None, and the queue's policy lets nobody:
   * then only roles of its account can.
   */
  readonly senderArns: readonly string[];
  /** On the first dead letter. */
  readonly alarm: AlarmNotice;
}

/**
 * What a role needs to leave dead letters in a queue of its account, as Lambda and Scheduler do. SQS uses the key in the
 * name of whoever sends.
 */
export function leaveDeadLetters(place: Place, queueArn: string, keyArn: string): Statement[] {
  return [
    { Sid: "LeaveDeadLetters", Effect: "Allow", Action: "sqs:SendMessage", Resource: queueArn },
    {
      Sid: "EncryptDeadLetters",
      Effect: "Allow",
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Resource: keyArn,
      Condition: { StringEquals: { "kms:ViaService": viaService("sqs", place) } },
    },
  ];
}

/** SQS's longest: 14 days. People get a weekend and a working week. */
const RETENTION_SECONDS = 14 * 24 * 60 * 60;

/**
 * An encrypted standard queue that can receive what EventBridge gives up on, with an alarm on its first message.
 *
 * Without the queue policy EventBridge drops the event silently
 * (docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html). The policy stands inline, on computed ARNs: as a
 * resource of its own it would cost another 25 seconds, the provider's wait after each change of a queue.
 */
export class DeadLetterQueue extends Construct {
  /** As a Terraform reference: a target that names it is created after the queue. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    super(scope, id);
    const { place, name, kmsKeyArn, senderArns, alarm } = props;
    const ownArn = queueArn(place, name);
    const queue = new SqsQueue(this, "Queue", {
      name,
      messageRetentionSeconds: RETENTION_SECONDS,
      kmsMasterKeyId: kmsKeyArn,
      kmsDataKeyReusePeriodSeconds: 300,
      policy: JSON.stringify(
        policyDocument([
          ...(senderArns.length === 0 ? [] : [eventBridgeSends(ownArn, senderArns)]),
          denyInsecureTransport("sqs:*", ownArn),
        ]),
      ),
    });
    this.arn = queue.arn;

    new Alarm(this, "Alarm", {
      ...alarm,
      metric: {
        namespace: "AWS/SQS",
        name: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: queue.name },
      },
      statistic: "Maximum",
      periodSeconds: 60,
      when: { above: 0 },
      // The metric stops for a queue that nobody touches; that is no trouble.
      missingData: "notBreaching",
    });
  }
}
