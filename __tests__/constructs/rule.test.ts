import type { Construct } from "constructs";
import { EventsRole } from "../../constructs/events-role";
import { Rule, type SendingProps } from "../../constructs/rule";
import type { RuleTarget } from "../../constructs/rule-targets";
import { synthesizeStack } from "../synthesized";

const place = { account: "200000000001", region: "eu-central-1" };
const ruleArn = "arn:aws:events:eu-central-1:200000000001:rule/acme-test-central/acme-test-paid";
const topicArn = "arn:aws:sns:eu-central-1:200000000001:acme-test-alerts";
const queueArn = "arn:aws:sqs:eu-central-1:200000000001:acme-test-paid-dlq";

/** A target of each kind, and the type of resource that lets EventBridge reach it. */
const KINDS: Readonly<
  Record<RuleTarget["kind"], { readonly letIn: string; readonly target: (scope: Construct) => RuleTarget }>
> = {
  apiDestination: {
    letIn: "aws_iam_role_policy",
    target: () => ({
      kind: "apiDestination",
      arn: "arn:aws:events:eu-central-1:200000000001:api-destination/crm/1",
      roleName: "acme-test-paid",
    }),
  },
  eventBus: {
    letIn: "aws_iam_role_policy",
    target: (scope) => {
      const arn = "arn:aws:events:eu-central-1:210000000001:event-bus/central";
      const permission = { sid: "PutEventsOnHub", action: "events:PutEvents", resourceArn: arn };
      const { role } = new EventsRole(scope, "Shared", {
        name: "acme-test-shared",
        description: "test",
        account: place.account,
        ruleArns: [ruleArn],
        permission,
      });
      return { kind: "eventBus", arn, role };
    },
  },
  queue: {
    letIn: "aws_sqs_queue",
    target: () => ({
      kind: "queue",
      name: "acme-test-paid_shadow",
      kmsKeyArn: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-dead-letters",
      shadowOf: "acme-test-crm",
      live: {
        kind: "apiDestination",
        arn: "arn:aws:events:eu-central-1:200000000001:api-destination/crm/1",
        roleName: "acme-test-paid",
      },
    }),
  },
  function: {
    letIn: "aws_lambda_permission",
    target: () => ({
      kind: "function",
      arn: "arn:aws:lambda:eu-central-1:200000000001:function:pay",
      functionName: "pay",
      statementId: "CalledBy-acme-test-paid",
    }),
  },
};

function sending(scope: Construct, target: RuleTarget, times = 1) {
  const rule = new Rule(scope, "Paid", {
    place,
    busName: "acme-test-central",
    name: "acme-test-paid",
    description: "test",
    trigger: { type: "events", eventPattern: { source: ["com.acme.billing"] } },
  });
  const props: SendingProps = {
    targetId: "paid",
    target,
    input: { type: "event" },
    retryPolicy: { maximumEventAgeInSeconds: 3_600, maximumRetryAttempts: 10 },
    deadLetterQueueArn: queueArn,
    lossAlarm: { name: "acme-test-paid_lost-events", description: "Paid is lost", topicArn },
  };
  for (let time = 0; time < times; time += 1) rule.sendTo(props);
}

describe.each(Object.entries(KINDS))("a target of kind %s", (_kind, { letIn, target }) => {
  const stack = synthesizeStack((scope) => {
    sending(scope, target(scope));
  });
  const emitted = stack.only("aws_cloudwatch_event_target");

  it("is created after what lets EventBridge reach it, and that is in the stack", () => {
    const [dependency, ...others] = emitted.attributes["depends_on"] as readonly string[];
    expect(others).toEqual([]);
    expect(stack.addresses).toContain(dependency);
    expect(dependency?.split(".")[0]).toBe(letIn);
  });

  it("is retried and gives up into a queue", () => {
    expect(emitted.attributes).toMatchObject({
      retry_policy: { maximum_event_age_in_seconds: 3_600, maximum_retry_attempts: 10 },
      dead_letter_config: { arn: queueArn },
    });
  });

  it("has an alarm on the first event that not even the queue takes", () => {
    expect(stack.only("aws_cloudwatch_metric_alarm").attributes).toMatchObject({
      alarm_name: "acme-test-paid_lost-events",
      alarm_description: "Paid is lost",
      namespace: "AWS/Events",
      metric_name: "InvocationsFailedToBeSentToDlq",
      dimensions: { EventBusName: "acme-test-central", RuleName: "acme-test-paid" },
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
      treat_missing_data: "notBreaching",
      alarm_actions: [topicArn],
    });
  });

  it("is the rule's only one", () => {
    expect(() =>
      synthesizeStack((scope) => {
        sending(scope, target(scope), 2);
      }),
    ).toThrow(/There is already a Construct with name/);
  });
});
