import { sampleApplications } from "../sample-applications";
import { synthesizeEnvironment } from "../synthesized";

const app = synthesizeEnvironment(sampleApplications);

test("an API is applied after the hub, and after the functions that it calls", () => {
  expect(app.stack("ingress-orders").dependencies).toEqual(["central-bus"]);
  expect([...app.stack("ingress-signup").dependencies].sort()).toEqual(["central-bus", "functions-signup"]);
  expect(app.stack("functions-signup").dependencies).toEqual(["central-bus"]);
});

test("an API that makes events of requests holds no function, at readable addresses", () => {
  expect(app.stack("ingress-orders").addresses).toEqual([
    "aws_apigatewayv2_api.api",
    "aws_apigatewayv2_integration.api_routes_place-order",
    "aws_apigatewayv2_route.api_routes_place-order",
    "aws_apigatewayv2_stage.api_stage",
    "aws_cloudwatch_log_group.api_access-log",
    "aws_cloudwatch_metric_alarm.api_server-errors",
    "aws_iam_role.api_routes_place-order_role",
    "aws_iam_role_policy.api_routes_place-order_role",
    "aws_kms_alias.key",
    "aws_kms_key.key",
  ]);
});

test("a function is named by the ARN that its own stack gives it", () => {
  const name = app.stack("functions-signup").resource("aws_lambda_function", "functions_create-user");
  const arn = `arn:aws:lambda:eu-central-1:210000000003:function:${name.text("function_name")}`;
  const permissions = app.stack("ingress-signup").resources("aws_lambda_permission");
  expect(permissions.map((permission) => permission.text("function_name"))).toEqual([arn, arn, arn]);
  expect(new Set(permissions.map((permission) => permission.text("statement_id"))).size).toBe(3);
});

test("the key of the access log lets CloudWatch encrypt just that log", () => {
  const [, logs] = app.stack("ingress-signup").only("aws_kms_key").statements("policy");
  expect(logs?.Condition).toEqual({
    ArnLike: {
      "kms:EncryptionContext:aws:logs:arn":
        "arn:aws:logs:eu-central-1:210000000003:log-group:/aws/vendedlogs/apigateway/acme-test_signup*",
    },
  });
});

test("an alarm of an API goes to the hub's topic and says whom it concerns", () => {
  const alarm = app.stack("ingress-orders").only("aws_cloudwatch_metric_alarm");
  expect(alarm.attributes["alarm_actions"]).toEqual(["arn:aws:sns:eu-central-1:200000000001:acme-test-alerts"]);
  expect(alarm.text("alarm_description")).toMatch(/Owner: Shop, shop@acme\.example\. Runbook: https:\S+$/);
});

test("the stacks of tenants and sources are the same with and without functions and APIs", () => {
  const before = synthesizeEnvironment({ ...sampleApplications, functions: [], ingress: [] });
  for (const { id, fileText } of before.stacks) expect(app.stack(id).fileText).toBe(fileText);
});

test("every reference names a resource of the same stack", () => {
  for (const { addresses, fileText } of app.stacks) {
    for (const [, reference = ""] of fileText.matchAll(/(?<!\$)\$\{([^}]*)\}/g)) {
      expect(addresses).toContain(reference.replace(/\.\w+$/, ""));
    }
  }
});
