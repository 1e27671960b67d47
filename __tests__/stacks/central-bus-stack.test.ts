import { hubResources } from "../../stacks/central-bus-stack";
import { acceptedValues, allowing } from "../emitted-policy";
import { hub, identity, sampleEnvironment, shop } from "../sample-environment";
import { synthesizeEnvironment } from "../synthesized";

const stack = synthesizeEnvironment(sampleEnvironment()).stack("central-bus");
const busArn = "arn:aws:events:eu-central-1:200000000001:event-bus/acme-test-central";

test("the hub is a bus with policy, archive, key, dead letters and the alert topic, at readable addresses", () => {
  expect(stack.addresses).toEqual([
    "aws_cloudwatch_event_archive.bus",
    "aws_cloudwatch_event_bus.bus",
    "aws_cloudwatch_event_bus_policy.bus-policy",
    "aws_cloudwatch_metric_alarm.dead-letters",
    "aws_kms_alias.alert-key",
    "aws_kms_alias.dead-letter-key",
    "aws_kms_alias.key",
    "aws_kms_key.alert-key",
    "aws_kms_key.dead-letter-key",
    "aws_kms_key.key",
    "aws_sns_topic.alerts",
    "aws_sns_topic_policy.alerts",
    "aws_sns_topic_subscription.alerts_integration-platform-test-b45135fc",
    "aws_sqs_queue.dead-letters",
  ]);
});

test.each([
  ["aws_cloudwatch_event_bus", "kms_key_identifier", "key"],
  ["aws_sqs_queue", "kms_master_key_id", "dead-letter-key"],
  ["aws_sns_topic", "kms_master_key_id", "alert-key"],
])("%s has a key of its own, created before it", (type, argument, key) => {
  expect(stack.only(type).text(argument)).toBe(`\${aws_kms_alias.${key}.arn}`);
});

test("each key lets in who uses it, and nobody else", () => {
  const sids = stack
    .resources("aws_kms_key")
    .map((key) => [key.name, key.statements("policy").map(({ Sid }) => Sid)] as const);
  expect(Object.fromEntries(sids)).toEqual({
    key: ["HonourIamPolicies", "EventBridgeValidatesKey", "EventBridgeEncryptsBus"],
    "dead-letter-key": ["HonourIamPolicies", "EventBridgeSendsDeadLetters"],
    "alert-key": ["HonourIamPolicies", "CloudWatchPublishesAlarms"],
  });
});

test("the policy stands on this bus and admits every source account, whether it forwards or not", () => {
  const policy = stack.only("aws_cloudwatch_event_bus_policy");
  expect(policy.text("event_bus_name")).toBe("${aws_cloudwatch_event_bus.bus.name}");
  const admitted = allowing(policy.statements("policy")).map(({ Sid, Resource, Condition }) => ({
    Sid,
    Resource,
    sources: Condition?.["ForAllValues:StringEquals"]?.["events:source"],
    detailTypes: Condition?.["ForAllValues:StringEquals"]?.["events:detail-type"],
  }));
  expect(admitted).toEqual([
    { Sid: "PublishBilling", Resource: busArn, sources: ["com.acme.billing"], detailTypes: undefined },
    { Sid: "PublishIdentity", Resource: busArn, ...identity.publishes },
    { Sid: "PublishShop", Resource: busArn, ...shop.publishes },
  ]);
});

test("publishers belong to the organization", () => {
  for (const statement of allowing(stack.only("aws_cloudwatch_event_bus_policy").statements("policy"))) {
    expect(acceptedValues(statement, "StringEquals", "aws:PrincipalOrgID")).toEqual(["o-a1b2c3d4e5"]);
  }
});

test("only the bus itself sends to its dead-letter queue", () => {
  const [sends] = stack.only("aws_sqs_queue").statements("policy");
  expect(sends && acceptedValues(sends, "ArnLike", "aws:SourceArn")).toEqual([busArn]);
});

test("alarms of the hub account and of every source account reach the topic", () => {
  const [publishes] = stack.only("aws_sns_topic_policy").statements("policy");
  expect(publishes && [...acceptedValues(publishes, "StringEquals", "aws:SourceAccount")].sort()).toEqual([
    "200000000001",
    "210000000001",
    "210000000002",
    "210000000003",
  ]);
});

test("what other stacks compute of the hub is what the hub is called", () => {
  const resources = hubResources(hub);
  expect(resources).toMatchObject({
    busName: stack.only("aws_cloudwatch_event_bus").text("name"),
    busArn,
    keyArn: `arn:aws:kms:eu-central-1:200000000001:${stack.resource("aws_kms_alias", "key").text("name")}`,
    alertTopicArn: `arn:aws:sns:eu-central-1:200000000001:${stack.only("aws_sns_topic").text("name")}`,
  });
});

test("events are archived for as long as hub.yaml says", () => {
  expect(stack.only("aws_cloudwatch_event_archive").attributes["retention_days"]).toBe(14);
});
