import { DeliveryRule, type DeliveryRuleProps } from "../../constructs/delivery-rule";
import type { TargetInput } from "../../constructs/rule";
import type { ApiDestinationTarget } from "../../constructs/rule-targets/api-destination";
import { acceptedValues } from "../emitted-policy";
import { synthesizeStack } from "../synthesized";

const ownArn = "arn:aws:events:eu-central-1:200000000001:rule/acme-test-central/acme-test-crm_orders_paid";
const apiDestinationArn = "arn:aws:events:eu-central-1:200000000001:api-destination/acme-test-crm_orders/1";
const eventPattern = { source: ["com.acme.billing"], account: ["210000000002"] };
const apiDestination: ApiDestinationTarget = {
  kind: "apiDestination",
  arn: apiDestinationArn,
  roleName: "acme-test-crm_orders_paid",
};
const props: DeliveryRuleProps = {
  place: { account: "200000000001", region: "eu-central-1" },
  busName: "acme-test-central",
  name: "acme-test-crm_orders_paid",
  description: "paid to orders of tenant crm",
  trigger: { type: "events", eventPattern },
  targetId: "orders",
  target: apiDestination,
  input: { type: "event" },
  retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
  deadLetterQueue: {
    name: "acme-test-crm_orders_paid_dlq",
    kmsKeyArn: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub",
    alarm: {
      name: "acme-test-crm_orders_paid_dlq-not-empty",
      description: "Look at crm",
      topicArn: "arn:aws:sns:eu-central-1:200000000001:acme-test-alerts",
    },
  },
  lossAlarm: {
    name: "acme-test-crm_orders_paid_lost-events",
    description: "Crm lost one",
    topicArn: "arn:aws:sns:eu-central-1:200000000001:acme-test-alerts",
  },
};

function stackWith(changes: Partial<DeliveryRuleProps> = {}) {
  return synthesizeStack((scope) => new DeliveryRule(scope, "Paid", { ...props, ...changes }));
}

function targetWith(changes: Partial<DeliveryRuleProps> = {}) {
  return stackWith(changes).only("aws_cloudwatch_event_target");
}

test("the rule matches its pattern on its bus", () => {
  const rule = stackWith().only("aws_cloudwatch_event_rule");
  expect(rule.attributes).toMatchObject({
    name: "acme-test-crm_orders_paid",
    description: "paid to orders of tenant crm",
    event_bus_name: "acme-test-central",
    state: "ENABLED",
  });
  expect(rule.json("event_pattern")).toEqual(eventPattern);
});

test("the rule carries the peak that is expected of it, and no tag where none is", () => {
  const tags = (peak?: number) =>
    stackWith({ expectedPeakPerSecond: peak }).only("aws_cloudwatch_event_rule").attributes["tags"];
  expect(tags(0.5)).toEqual({ "expected-peak-per-second": "0.5" });
  expect(tags(10_000)).toEqual({ "expected-peak-per-second": "10000" });
  expect(stackWith().only("aws_cloudwatch_event_rule").attributes).not.toHaveProperty("tags");
});

test("the rule has a single target: the API destination, called with the rule's own role", () => {
  const stack = stackWith();
  expect(stack.only("aws_cloudwatch_event_target").attributes).toMatchObject({
    rule: `\${${stack.only("aws_cloudwatch_event_rule").address}.name}`,
    event_bus_name: "acme-test-central",
    target_id: "orders",
    arn: apiDestinationArn,
    role_arn: `\${${stack.only("aws_iam_role").address}.arn}`,
  });
});

test("the role may call this API destination and nothing else", () => {
  expect(stackWith().only("aws_iam_role_policy").statements("policy")).toEqual([
    {
      Sid: "InvokeApiDestination",
      Effect: "Allow",
      Action: "events:InvokeApiDestination",
      Resource: apiDestinationArn,
    },
  ]);
});

