import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Construct } from "constructs";
import { AWS_TEXTS, takes } from "../aws/texts";

/** What an alarm is called, and who is told in which words. */
export interface AlarmNotice {
  readonly name: string;
  /** At most 1,024 characters (API_PutMetricAlarm). */
  readonly description: string;
  readonly topicArn: string;
}

/**
 * What an alarm says: what happened, and whom it concerns and what to do. Of several ways to say the first it is the first
 * that leaves CloudWatch's 1,024 characters to the second; the last has to.
 */
export function alarmText(ways: readonly [string, ...string[]], advice: string): string {
  const texts = ways.map((way) => `${way}. ${advice}`);
  return texts.find((text) => takes(AWS_TEXTS["cloudwatch.AlarmDescription"], text)) ?? texts.at(-1) ?? advice;
}

/** What an {@link Alarm} needs. */
export interface AlarmProps extends AlarmNotice {
  readonly metric: {
    readonly namespace: string;
    readonly name: string;
    readonly dimensions: Readonly<Record<string, string>>;
  };
  readonly statistic: "Sum" | "Maximum" | "Minimum";
  readonly periodSeconds: number;
  /** How many periods in a row it has to be so; 1 when absent. */
  readonly periods?: number | undefined;
  /** Alarming from there. */
  readonly when: { readonly above: number } | { readonly below: number };
  /**
   * What a period without a value means. `missing` tells when all periods have none and one had before: a new alarm, of
   * whose metric there is no value yet, tells nobody.
   */
  readonly missingData: "notBreaching" | "ignore" | "missing";
}

/** A CloudWatch alarm that tells one topic when it begins and when it is over. */
export class Alarm extends CloudwatchMetricAlarm {
  constructor(scope: Construct, id: string, props: AlarmProps) {
    const { metric, when } = props;
    super(scope, id, {
      alarmName: props.name,
      alarmDescription: props.description,
      namespace: metric.namespace,
      metricName: metric.name,
      dimensions: { ...metric.dimensions },
      statistic: props.statistic,
      period: props.periodSeconds,
      evaluationPeriods: props.periods ?? 1,
      ...("above" in when
        ? { comparisonOperator: "GreaterThanThreshold", threshold: when.above }
        : { comparisonOperator: "LessThanThreshold", threshold: when.below }),
      treatMissingData: props.missingData,
      alarmActions: [props.topicArn],
      okActions: [props.topicArn],
      ...(props.missingData === "missing" ? { insufficientDataActions: [props.topicArn] } : {}),
    });
  }
}
