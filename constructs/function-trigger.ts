import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { ruleArn, type Place } from "../aws/arn";

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
export interface FunctionTriggerProps {
  readonly place: Place;
  /** `default` for events of AWS's own services; schedules run there only. */
  readonly busName: string;
  /** Of the rule, and of the statement in the function's policy. */
  readonly names: { readonly rule: string; readonly statement: string };
  readonly description: string;
  readonly trigger: Trigger;
  /** For how long EventBridge tries to hand an event to the function: what fails in the function is Lambda's matter. */
  readonly retryPolicy: { readonly maximumEventAgeInSeconds: number; readonly maximumRetryAttempts: number };
  readonly targetId: string;
  readonly function: { readonly arn: string; readonly name: string };
  /** Receives what could not be handed over. Its policy must let the rule send. */
  readonly deadLetterQueueArn: string;
}

/**
 * A rule that calls a function, and the function's permission for just this rule: Lambda targets take no role. What
 * EventBridge gives up on may go to the queue of what the function failed on; the message's attributes tell which.
 */
export class FunctionTrigger extends Construct {
  constructor(scope: Construct, id: string, props: FunctionTriggerProps) {
    super(scope, id);
    const { names, trigger } = props;
    const rule = new CloudwatchEventRule(this, "Rule", {
      name: names.rule,
      description: props.description,
      eventBusName: props.busName,
      ...(trigger.type === "events"
        ? { eventPattern: JSON.stringify(trigger.eventPattern) }
        : { scheduleExpression: trigger.scheduleExpression }),
      state: "ENABLED",
    });
    const permission = new LambdaPermission(this, "Permission", {
      statementId: names.statement,
      action: "lambda:InvokeFunction",
      functionName: props.function.name,
      principal: "events.amazonaws.com",
      sourceArn: ruleArn(props.place, props.busName, names.rule),
    });
    new CloudwatchEventTarget(this, "Target", {
      rule: rule.name,
      eventBusName: props.busName,
      targetId: props.targetId,
      arn: props.function.arn,
      ...(trigger.type === "schedule" ? { input: JSON.stringify(trigger.constant) } : {}),
      retryPolicy: props.retryPolicy,
      deadLetterConfig: { arn: props.deadLetterQueueArn },
      dependsOn: [permission],
    });
  }
}
