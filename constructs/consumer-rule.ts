import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import type { NodeFunction } from "./node-function";

/** What a {@link ConsumerRule} needs. */
export interface ConsumerRuleProps {
  readonly busName: string;
  readonly name: string;
  readonly description: string;
  readonly eventPattern: Readonly<Record<string, unknown>>;
  readonly targetId: string;
  /** Its `ruleArns` must hold this rule's, or what cannot be delivered is lost. */
  readonly function: NodeFunction;
  readonly retryPolicy: { readonly maximumEventAgeInSeconds: number; readonly maximumRetryAttempts: number };
}

/**
 * A rule that runs a function with the whole event. The function lets just this rule run it, by its own policy: Lambda
 * targets take no role. What EventBridge gives up on goes to the function's queue, beside the events that the function
 * itself failed on; the message's attributes tell which.
 */
export class ConsumerRule extends Construct {
  constructor(scope: Construct, id: string, props: ConsumerRuleProps) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, "Rule", {
      name: props.name,
      description: props.description,
      eventBusName: props.busName,
      eventPattern: JSON.stringify(props.eventPattern),
      state: "ENABLED",
    });
    const permission = new LambdaPermission(this, "Permission", {
      statementId: `rule_${id}`,
      action: "lambda:InvokeFunction",
      functionName: props.function.name,
      principal: "events.amazonaws.com",
      sourceArn: rule.arn,
    });
    new CloudwatchEventTarget(this, "Target", {
      rule: rule.name,
      eventBusName: props.busName,
      targetId: props.targetId,
      arn: props.function.arn,
      retryPolicy: props.retryPolicy,
      deadLetterConfig: { arn: props.function.deadLetterQueueArn },
      dependsOn: [permission],
    });
  }
}
