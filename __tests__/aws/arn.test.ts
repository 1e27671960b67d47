import fc from "fast-check";
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
    "API destination",
    arn.apiDestinationArn(place, "jira"),
    "arn:aws:events:eu-central-1:200000000001:api-destination/jira",
  ],
  [
    "schedule",
    arn.scheduleArn(place, "hourly", "sweep"),
    "arn:aws:scheduler:eu-central-1:200000000001:schedule/hourly/sweep",
  ],
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

test("the ARN of a policy holds its path, and no Region", () => {
  expect(arn.policyArn(place, "/hub/", "put")).toBe("arn:aws:iam::200000000001:policy/hub/put");
});

test("a queue's address is in its Region's domain", () => {
  expect(arn.queueUrl(place, "dlq")).toBe("https://sqs.eu-central-1.amazonaws.com/200000000001/dlq");
  expect(arn.queueUrl({ ...place, region: "cn-north-1" }, "dlq")).toBe(
    "https://sqs.cn-north-1.amazonaws.com.cn/200000000001/dlq",
  );
});

test("what is given by name gets its ARN, what is given by ARN keeps it", () => {
  const other = "arn:aws:lambda:eu-west-1:200000000009:function:greeter";
  expect(arn.toArn("greeter", place, arn.functionArn)).toBe(arn.functionArn(place, "greeter"));
  expect(arn.toArn(other, place, arn.functionArn)).toBe(other);
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

describe("an ARN taken apart", () => {
  test.each([
    ["arn:aws:events:eu-central-1:200000000001:event-bus/central", "event bus", "central"],
    [
      "arn:aws:events:us-east-1:200000000001:event-bus/aws.partner/crm.com/1/orders",
      "event bus",
      "aws.partner/crm.com/1/orders",
    ],
    ["arn:aws:events:eu-central-1:200000000001:rule/paid", "rule", "paid"],
    ["arn:aws:events:eu-central-1:200000000001:rule/central/paid", "rule", "paid"],
    ["arn:aws:events:eu-central-1:200000000001:api-destination/crm/0b1c2d3e", "API destination", "crm"],
    ["arn:aws:events:eu-central-1:200000000001:connection/crm_eu/0b1c2d3e", "connection", "crm_eu"],
    ["arn:aws:sqs:eu-central-1:200000000001:central-dlq", "queue", "central-dlq"],
    ["arn:aws:sns:eu-central-1:200000000001:alerts", "topic", "alerts"],
    ["arn:aws:lambda:eu-central-1:200000000001:function:pay:live", "function", "pay"],
    ["arn:aws:dynamodb:eu-central-1:200000000001:table/users/index/by-email", "table", "users"],
    [
      "arn:aws:secretsmanager:eu-central-1:200000000001:secret:acme/dev/tenants/crm-a1B2c3",
      "secret",
      "acme/dev/tenants/crm",
    ],
    ["arn:aws:iam::200000000001:role/service/deployment", "role", "deployment"],
    ["arn:aws:iam::200000000001:root", "account root", "root"],
    ["arn:aws:iam::200000000001:user/root", undefined, "user/root"],
    ["arn:aws:states:eu-central-1:200000000001:stateMachine:pay", undefined, "stateMachine:pay"],
  ])("%s is of kind %s and named %s", (text, kind, name) => {
    const parsed = arn.parseArn(text);
    expect([parsed?.kind, parsed?.name]).toEqual([kind, name]);
  });

  it("says partition, service, Region, account and resource", () => {
    expect(arn.parseArn("arn:aws-cn:lambda:cn-north-1:200000000001:function:pay:live")).toEqual({
      partition: "aws-cn",
      service: "lambda",
      region: "cn-north-1",
      account: "200000000001",
      resource: "function:pay:live",
      kind: "function",
      name: "pay",
    });
  });

  it("gives back what every ARN here is made of", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,20}$/);
    const where = fc.record({
      account: fc.stringMatching(/^[0-9]{12}$/),
      region: fc.constantFrom("eu-central-1", "cn-north-1", "us-gov-east-1"),
    });
    fc.assert(
      fc.property(where, name, name, (at, bus, each) => {
        const made: readonly (readonly [arn.ResourceKind, string])[] = [
          ["event bus", arn.eventBusArn(at, each)],
          ["rule", arn.ruleArn(at, bus, each)],
          ["rule", arn.ruleArn(at, "default", each)],
          ["queue", arn.queueArn(at, each)],
          ["topic", arn.topicArn(at, each)],
          ["function", arn.functionArn(at, each)],
          ["connection", arn.connectionArn(at, each)],
          ["table", arn.tableArn(at, each)],
        ];
        for (const [kind, text] of made) {
          expect(arn.parseArn(text)).toMatchObject({ ...at, partition: arn.partitionOf(at.region), kind, name: each });
          expect(arn.nameOfArn(kind, text)).toBe(each);
        }
        expect(arn.parseArn(arn.roleArn(at, each))).toMatchObject({ account: at.account, region: "", name: each });
        expect(arn.invokedFunctionArn(arn.functionInvocationArn(at, each))).toBe(arn.functionArn(at, each));
      }),
    );
  });

  it.each(["central", "", "arn:aws:events", "arn:aws:events:eu-central-1:200000000001:", "<hub/aws_sqs_queue.x.arn>"])(
    "is nothing where %j is none",
    (text) => {
      expect(arn.parseArn(text)).toBeUndefined();
    },
  );

  it("of a role gives the ARN of who has taken it on, without the role's path", () => {
    const roleArn = "arn:aws-cn:iam::200000000001:role/service/deployment";
    expect(arn.assumedRoleArn({ account: "200000000001", roleArn, session: "ci" })).toBe(
      "arn:aws-cn:sts::200000000001:assumed-role/deployment/ci",
    );
  });

  it("leaves alone a name, and an ARN of another kind", () => {
    expect(arn.nameOfArn("event bus", "central")).toBe("central");
    expect(arn.nameOfArn("queue", "arn:aws:sns:eu-central-1:200000000001:alerts")).toBe(
      "arn:aws:sns:eu-central-1:200000000001:alerts",
    );
  });

  it.each([
    ["a function's own ARN", "arn:aws:lambda:eu-central-1:200000000001:function:pay:live", "pay"],
    ["a web address", "https://example.com/functions/pay/invocations", undefined],
    [
      "a function named by a stage variable",
      "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:200000000001:function:${stageVariables.name}/invocations",
      undefined,
    ],
  ])("names the function that %s runs", (_uri, uri, name) => {
    expect(arn.invokedFunctionArn(uri)).toBe(name === undefined ? undefined : arn.functionArn(place, name));
  });
});
