import * as arn from "../../aws/arn";

const place = { account: "200000000001", region: "eu-central-1" };

test.each([
  ["eu-central-1", "aws"],
  ["us-east-1", "aws"],
  ["cn-north-1", "aws-cn"],
  ["cn-northwest-1", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
])("Region %s lies in partition %s", (region, partition) => {
  expect(arn.partitionOf(region)).toBe(partition);
});

test.each([
  ["event bus", arn.eventBusArn(place, "central"), "arn:aws:events:eu-central-1:200000000001:event-bus/central"],
  ["queue", arn.queueArn(place, "central-dlq"), "arn:aws:sqs:eu-central-1:200000000001:central-dlq"],
  ["topic", arn.topicArn(place, "alerts"), "arn:aws:sns:eu-central-1:200000000001:alerts"],
  ["key alias", arn.kmsAliasArn(place, "alias/hub"), "arn:aws:kms:eu-central-1:200000000001:alias/hub"],
  ["table", arn.tableArn(place, "users"), "arn:aws:dynamodb:eu-central-1:200000000001:table/users"],
  ["IoT topic", arn.iotTopicArn(place, "orders/*"), "arn:aws:iot:eu-central-1:200000000001:topic/orders/*"],
  [
    "group of schedules",
    arn.scheduleGroupArn(place, "hourly"),
    "arn:aws:scheduler:eu-central-1:200000000001:schedule-group/hourly",
  ],
  [
    "function as API Gateway calls it",
    arn.functionInvocationArn(place, "greeter"),
    "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:200000000001:function:greeter/invocations",
  ],
])("the ARN of a %s holds its Region and account", (_thing, actual, expected) => {
  expect(actual).toBe(expected);
});

test("the ARN of a rule on a custom bus names the bus", () => {
  expect(arn.ruleArn(place, "central", "paid")).toBe("arn:aws:events:eu-central-1:200000000001:rule/central/paid");
});

test("the ARN of a rule on the default bus does not", () => {
  expect(arn.ruleArn(place, "default", "paid")).toBe("arn:aws:events:eu-central-1:200000000001:rule/paid");
});

test("a service uses a key in its Region's name, which is longer in China", () => {
  expect(arn.viaService("sqs", place)).toBe("sqs.eu-central-1.amazonaws.com");
  expect(arn.viaService("sqs", { region: "cn-north-1" })).toBe("sqs.cn-north-1.amazonaws.com.cn");
});

test("identities have no Region", () => {
  expect(arn.roleArn(place, "deployment")).toBe("arn:aws:iam::200000000001:role/deployment");
  expect(arn.accountPrincipalArn(place)).toBe("arn:aws:iam::200000000001:root");
});

test.each([
  ["cn-north-1", "arn:aws-cn:"],
  ["us-gov-east-1", "arn:aws-us-gov:"],
])("every ARN of Region %s starts with %s", (region, start) => {
  const elsewhere = { account: "200000000001", region };
  const arns = [
    arn.eventBusArn(elsewhere, "central"),
    arn.ruleArn(elsewhere, "central", "paid"),
    arn.queueArn(elsewhere, "dlq"),
    arn.topicArn(elsewhere, "alerts"),
    arn.kmsAliasArn(elsewhere, "alias/hub"),
    arn.tableArn(elsewhere, "users"),
    arn.functionInvocationArn(elsewhere, "greeter"),
    arn.roleArn(elsewhere, "deployment"),
    arn.accountPrincipalArn(elsewhere),
  ];
  for (const each of arns) expect(each.startsWith(start)).toBe(true);
});
