import { acceptedValues, listOf } from "../emitted-policy";
import { sampleEnvironment } from "../sample-environment";
import { orders, sampleApplications, signup } from "../sample-applications";
import { synthesizeEnvironment } from "../synthesized";

const app = synthesizeEnvironment(sampleApplications);
const inHub = app.stack("functions-orders");
const inSource = app.stack("functions-signup");
const BUS = "arn:aws:events:eu-central-1:200000000001:event-bus/acme-test-central";

test("functions live in the account that their file names", () => {
  expect(inHub.provider["allowed_account_ids"]).toEqual(["200000000001"]);
  expect(inSource.provider["allowed_account_ids"]).toEqual(["210000000003"]);
});

test("what a function needs stands at readable addresses", () => {
  expect(inSource.addresses.filter((address) => address.includes("publish-pending"))).toEqual([
    "aws_cloudwatch_log_group.functions_publish-pending",
    "aws_cloudwatch_metric_alarm.functions_publish-pending_dead-letters",
    "aws_cloudwatch_metric_alarm.functions_publish-pending_errors",
    "aws_cloudwatch_metric_alarm.functions_publish-pending_throttles",
    "aws_iam_role.functions_publish-pending",
    "aws_iam_role.functions_publish-pending_schedule_role",
    "aws_iam_role_policy.functions_publish-pending",
    "aws_iam_role_policy.functions_publish-pending_schedule_role",
    "aws_lambda_function.functions_publish-pending",
    "aws_lambda_function_event_invoke_config.functions_publish-pending",
    "aws_scheduler_schedule.functions_publish-pending_schedule",
    "aws_scheduler_schedule_group.functions_publish-pending_schedule",
    "aws_sqs_queue.functions_publish-pending_dead-letters",
  ]);
});

test("variables hold names of tables, prefixes of topics, the bus and the largest request", () => {
  expect(inSource.resource("aws_lambda_function", "functions_create-user").attributes).toMatchObject({
    environment: {
      variables: {
        USERS_TABLE: "acme-test_signup_users",
        BUS,
        TONE: "polite",
        MAXIMUM_REQUEST_BYTES: "65536",
      },
    },
  });
  expect(inHub.resource("aws_lambda_function", "functions_tell-customer").attributes).toMatchObject({
    environment: { variables: { TOPIC: "orders/customer" } },
    reserved_concurrent_executions: 5,
  });
});

/** The statements of a function's role that its file asks for, by Sid. */
function granted(stack: typeof inHub, id: string) {
  const own = ["WriteLogs", "LeaveDeadLetters", "EncryptDeadLetters", "WriteTraces"];
  const statements = stack.resource("aws_iam_role_policy", `functions_${id}`).statements("policy");
  return new Map(statements.filter(({ Sid }) => !own.includes(Sid)).map((statement) => [statement.Sid, statement]));
}

test("a function may do with tables what its file says, and nothing more", () => {
  expect([...granted(inSource, "create-user").keys()]).toEqual(["WriteTables", "UseKeyOfTables", "PutEventsOnHub"]);
  expect([...granted(inSource, "publish-pending").keys()]).toEqual(["ReadTables", "WriteTables", "UseKeyOfTables"]);
  expect(listOf(granted(inSource, "publish-pending").get("ReadTables")?.Resource)).toEqual([
    "arn:aws:dynamodb:eu-central-1:210000000003:table/acme-test_signup_users",
    "arn:aws:dynamodb:eu-central-1:210000000003:table/acme-test_signup_users/index/pending",
  ]);
});

test("a function that publishes may put just its events on the central bus", () => {
  const statement = granted(inSource, "create-user").get("PutEventsOnHub");
  expect(statement).toMatchObject({ Action: "events:PutEvents", Resource: BUS });
  const allowed = ["events:source", "events:detail-type"].map(
    (key) => statement && acceptedValues(statement, "ForAllValues:StringEquals", key),
  );
  expect(allowed).toEqual([["com.acme.identity"], ["Password Reset Requested"]]);
});

test("a function may publish to the topics below its prefix", () => {
  expect(granted(inHub, "tell-customer").get("PublishToTopics")).toMatchObject({
    Action: "iot:Publish",
    Resource: ["arn:aws:iot:eu-central-1:200000000001:topic/orders/customer/*"],
  });
});

