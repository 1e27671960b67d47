import path from "node:path";
import { EncryptionKey } from "../../constructs/encryption-key";
import { functionBundle } from "../../constructs/function-bundle";
import { NodeFunction } from "../../constructs/node-function";
import { allowing } from "../emitted-policy";
import { synthesizeStack } from "../synthesized";

const place = { account: "200000000001", region: "eu-central-1" };
const topicArn = "arn:aws:sns:eu-central-1:200000000001:acme-test-alerts";
const entry = path.join(__dirname, "sample-function", "index.ts");

const stack = synthesizeStack((scope) => {
  const key = new EncryptionKey(scope, "Key", { place, alias: "alias/acme-test", description: "test", statements: [] });
  new NodeFunction(scope, "Greeter", {
    place,
    names: {
      function: "acme-test-greeter",
      role: "acme-test-greeter",
      logGroup: "/aws/lambda/acme-test-greeter",
      deadLetterQueue: "acme-test-greeter-dlq",
      deadLetterAlarm: "acme-test-greeter-dlq-not-empty",
      errorsAlarm: "acme-test-greeter-errors",
      throttlesAlarm: "acme-test-greeter-throttles",
    },
    description: "Says hello",
    entry,
    environment: { TONE: "polite" },
    timeoutSeconds: 30,
    memoryMegabytes: 256,
    reservedConcurrency: 5,
    statements: [
      { Sid: "ReadGreetings", Effect: "Allow", Action: "ssm:GetParameter", Resource: "arn:aws:ssm:::parameter/x" },
    ],
    logRetentionDays: 90,
    key,
    ruleArns: ["arn:aws:events:eu-central-1:200000000001:rule/acme-test-greet"],
    alarms: { topicArn, advice: "Tell the greeters." },
  });
});
const lambda = stack.only("aws_lambda_function");

test("the function runs the bundled handler on Node 22 and arm64", () => {
  expect(lambda.attributes).toMatchObject({
    function_name: "acme-test-greeter",
    runtime: "nodejs22.x",
    architectures: ["arm64"],
    handler: "index.handler",
    source_code_hash: functionBundle(entry).sha256,
    environment: { variables: { TONE: "polite" } },
    timeout: 30,
    memory_size: 256,
    reserved_concurrent_executions: 5,
    tracing_config: { mode: "Active" },
  });
});

test("the path of the code names its content, so a plan shows a change of it", () => {
  expect(lambda.text("filename")).toMatch(/^assets\/\w+\/[0-9a-f]{16}\/\w+.*\.zip$/);
});

test("the log group is there before the function, encrypted and with an end", () => {
  const logs = stack.only("aws_cloudwatch_log_group");
  expect(logs.attributes).toMatchObject({
    name: "/aws/lambda/acme-test-greeter",
    retention_in_days: 90,
    kms_key_id: `\${${stack.only("aws_kms_key").address}.arn}`,
  });
  expect(lambda.attributes["depends_on"]).toContain(logs.address);
});

test("the role may do what it was given, write its log and traces, and leave its dead letters; nothing else", () => {
  const actions = stack
    .only("aws_iam_role_policy")
    .statements("policy")
    .flatMap(({ Action }) => Action)
    .sort();
  expect(actions).toEqual([
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "sqs:SendMessage",
    "ssm:GetParameter",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
  ]);
  expect(allowing(stack.only("aws_iam_role").statements("assume_role_policy"))).toMatchObject([
    { Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
  ]);
});

test("an event that the function fails on goes to the queue after two more attempts", () => {
  expect(stack.only("aws_lambda_function_event_invoke_config").attributes).toMatchObject({
    maximum_retry_attempts: 2,
    destination_config: { on_failure: { destination: `\${${stack.only("aws_sqs_queue").address}.arn}` } },
  });
});

test("errors, throttles and dead letters raise alarms that say whom to tell", () => {
  const alarms = stack.resources("aws_cloudwatch_metric_alarm");
  expect(alarms.map((alarm) => alarm.text("metric_name")).sort()).toEqual([
    "ApproximateNumberOfMessagesVisible",
    "Errors",
    "Throttles",
  ]);
  for (const alarm of alarms) {
    expect(alarm.text("alarm_description")).toMatch(/Tell the greeters\.$/);
    expect(alarm.attributes["alarm_actions"]).toEqual([topicArn]);
  }
});