test("only this rule can take the role on and send to the dead-letter queue", () => {
  const stack = stackWith();
  const [trust] = stack.only("aws_iam_role").statements("assume_role_policy");
  const [sends] = stack.only("aws_sqs_queue").statements("policy");
  expect(trust && acceptedValues(trust, "StringEquals", "aws:SourceAccount")).toEqual(["200000000001"]);
  expect(trust && acceptedValues(trust, "ArnLike", "aws:SourceArn")).toEqual([ownArn]);
  expect(sends && acceptedValues(sends, "ArnLike", "aws:SourceArn")).toEqual([ownArn]);
});

test("what cannot be delivered goes to the rule's own dead-letter queue", () => {
  const stack = stackWith();
  expect(stack.only("aws_cloudwatch_event_target").attributes["dead_letter_config"]).toEqual({
    arn: `\${${stack.only("aws_sqs_queue").address}.arn}`,
  });
});

test("nothing is delivered before the role may deliver it", () => {
  const stack = stackWith();
  const permission = stack.only("aws_iam_role_policy").address;
  expect(stack.only("aws_cloudwatch_event_target").attributes["depends_on"]).toEqual([permission]);
});

test.each([
  [86_400, 185],
  [60, 0],
])("a retry policy of %d seconds and %d attempts is emitted", (maximumEventAgeInSeconds, maximumRetryAttempts) => {
  const target = targetWith({ retryPolicy: { maximumEventAgeInSeconds, maximumRetryAttempts } });
  expect(target.attributes["retry_policy"]).toEqual({
    maximum_event_age_in_seconds: maximumEventAgeInSeconds,
    maximum_retry_attempts: maximumRetryAttempts,
  });
});

const inputs: readonly (readonly [TargetInput, object])[] = [
  [{ type: "event" }, {}],
  [{ type: "path", path: "$.detail" }, { input_path: "$.detail" }],
  [{ type: "constant", constant: { retry: [1, null] } }, { input: '{"retry":[1,null]}' }],
  [{ type: "constant", constant: "text" }, { input: '"text"' }],
  [{ type: "constant", constant: null }, { input: "null" }],
  [
    { type: "transformer", paths: { orderId: "$.detail.orderId" }, template: '{"id": <orderId>}' },
    { input_transformer: { input_paths: { orderId: "$.detail.orderId" }, input_template: '{"id": <orderId>}' } },
  ],
  [
    { type: "transformer", template: '"From <aws.events.rule-name>"' },
    { input_transformer: { input_paths: {}, input_template: '"From <aws.events.rule-name>"' } },
  ],
];

test.each(inputs)("input %j is emitted, and no other kind of input beside it", (input, emitted) => {
  const { attributes } = targetWith({ input });
  const kinds = ["input", "input_path", "input_transformer"];
  expect(Object.fromEntries(Object.entries(attributes).filter(([name]) => kinds.includes(name)))).toEqual(emitted);
});

test("a template keeps its lines", () => {
  const template = '{\n  "id": <id>\n}\n';
  const target = targetWith({ input: { type: "transformer", paths: { id: "$.id" }, template } });
  expect(target.attributes["input_transformer"]).toEqual({ input_paths: { id: "$.id" }, input_template: template });
});

test("path parameters, headers and query string of the request are emitted as they were named", () => {
  const target = targetWith({
    target: {
      ...apiDestination,
      httpTarget: {
        pathParameterValues: ["$.detail.id"],
        headerParameters: { "Idempotency-Key": "$.id" },
        queryStringParameters: { projectKey: "SBX" },
      },
    },
  });
  expect(target.attributes["http_target"]).toEqual({
    path_parameter_values: ["$.detail.id"],
    header_parameters: { "Idempotency-Key": "$.id" },
    query_string_parameters: { projectKey: "SBX" },
  });
});

test("a request without parameters of its own has no block for them", () => {
  expect(targetWith().attributes).not.toHaveProperty("http_target");
});
