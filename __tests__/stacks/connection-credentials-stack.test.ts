import { namingFrom } from "../../connection/environment";
import { REPAIR_RUNS } from "../../connection/metrics";
import { namingOf } from "../../connection/names";
import { acceptedValues } from "../emitted-policy";
import { hub, sampleEnvironment } from "../sample-environment";
import { synthesizeEnvironment } from "../synthesized";

const app = synthesizeEnvironment(sampleEnvironment());
const stack = app.stack("connection-credentials");
const lambda = stack.only("aws_lambda_function");

test("the stack holds the function, its four triggers, its alarms and the operators' role, at readable addresses", () => {
  const trigger = (name: string) => [
    `aws_cloudwatch_event_rule.${name}`,
    `aws_cloudwatch_event_target.${name}`,
    `aws_cloudwatch_metric_alarm.${name}_lost`,
    `aws_lambda_permission.${name}`,
  ];
  expect(stack.addresses).toEqual(
    [
      "aws_cloudwatch_log_group.sync",
      "aws_cloudwatch_metric_alarm.no-repair",
      "aws_cloudwatch_metric_alarm.sync_dead-letters",
      "aws_cloudwatch_metric_alarm.sync_errors",
      "aws_cloudwatch_metric_alarm.sync_throttles",
      "aws_iam_role.operators",
      "aws_iam_role.sync",
      "aws_iam_role_policy.operators",
      "aws_iam_role_policy.sync",
      "aws_kms_alias.key",
      "aws_kms_key.key",
      "aws_lambda_function.sync",
      "aws_lambda_function_event_invoke_config.sync",
      "aws_sqs_queue.sync_dead-letters",
      ...trigger("secret-changed"),
      ...trigger("spec-changed"),
      ...trigger("state-changed"),
      ...trigger("repair"),
    ].sort(),
  );
});

test("the function is told where specs, secrets and connections of this environment are", () => {
  expect(lambda.attributes).toMatchObject({
    function_name: "acme-test-connection-credentials",
    timeout: 300,
    memory_size: 512,
    environment: {
      variables: {
        SPEC_PATH: "/acme/test/connections/",
        SECRET_PREFIX: "acme/test/tenants/",
        CONNECTION_PREFIX: "acme-test-",
        POWERTOOLS_SERVICE_NAME: "connection-credentials",
        POWERTOOLS_METRICS_NAMESPACE: "acme-test-event-hub",
        POWERTOOLS_LOG_LEVEL: "INFO",
      },
    },
  });
  expect(stack.only("aws_cloudwatch_log_group").attributes["retention_in_days"]).toBe(90);
});

test("the function reads from its variables what the stack meant", () => {
  const { variables } = lambda.block("environment") as { variables: Record<string, string> };
  expect(namingFrom(variables)).toEqual(namingOf(hub));
});

test("its own key lets the logs be encrypted and EventBridge leave dead letters", () => {
  const statements = stack.only("aws_kms_key").statements("policy");
  expect(statements.map(({ Sid }) => Sid)).toEqual([
    "HonourIamPolicies",
    "CloudWatchLogsEncrypts",
    "EventBridgeSendsDeadLetters",
  ]);
  expect(statements.flatMap((each) => acceptedValues(each, "ArnLike", "kms:EncryptionContext:aws:logs:arn"))).toEqual([
    "arn:aws:logs:eu-central-1:200000000001:log-group:/aws/lambda/acme-test-connection-credentials*",
  ]);
});

test("each rule may call the function and leave in its queue what it could not hand over, and no other rule", () => {
  const rules = stack.resources("aws_cloudwatch_event_rule").map((rule) => rule.text("name"));
  const arns = rules.map((name) => `arn:aws:events:eu-central-1:200000000001:rule/${name}`).sort();
  expect(rules).toHaveLength(4);
  expect(
    stack
      .resources("aws_lambda_permission")
      .map((each) => each.text("source_arn"))
      .sort(),
  ).toEqual(arns);
  const [sends] = stack.only("aws_sqs_queue").statements("policy");
  expect(sends && [...acceptedValues(sends, "ArnLike", "aws:SourceArn")].sort()).toEqual(arns);
});

test("an hour without a repair run raises an alarm", () => {
  expect(stack.resource("aws_cloudwatch_metric_alarm", "no-repair").attributes).toMatchObject({
    metric_name: REPAIR_RUNS,
    namespace: "acme-test-event-hub",
    dimensions: { service: "connection-credentials" },
    statistic: "Sum",
    period: 900,
    evaluation_periods: 4,
    comparison_operator: "LessThanThreshold",
    threshold: 1,
    treat_missing_data: "missing",
    insufficient_data_actions: ["arn:aws:sns:eu-central-1:200000000001:acme-test-alerts"],
  });
});

test("alarms watch the metrics that docs/credentials.md explains", () => {
  const watched = app.stacks
    .flatMap((each) => each.resources("aws_cloudwatch_metric_alarm"))
    .filter((alarm) => alarm.text("namespace") === "acme-test-event-hub")
    .map((alarm) => alarm.text("metric_name"));
  expect(new Set(watched)).toEqual(new Set(["RepairRuns", "SyncFailed", "ConnectionNotAuthorized", "SecretAgeDays"]));
});

test("the function has executions of its own where hub.yaml says so, and else none: new accounts have none to give", () => {
  const connectionCredentials = { reservedConcurrency: 5 };
  const reserved = synthesizeEnvironment(sampleEnvironment({ hub: { ...hub, connectionCredentials } }));
  const own = reserved.stack("connection-credentials").only("aws_lambda_function");
  expect(own.attributes["reserved_concurrent_executions"]).toBe(5);
  expect(lambda.attributes).not.toHaveProperty("reserved_concurrent_executions");
});

test("the operators' role trusts whom hub.yaml names", () => {
  const principals = ["arn:aws:iam::200000000001:role/integration-platform"];
  const named = synthesizeEnvironment(sampleEnvironment({ hub: { ...hub, operators: { principals } } }));
  const role = named.stack("connection-credentials").resource("aws_iam_role", "operators");
  expect(role.text("name")).toBe("acme-test-operators");
  expect(role.statements("assume_role_policy")).toMatchObject([
    { Condition: { ArnLike: { "aws:PrincipalArn": principals } } },
  ]);
});

test("no tenant is named in it: a tenant more changes its own stack alone", () => {
  for (const { id } of sampleEnvironment().tenants) expect(stack.fileText).not.toContain(`acme-test-${id}`);
});
