import type { Construct } from "constructs";
import type { AlarmNotice } from "./alarm";
import { DeadLetterQueue } from "./dead-letter-queue";
import { Rule, type RuleProps, type SendingProps } from "./rule";

/** What a {@link DeliveryRule} needs. */
export interface DeliveryRuleProps extends RuleProps, Omit<SendingProps, "deadLetterQueueArn"> {
  readonly deadLetterQueue: {
    readonly name: string;
    readonly kmsKeyArn: string;
    readonly alarm: AlarmNotice;
  };
}

/** One delivery: a rule with its target, a retry policy, and a dead-letter queue that just this rule can send to. */
export class DeliveryRule extends Rule {
  constructor(scope: Construct, id: string, props: DeliveryRuleProps) {
    super(scope, id, props);
    const { arn } = new DeadLetterQueue(this, "DeadLetters", {
      ...props.deadLetterQueue,
      place: props.place,
      senderArns: [this.arn],
    });
    this.sendTo({ ...props, deadLetterQueueArn: arn });
  }
}
