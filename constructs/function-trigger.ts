import type { Construct } from "constructs";
import { Rule, type RuleProps, type SendingProps } from "./rule";

/** When a function is called, and with what: the event itself, or at a rate with always the same. */
export type Trigger =
  | { readonly type: "events"; readonly eventPattern: Readonly<Record<string, unknown>> }
  | {
      readonly type: "schedule";
      /** `rate(15 minutes)`, or a cron expression. */
      readonly scheduleExpression: string;
      readonly constant: unknown;
    };

/** What a {@link FunctionTrigger} needs. */
export interface FunctionTriggerProps
  extends
    Omit<RuleProps, "name" | "trigger">,
    Pick<SendingProps, "targetId" | "retryPolicy" | "deadLetterQueueArn" | "lossAlarm"> {
  /** Of the rule, and of the statement in the function's policy. */
  readonly names: { readonly rule: string; readonly statement: string };
  readonly trigger: Trigger;
  readonly function: { readonly arn: string; readonly name: string };
}

/**
 * A rule that calls a function, and the function's permission for just this rule. The retry policy is for handing over:
 * what fails in the function is Lambda's matter. What EventBridge gives up on may go to the queue of what the function
 * failed on; the message's attributes tell which.
 */
export class FunctionTrigger extends Rule {
  constructor(scope: Construct, id: string, props: FunctionTriggerProps) {
    const { names, trigger } = props;
    super(scope, id, { ...props, name: names.rule });
    this.sendTo({
      ...props,
      target: {
        kind: "function",
        arn: props.function.arn,
        functionName: props.function.name,
        statementId: names.statement,
      },
      input: trigger.type === "schedule" ? { type: "constant", constant: trigger.constant } : { type: "event" },
    });
  }
}
