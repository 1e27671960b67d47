import { SourceForwarder } from "../../constructs/source-forwarder";
import { acceptedValues, listOf } from "../emitted-policy";
import { synthesizeStack } from "../synthesized";

const hubBusArn = "arn:aws:events:eu-central-1:200000000001:event-bus/acme-test-central";
const ruleArns = [
  "arn:aws:events:eu-central-1:210000000001:rule/shop/acme-test-source-shop_*",
  "arn:aws:events:eu-central-1:210000000001:rule/acme-test-source-shop_*",
];

const lossAlarm = (id: string) => ({
  name: `acme-test-source-shop_${id}_lost-events`,
  description: "Lost",
  topicArn: "arn:aws:sns:eu-central-1:200000000001:acme-test-alerts",
});

const stack = synthesizeStack(
  (scope) =>
    new SourceForwarder(scope, "Forward", {
      place: { account: "210000000001", region: "eu-central-1" },
      targetBusArn: hubBusArn,
      rules: [
        {
          id: "orders",
          name: "acme-test-source-shop_orders",
          busName: "shop",
          eventPattern: { source: ["orders"] },
          lossAlarm: lossAlarm("orders"),
        },
        {
          id: "customers",
          name: "acme-test-source-shop_customers",
          busName: "default",
          eventPattern: { source: ["c"] },
          lossAlarm: lossAlarm("customers"),
        },
      ],
      ruleNamePattern: "acme-test-source-shop_*",
      roleName: "acme-test-source-shop-forward",
      deadLetterQueue: {
        name: "acme-test-source-shop-dlq",
        kmsKeyArn: "arn:aws:kms:eu-central-1:210000000001:alias/acme-test-source-shop",
        alarm: {
          name: "acme-test-source-shop-dlq-not-empty",
          description: "Look at shop",
          topicArn: "arn:aws:sns:eu-central-1:200000000001:acme-test-alerts",
        },
      },
    }),
);
const rules = stack.resources("aws_cloudwatch_event_rule");
const targets = stack.resources("aws_cloudwatch_event_target");
const role = stack.only("aws_iam_role");
const queue = stack.only("aws_sqs_queue");

test("every rule listens on its own bus for its own pattern", () => {
  const patternsByBus = rules.map((rule) => [rule.text("event_bus_name"), rule.json("event_pattern")]);
  expect(Object.fromEntries(patternsByBus)).toEqual({ shop: { source: ["orders"] }, default: { source: ["c"] } });
});

test("every rule has one target, the bus of the other account, on the rule's own bus", () => {
  const rulesOfTargets = targets.map((target) => target.text("rule")).sort();
  expect(rulesOfTargets).toEqual(rules.map((rule) => `\${${rule.address}.name}`).sort());
  for (const target of targets) {
    const rule = rules.find(({ address }) => target.text("rule").includes(address));
    expect(target.text("arn")).toBe(hubBusArn);
    expect(target.text("event_bus_name")).toBe(rule?.text("event_bus_name"));
  }
});

test("the role may put events on the hub bus and nothing else", () => {
  expect(stack.only("aws_iam_role_policy").statements("policy")).toEqual([
    { Sid: "PutEventsOnHub", Effect: "Allow", Action: "events:PutEvents", Resource: hubBusArn },
  ]);
});

test("only rules named like these, on these buses of this account, take the role on", () => {
  const [trust] = role.statements("assume_role_policy");
  expect(trust && acceptedValues(trust, "StringEquals", "aws:SourceAccount")).toEqual(["210000000001"]);
  expect(trust && acceptedValues(trust, "ArnLike", "aws:SourceArn")).toEqual(ruleArns);
});

test("only rules named like these send to the dead-letter queue", () => {
  const [sends] = queue.statements("policy");
  expect(listOf(sends?.Action)).toEqual(["sqs:SendMessage"]);
  expect(sends && acceptedValues(sends, "ArnLike", "aws:SourceArn")).toEqual(ruleArns);
});

test("every target uses the role, once it may, and the dead-letter queue", () => {
  for (const { attributes } of targets) {
    expect(attributes).toMatchObject({
      role_arn: `\${${role.address}.arn}`,
      dead_letter_config: { arn: `\${${queue.address}.arn}` },
      depends_on: [stack.only("aws_iam_role_policy").address],
    });
  }
});

test("forwarding is tried for a full day", () => {
  for (const { attributes } of targets) {
    expect(attributes["retry_policy"]).toEqual({ maximum_event_age_in_seconds: 86_400, maximum_retry_attempts: 185 });
  }
});

test("the whole event is forwarded: a bus accepts nothing else", () => {
  for (const { attributes } of targets) {
    for (const kind of ["input", "input_path", "input_transformer"]) expect(attributes).not.toHaveProperty(kind);
  }
});

test("each rule has an alarm on what it loses: on the default bus EventBridge counts by the rule's name alone", () => {
  const alarms = stack
    .resources("aws_cloudwatch_metric_alarm")
    .filter((alarm) => alarm.text("metric_name") === "InvocationsFailedToBeSentToDlq");
  const counted = alarms.map((alarm) => [alarm.text("alarm_name"), alarm.attributes["dimensions"]]);
  expect(Object.fromEntries(counted)).toEqual({
    "acme-test-source-shop_orders_lost-events": {
      EventBusName: "shop",
      RuleName: "acme-test-source-shop_orders",
    },
    "acme-test-source-shop_customers_lost-events": {
      RuleName: "acme-test-source-shop_customers",
    },
  });
});
