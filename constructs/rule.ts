import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import {
  CloudwatchEventTarget,
  type CloudwatchEventTargetConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { ruleArn, type Place } from "../aws/arn";
import { EXPECTED_PEAK_TAG } from "../aws/expected-peak";
import type { ShadowedTarget } from "../aws/shadow";
import { bindTarget, type RuleTarget } from "./rule-targets";
import type { BoundTarget, SendingRule } from "./rule-targets/bound-target";
import { Alarm, type AlarmNotice } from "./alarm";

/** When a rule sends: for events that match, or at set times, which runs on the default bus only. */
type RuleTrigger =
  | { readonly type: "events"; readonly eventPattern: Readonly<Record<string, unknown>> }
  | {
      readonly type: "schedule";
      /** `rate(15 minutes)`, or a cron expression. */
      readonly scheduleExpression: string;
    };

/** What a {@link Rule} needs. */
export interface RuleProps {
  readonly place: Place;
  /** The bus that it listens on; `default` for events of AWS's own services. */
  readonly busName: string;
  readonly name: string;
  readonly description: string;
  readonly trigger: RuleTrigger;
  /** `ENABLED` when absent. */
  readonly state?: "ENABLED" | "DISABLED" | undefined;
  /** Events that are expected at the busiest time. It changes nothing in AWS: a tag tells it to whoever reads the Terraform. */
  readonly expectedPeakPerSecond?: number | undefined;
}

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

/** For how long and how often EventBridge tries to reach a target (API_RetryPolicy). */
interface RetryPolicy {
  readonly maximumEventAgeInSeconds: number;
  readonly maximumRetryAttempts: number;
}

/** How a rule sends to its target. */
export interface SendingProps {
  /** Of the target within the rule. */
  readonly targetId: string;
  readonly target: RuleTarget;
  readonly input: TargetInput;
  readonly retryPolicy: RetryPolicy;
  /** As a Terraform reference. Its policy must let the rule send. */
  readonly deadLetterQueueArn: string;
  /** On the first event that neither the target nor the dead-letter queue took. */
  readonly lossAlarm: AlarmNotice;
}

function triggerArguments(trigger: RuleTrigger) {
  switch (trigger.type) {
    case "events":
      return { eventPattern: JSON.stringify(trigger.eventPattern) };
    case "schedule":
      return { scheduleExpression: trigger.scheduleExpression };
  }
}

function tagsFor({ expectedPeakPerSecond: peak }: RuleProps): Record<string, string> | undefined {
  return peak === undefined ? undefined : { [EXPECTED_PEAK_TAG]: String(peak) };
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

function shadowed(
  target: CloudwatchEventTarget,
  { arn, roleArn, httpTarget = {} }: BoundTarget,
): Readonly<Record<keyof ShadowedTarget, unknown>> {
  return {
    shadowed_target: `${target.terraformResourceType}.${target.friendlyUniqueId}`,
    arn,
    role_arn: roleArn,
    http_target: {
      path_parameter_values: httpTarget.pathParameterValues ?? [],
      header_parameters: httpTarget.headerParameters ?? {},
      query_string_parameters: httpTarget.queryStringParameters ?? {},
    },
  };
}

/**
 * A rule with a single target: EventBridge's metrics know no finer dimension than the rule
 * (docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html).
 */
export class Rule extends Construct implements SendingRule {
  readonly place: Place;
  readonly name: string;
  /** Computed: what the target needs may name the rule before it exists. */
  readonly arn: string;
  private readonly busName: string;
  private readonly rule: CloudwatchEventRule;

  constructor(scope: Construct, id: string, props: RuleProps) {
    super(scope, id);
    this.place = props.place;
    this.name = props.name;
    this.busName = props.busName;
    this.arn = ruleArn(props.place, props.busName, props.name);
    this.rule = new CloudwatchEventRule(this, "Rule", {
      name: props.name,
      description: props.description,
      eventBusName: props.busName,
      ...triggerArguments(props.trigger),
      state: props.state ?? "ENABLED",
      tags: tagsFor(props),
    });
  }

  /**
   * Sends to this target, with what it takes to be let in.
   *
   * @throws Error the second time: see above
   */
  sendTo({ targetId, target, input, retryPolicy, deadLetterQueueArn, lossAlarm }: SendingProps): void {
    const { arn, roleArn, httpTarget, permission, live } = bindTarget(this, this, target);
    const sending = new CloudwatchEventTarget(this, "Target", {
      rule: this.rule.name,
      eventBusName: this.busName,
      targetId,
      arn,
      roleArn,
      ...inputArguments(input),
      httpTarget,
      retryPolicy,
      deadLetterConfig: { arn: deadLetterQueueArn },
      dependsOn: [permission],
    });
    // Nothing uses it: who reads the Terraform learns what the target stands in for.
    if (live !== undefined) new TerraformLocal(this, "Live", shadowed(sending, live));
    this.addLossAlarm(lossAlarm);
  }

  /**
   * A dead-letter queue that refuses (its policy, its key) leaves nothing behind but this count: recorded on AWS in
   * September 2026, with the rule's other metrics as for any failure. Nothing is written while nothing is lost.
   */
  private addLossAlarm(notice: AlarmNotice): void {
    new Alarm(new Construct(this, "Lost"), "Alarm", {
      ...notice,
      metric: {
        namespace: "AWS/Events",
        name: "InvocationsFailedToBeSentToDlq",
        // On the default bus a metric has the rule's name alone (eb-monitoring).
        dimensions: { ...(this.busName === "default" ? {} : { EventBusName: this.busName }), RuleName: this.name },
      },
      statistic: "Sum",
      periodSeconds: 60,
      when: { above: 0 },
      missingData: "notBreaching",
    });
  }
}
