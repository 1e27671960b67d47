import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { ruleArn, type Place } from "../aws/arn";
import { RETRY_ATTEMPTS } from "../aws/limits";

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
  readonly ruleName: string;
  readonly description: string;
  readonly trigger: Trigger;
  /** Seconds after which EventBridge gives up on handing an event to the function; 60 to 86,400. */
  readonly maximumEventAgeInSeconds: number;
  readonly function: { readonly arn: string; readonly name: string };
  /** Receives what could not be handed over. Its policy must let the rule send. */
  readonly deadLetterQueueArn: string;
}

/**
 * A rule on the default bus, where AWS's own events come and schedules run, that calls a function; and the permission
 * for just this rule to do so.
 */
export class FunctionTrigger extends Construct {
  constructor(scope: Construct, id: string, props: FunctionTriggerProps) {
    super(scope, id);
    const { trigger } = props;
    const rule = new CloudwatchEventRule(this, "Rule", {
      name: props.ruleName,
      description: props.description,
      eventBusName: "default",
      ...(trigger.type === "events"
        ? { eventPattern: JSON.stringify(trigger.eventPattern) }
        : { scheduleExpression: trigger.scheduleExpression }),
      state: "ENABLED",
    });
    const permission = new LambdaPermission(this, "Permission", {
      statementId: `CalledBy-${props.ruleName}`,
      action: "lambda:InvokeFunction",
      functionName: props.function.name,
      principal: "events.amazonaws.com",
      sourceArn: ruleArn(props.place, "default", props.ruleName),
    });
    new CloudwatchEventTarget(this, "Target", {
      rule: rule.name,
      eventBusName: "default",
      targetId: "function",
      arn: props.function.arn,
      ...(trigger.type === "schedule" ? { input: JSON.stringify(trigger.constant) } : {}),
      retryPolicy: {
        maximumEventAgeInSeconds: props.maximumEventAgeInSeconds,
        maximumRetryAttempts: RETRY_ATTEMPTS.max,
      },
      deadLetterConfig: { arn: props.deadLetterQueueArn },
      dependsOn: [permission],
    });
  }
}
