import { FunctionTrigger, type Trigger } from "../../constructs/function-trigger";
import { synthesizeStack } from "../synthesized";

const functionArn = "arn:aws:lambda:eu-central-1:200000000001:function:acme-test-greeter";
const queueArn = "arn:aws:sqs:eu-central-1:200000000001:acme-test-greeter-dlq";

const topicArn = "arn:aws:sns:eu-central-1:200000000001:acme-test-alerts";

function triggered(trigger: Trigger) {
  return synthesizeStack((scope) => {
    new FunctionTrigger(scope, "Trigger", {
      place: { account: "200000000001", region: "eu-central-1" },
      busName: "default",
      names: { rule: "acme-test-greeter_guests", statement: "CalledBy-acme-test-greeter_guests" },
      description: "A guest came",
      trigger,
      retryPolicy: { maximumEventAgeInSeconds: 900, maximumRetryAttempts: 185 },
      targetId: "greeter",
      function: { arn: functionArn, name: "acme-test-greeter" },
      deadLetterQueueArn: queueArn,
      lossAlarm: { name: "acme-test-greeter_guests_lost-events", description: "Lost", topicArn },
    });
  });
}

const byEvents = triggered({ type: "events", eventPattern: { source: ["com.acme.door"] } });
const bySchedule = triggered({
  type: "schedule",
  scheduleExpression: "rate(15 minutes)",
  constant: { action: "look around" },
});

test("an event on the default bus calls the function with the event itself", () => {
  const rule = byEvents.only("aws_cloudwatch_event_rule");
  expect(rule.attributes).toMatchObject({ name: "acme-test-greeter_guests", event_bus_name: "default" });
  expect(rule.json("event_pattern")).toEqual({ source: ["com.acme.door"] });
  expect(rule.attributes).not.toHaveProperty("schedule_expression");
  expect(byEvents.only("aws_cloudwatch_event_target").attributes).toMatchObject({ arn: functionArn });
  expect(byEvents.only("aws_cloudwatch_event_target").attributes).not.toHaveProperty("input");
});

test("a schedule calls the function with a constant", () => {
  expect(bySchedule.only("aws_cloudwatch_event_rule").attributes).toMatchObject({
    schedule_expression: "rate(15 minutes)",
  });
  expect(bySchedule.only("aws_cloudwatch_event_rule").attributes).not.toHaveProperty("event_pattern");
  expect(bySchedule.only("aws_cloudwatch_event_target").json("input")).toEqual({ action: "look around" });
});

test("just this rule may call the function, before it first does", () => {
  const permission = byEvents.only("aws_lambda_permission");
  expect(permission.attributes).toMatchObject({
    action: "lambda:InvokeFunction",
    function_name: "acme-test-greeter",
    principal: "events.amazonaws.com",
    source_arn: "arn:aws:events:eu-central-1:200000000001:rule/acme-test-greeter_guests",
  });
  expect(byEvents.only("aws_cloudwatch_event_target").attributes["depends_on"]).toEqual([permission.address]);
});

test("what cannot be handed over is tried again for a while, then kept", () => {
  expect(byEvents.only("aws_cloudwatch_event_target").attributes).toMatchObject({
    retry_policy: { maximum_event_age_in_seconds: 900, maximum_retry_attempts: 185 },
    dead_letter_config: { arn: queueArn },
  });
});
