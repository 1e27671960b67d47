import { Alarm, type AlarmProps } from "../../constructs/alarm";
import { synthesizeStack } from "../synthesized";

const topicArn = "arn:aws:sns:eu-central-1:200000000001:acme-test-alerts";
const props: AlarmProps = {
  name: "acme-test-errors",
  description: "Look at it",
  topicArn,
  metric: { namespace: "AWS/Lambda", name: "Errors", dimensions: { FunctionName: "pay" } },
  statistic: "Sum",
  periodSeconds: 300,
  when: { above: 0 },
  missingData: "notBreaching",
};

function alarmWith(changes: Partial<AlarmProps> = {}) {
  return synthesizeStack((scope) => new Alarm(scope, "Errors", { ...props, ...changes })).only(
    "aws_cloudwatch_metric_alarm",
  ).attributes;
}

test("a topic is told when an alarm begins, and when it is over", () => {
  expect(alarmWith()).toMatchObject({ alarm_actions: [topicArn], ok_actions: [topicArn] });
});

test("an alarm begins above its threshold, in the first period that is so", () => {
  expect(alarmWith()).toMatchObject({
    comparison_operator: "GreaterThanThreshold",
    threshold: 0,
    evaluation_periods: 1,
    period: 300,
  });
});

test("an alarm for what should happen begins below its threshold", () => {
  expect(alarmWith({ when: { below: 1 }, periods: 4 })).toMatchObject({
    comparison_operator: "LessThanThreshold",
    threshold: 1,
    evaluation_periods: 4,
  });
});

test("of what should always be measured, people are told when it no longer is, and not before it ever was", () => {
  expect(alarmWith({ missingData: "missing" })).toMatchObject({
    treat_missing_data: "missing",
    insufficient_data_actions: [topicArn],
  });
  expect(alarmWith()).not.toHaveProperty("insufficient_data_actions");
});
