import { DeadLetterQueue } from "../../constructs/dead-letter-queue";
import { acceptedValues, allowing } from "../emitted-policy";
import { synthesizeStack } from "../synthesized";

const arn = "arn:aws:sqs:eu-central-1:200000000001:acme-test-crm_orders_paid_dlq";
const ruleArn = "arn:aws:events:eu-central-1:200000000001:rule/acme-test-central/acme-test-crm_orders_paid";
const topicArn = "arn:aws:sns:eu-central-1:200000000001:acme-test-alerts";

const stack = synthesizeStack(
  (scope) =>
    new DeadLetterQueue(scope, "DeadLetters", {
      place: { account: "200000000001", region: "eu-central-1" },
      name: "acme-test-crm_orders_paid_dlq",
      kmsKeyArn: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub",
      senderArns: [ruleArn],
      alarm: { name: "acme-test-crm_orders_paid_dlq-not-empty", description: "Look at crm", topicArn },
    }),
);
const queue = stack.only("aws_sqs_queue");
const alarm = stack.only("aws_cloudwatch_metric_alarm");

test("a dead-letter queue accepts messages only from its own rule", () => {
  expect(allowing(queue.statements("policy"))).toEqual([
    {
      Sid: "EventBridgeSends",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: arn,
      Condition: { ArnLike: { "aws:SourceArn": [ruleArn] } },
    },
  ]);
});

test("nobody touches the queue without TLS", () => {
  const [deny] = queue.statements("policy").filter(({ Effect }) => Effect === "Deny");
  expect(deny).toMatchObject({ Principal: "*", Action: "sqs:*", Resource: arn });
  expect(deny && acceptedValues(deny, "Bool", "aws:SecureTransport")).toEqual(["false"]);
});

test("the queue is encrypted with the given key", () => {
  expect(queue.text("kms_master_key_id")).toBe("arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub");
});

test("the queue is a standard one, EventBridge knows no other", () => {
  expect(queue.text("name")).not.toMatch(/\.fifo$/);
  expect(queue.attributes).not.toHaveProperty("fifo_queue");
});

test("dead letters are kept for 14 days", () => {
  expect(queue.attributes["message_retention_seconds"]).toBe(1_209_600);
});

test("the policy stands in the queue, not in a resource of its own", () => {
  expect(
    stack
      .resources()
      .map(({ type }) => type)
      .sort(),
  ).toEqual(["aws_cloudwatch_metric_alarm", "aws_sqs_queue"]);
});

test("the first message raises the alarm", () => {
  expect(alarm.attributes).toMatchObject({
    alarm_name: "acme-test-crm_orders_paid_dlq-not-empty",
    alarm_description: "Look at crm",
    namespace: "AWS/SQS",
    metric_name: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: `\${${queue.address}.name}` },
    comparison_operator: "GreaterThanThreshold",
    threshold: 0,
    evaluation_periods: 1,
  });
});

test("people hear of the alarm and of its end", () => {
  expect(alarm.attributes).toMatchObject({ alarm_actions: [topicArn], ok_actions: [topicArn] });
});

test("a queue that nobody touches raises no alarm", () => {
  expect(alarm.text("treat_missing_data")).toBe("notBreaching");
});

test("a queue that no rule sends to lets nobody in by its policy", () => {
  const alone = synthesizeStack(
    (scope) =>
      new DeadLetterQueue(scope, "DeadLetters", {
        place: { account: "200000000001", region: "eu-central-1" },
        name: "acme-test_signup_create-user_dlq",
        kmsKeyArn: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test_signup",
        senderArns: [],
        alarm: { name: "acme-test_signup_create-user_dlq-not-empty", description: "Look at signup", topicArn },
      }),
  );
  expect(allowing(alone.only("aws_sqs_queue").statements("policy"))).toEqual([]);
});
