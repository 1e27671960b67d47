import { AlertTopic, type AlertTopicProps } from "../../constructs/alert-topic";
import { acceptedValues, allowing } from "../emitted-policy";
import { synthesizeStack } from "../synthesized";

const arn = "arn:aws:sns:eu-central-1:200000000001:acme-test-alerts";
const props: AlertTopicProps = {
  place: { account: "200000000001", region: "eu-central-1" },
  name: "acme-test-alerts",
  kmsKeyArn: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub",
  alarmAccounts: ["200000000001", "210000000001"],
  emails: ["platform@acme.example", "platform+test@acme.example"],
};

function topicWith(changes: Partial<AlertTopicProps> = {}) {
  return synthesizeStack((scope) => new AlertTopic(scope, "Alerts", { ...props, ...changes }));
}

test("the topic is encrypted with the given key", () => {
  expect(topicWith().only("aws_sns_topic").attributes).toMatchObject({
    name: "acme-test-alerts",
    kms_master_key_id: props.kmsKeyArn,
  });
});

test("only CloudWatch publishes, for the alarms of the named accounts, to this topic", () => {
  const statements = topicWith().only("aws_sns_topic_policy").statements("policy");
  expect(allowing(statements)).toEqual([
    {
      Sid: "CloudWatchPublishesAlarms",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: arn,
      Condition: { StringEquals: { "aws:SourceAccount": ["200000000001", "210000000001"] } },
    },
  ]);
});

test("nobody publishes without TLS", () => {
  const statements = topicWith().only("aws_sns_topic_policy").statements("policy");
  const [deny] = statements.filter(({ Effect }) => Effect === "Deny");
  expect(deny).toMatchObject({ Principal: "*", Action: "sns:Publish", Resource: arn });
  expect(deny && acceptedValues(deny, "Bool", "aws:SecureTransport")).toEqual(["false"]);
});

test("every address is subscribed to this topic by mail", () => {
  const stack = topicWith();
  const topic = stack.only("aws_sns_topic");
  const subscriptions = stack.resources("aws_sns_topic_subscription");
  expect(subscriptions.map((subscription) => subscription.text("endpoint")).sort()).toEqual([
    "platform+test@acme.example",
    "platform@acme.example",
  ]);
  for (const subscription of subscriptions) {
    expect(subscription.text("protocol")).toBe("email");
    expect(subscription.text("topic_arn")).toBe(`\${${topic.address}.arn}`);
  }
});

test("removing one subscriber leaves the others' addresses alone", () => {
  const all = topicWith().resources("aws_sns_topic_subscription");
  const [left] = topicWith({ emails: ["platform+test@acme.example"] }).resources("aws_sns_topic_subscription");
  const same = all.find((subscription) => subscription.text("endpoint") === "platform+test@acme.example");
  expect(left?.address).toBe(same?.address);
});

test("an address that is written twice is subscribed once", () => {
  const twice = topicWith({ emails: ["platform@acme.example", "platform@acme.example"] });
  expect(twice.resources("aws_sns_topic_subscription")).toHaveLength(1);
});

test("a topic that nobody reads yet is a topic all the same", () => {
  expect(topicWith({ emails: [] }).resources("aws_sns_topic_subscription")).toEqual([]);
});