test("a rule on the central bus runs a function with the whole event, tried as its file says", () => {
  const rule = inHub.resource("aws_cloudwatch_event_rule", "functions_capture_order-placed");
  expect(rule.attributes).toMatchObject({
    name: "acme-test_orders_capture_order-placed",
    event_bus_name: "acme-test-central",
    description: "Keeps every order",
  });
  expect(rule.json("event_pattern")).toEqual({ source: ["com.acme.shop.orders"], account: ["210000000001"] });
  const target = inHub.resource("aws_cloudwatch_event_target", "functions_capture_order-placed");
  expect(target.attributes).toMatchObject({
    arn: "${aws_lambda_function.functions_capture.arn}",
    retry_policy: { maximum_event_age_in_seconds: 86_400, maximum_retry_attempts: 185 },
    dead_letter_config: { arn: "${aws_sqs_queue.functions_capture_dead-letters.arn}" },
    depends_on: ["aws_lambda_permission.functions_capture_order-placed"],
  });
  for (const input of ["input", "input_path", "input_transformer", "role_arn"]) {
    expect(target.attributes).not.toHaveProperty(input);
  }
});

test("only that rule may run the function, and leave what it could not deliver in its queue", () => {
  const rule = "arn:aws:events:eu-central-1:200000000001:rule/acme-test-central/acme-test_orders_capture_order-placed";
  expect(inHub.resource("aws_lambda_permission", "functions_capture_order-placed").attributes).toMatchObject({
    principal: "events.amazonaws.com",
    source_arn: rule,
  });
  const [sends] = inHub.resource("aws_sqs_queue", "functions_capture_dead-letters").statements("policy");
  expect(sends && acceptedValues(sends, "ArnLike", "aws:SourceArn")).toEqual([rule]);
});

test("nobody but the function leaves letters in the queue of one that no rule runs", () => {
  const statements = inSource.resource("aws_sqs_queue", "functions_create-user_dead-letters").statements("policy");
  expect(statements.map(({ Effect }) => Effect)).toEqual(["Deny"]);
});

test("a schedule runs its function in UTC, by a role that only its own group takes on", () => {
  expect(inSource.only("aws_scheduler_schedule").attributes).toMatchObject({
    name: "acme-test_signup_publish-pending",
    group_name: "${aws_scheduler_schedule_group.functions_publish-pending_schedule.name}",
    schedule_expression: "rate(1 minute)",
    schedule_expression_timezone: "UTC",
    flexible_time_window: { mode: "OFF" },
    target: {
      arn: "${aws_lambda_function.functions_publish-pending.arn}",
      role_arn: "${aws_iam_role.functions_publish-pending_schedule_role.arn}",
      dead_letter_config: { arn: "${aws_sqs_queue.functions_publish-pending_dead-letters.arn}" },
    },
  });
  const role = inSource.resource("aws_iam_role", "functions_publish-pending_schedule_role");
  expect(role.statements("assume_role_policy")).toMatchObject([
    {
      Principal: { Service: "scheduler.amazonaws.com" },
      Condition: {
        StringEquals: {
          "aws:SourceAccount": "210000000003",
          "aws:SourceArn":
            "arn:aws:scheduler:eu-central-1:210000000003:schedule-group/acme-test_signup_publish-pending",
        },
      },
    },
  ]);
});

test("every alarm goes to the hub's topic and says whom it concerns", () => {
  for (const alarm of [
    ...inHub.resources("aws_cloudwatch_metric_alarm"),
    ...inSource.resources("aws_cloudwatch_metric_alarm"),
  ]) {
    expect(alarm.attributes["alarm_actions"]).toEqual(["arn:aws:sns:eu-central-1:200000000001:acme-test-alerts"]);
    expect(alarm.text("alarm_description")).toContain(
      "Owner: Shop, shop@acme.example. Runbook: https://wiki.acme.example/runbooks/shop",
    );
  }
});

test("a second consumer changes nothing of the first, nor of the API before it", () => {
  const [first, second] = orders.functions;
  if (first === undefined || second === undefined) throw new Error("The sample has two consumers");
  const alone = synthesizeEnvironment(
    sampleEnvironment({ functions: [{ ...orders, functions: [first] }, signup], ingress: sampleApplications.ingress }),
  );
  expect(alone.stack("ingress-orders").fileText).toBe(app.stack("ingress-orders").fileText);
  for (const resource of alone.stack("functions-orders").resources()) {
    expect(inHub.resource(resource.type, resource.name).attributes).toEqual(resource.attributes);
  }
});
