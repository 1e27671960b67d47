import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import {
  CloudwatchEventTarget,
  type CloudwatchEventTargetConfig,
  type CloudwatchEventTargetHttpTarget,
} from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import { ruleArn, type Place } from "../aws/arn";
import { DeadLetterQueue, type DeadLetterAlarm } from "./dead-letter-queue";
import { EventsRole } from "./events-role";

/** What a target receives: the whole event, a part of it, the same JSON always, or a filled template. */
export type TargetInput =
  | { readonly type: "event" }
  | { readonly type: "path"; readonly path: string }
  | { readonly type: "constant"; readonly constant: unknown }
  | {
      readonly type: "transformer";
      /** Name to JSON path. */
      readonly paths?: Readonly<Record<string, string>> | undefined;
      readonly template: string;
    };

/** What a {@link DeliveryRule} needs. */
export interface DeliveryRuleProps {
  readonly place: Place;
  readonly busName: string;
  readonly name: string;
  readonly description: string;
  readonly eventPattern: Readonly<Record<string, unknown>>;
  readonly targetId: string;
  readonly apiDestinationArn: string;
  readonly input: TargetInput;
  /** Path parameters, headers and query string of the request: text, or JSON paths into the event. */
  readonly httpTarget?: CloudwatchEventTargetHttpTarget | undefined;
  readonly retryPolicy: { readonly maximumEventAgeInSeconds: number; readonly maximumRetryAttempts: number };
  readonly roleName: string;
  readonly deadLetterQueue: {
    readonly name: string;
    readonly kmsKeyArn: string;
    readonly alarm: DeadLetterAlarm;
  };
}

function inputArguments(
  input: TargetInput,
): Pick<CloudwatchEventTargetConfig, "input" | "inputPath" | "inputTransformer"> {
  switch (input.type) {
    case "event":
      return {};
    case "path":
      return { inputPath: input.path };
    case "constant":
      return { input: JSON.stringify(input.constant) };
    case "transformer":
      return { inputTransformer: { inputPaths: { ...input.paths }, inputTemplate: input.template } };
  }
}

/**
 * One delivery: a rule with a single API destination behind it, the role that may call just that destination, a retry
 * policy, and a dead-letter queue that just this rule can send to. One rule a delivery, because EventBridge's metrics
 * have no finer dimension (docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html).
 */
export class DeliveryRule extends Construct {
  constructor(scope: Construct, id: string, props: DeliveryRuleProps) {
    super(scope, id);
    const ownArn = ruleArn(props.place, props.busName, props.name);
    const rule = new CloudwatchEventRule(this, "Rule", {
      name: props.name,
      description: props.description,
      eventBusName: props.busName,
      eventPattern: JSON.stringify(props.eventPattern),
      state: "ENABLED",
    });
    const role = new EventsRole(this, "Role", {
      name: props.roleName,
      description: `Lets rule ${props.name} call its API destination`,
      account: props.place.account,
      ruleArns: [ownArn],
      permission: {
        sid: "InvokeApiDestination",
        action: "events:InvokeApiDestination",
        resourceArn: props.apiDestinationArn,
      },
    });
    const deadLetterQueue = new DeadLetterQueue(this, "DeadLetters", {
      ...props.deadLetterQueue,
      place: props.place,
      senderArns: [ownArn],
    });
    new CloudwatchEventTarget(this, "Target", {
      rule: rule.name,
      eventBusName: props.busName,
      targetId: props.targetId,
      arn: props.apiDestinationArn,
      roleArn: role.arn,
      ...inputArguments(props.input),
      httpTarget: props.httpTarget,
      retryPolicy: props.retryPolicy,
      deadLetterConfig: { arn: deadLetterQueue.arn },
      dependsOn: [role.permission],
    });
  }
}
