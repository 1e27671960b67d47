import { sampleEnvironment, shop } from "../sample-environment";
import { synthesizeEnvironment } from "../synthesized";

const app = synthesizeEnvironment(sampleEnvironment());
const stack = app.stack("source-shop");

test("a source account holds its forwarding rules, one role, one queue and one key, at readable addresses", () => {
  expect(stack.addresses).toEqual([
    "aws_cloudwatch_event_rule.forward_customers",
    "aws_cloudwatch_event_rule.forward_orders",
    "aws_cloudwatch_event_target.forward_customers",
    "aws_cloudwatch_event_target.forward_orders",
    "aws_cloudwatch_metric_alarm.forward_customers_lost",
    "aws_cloudwatch_metric_alarm.forward_dead-letters",
    "aws_cloudwatch_metric_alarm.forward_orders_lost",
    "aws_iam_role.forward_role",
    "aws_iam_role_policy.forward_role",
    "aws_kms_alias.key",
    "aws_kms_key.key",
    "aws_sqs_queue.forward_dead-letters",
  ]);
});

test("each rule listens on the bus that the file names", () => {
  for (const { id, bus, eventPattern } of shop.forwards) {
    const rule = stack.resource("aws_cloudwatch_event_rule", `forward_${id}`);
    expect(rule.attributes).toMatchObject({ name: `acme-test-source-shop_${id}`, event_bus_name: bus });
    expect(rule.json("event_pattern")).toEqual(eventPattern);
  }
});

test("everything is forwarded to the hub bus by its computed ARN", () => {
  for (const target of stack.resources("aws_cloudwatch_event_target")) {
    expect(target.text("arn")).toBe("arn:aws:events:eu-central-1:200000000001:event-bus/acme-test-central");
  }
});

test("the queue is encrypted with a key of the source account", () => {
  expect(stack.only("aws_sqs_queue").text("kms_master_key_id")).toBe("${aws_kms_alias.key.arn}");
  const [account] = stack.only("aws_kms_key").statements("policy");
  expect(account?.Principal).toEqual({ AWS: "arn:aws:iam::210000000001:root" });
});

test("what could not be forwarded, or is lost, raises an alarm on the hub's topic that names the owner", () => {
  const alarms = stack.resources("aws_cloudwatch_metric_alarm");
  expect(alarms).toHaveLength(3);
  for (const alarm of alarms) {
    expect(alarm.attributes["alarm_actions"]).toEqual(["arn:aws:sns:eu-central-1:200000000001:acme-test-alerts"]);
    expect(alarm.text("alarm_description")).toContain("owner: Shop");
  }
});

test("an account that forwards nothing needs no stack", () => {
  expect(app.stacks.map(({ id }) => id)).not.toContain("source-identity");
});

test("a source account's resources carry its owner as a tag", () => {
  expect(stack.provider["default_tags"]).toEqual([
    {
      tags: {
        service: "event-hub",
        "cost-center": "4711",
        "managed-by": "terraform",
        environment: "test",
        stack: "source-shop",
        owner: "Shop",
      },
    },
  ]);
});
