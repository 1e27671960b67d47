import { EncryptionKey } from "../../constructs/encryption-key";
import { HttpApi, type HttpApiRoute, type RouteAuthorizer } from "../../constructs/http-api";
import { acceptedValues } from "../emitted-policy";
import { synthesizeStack } from "../synthesized";

const place = { account: "210000000001", region: "eu-central-1" };
const busArn = "arn:aws:events:eu-central-1:200000000001:event-bus/acme-test-central";
const topicArn = "arn:aws:sns:eu-central-1:200000000001:acme-test-alerts";

function route(id: string, authorizer: RouteAuthorizer, changes: Partial<HttpApiRoute> = {}): HttpApiRoute {
  return {
    id,
    method: "POST",
    path: `/${id}`,
    authorizer,
    integration: { type: "event", busArn, source: "com.acme.shop", detailType: "Order Placed", roleName: `role-${id}` },
    ...changes,
  };
}

function synthesizeApi(routes: readonly HttpApiRoute[]) {
  return synthesizeStack((scope) => {
    const key = new EncryptionKey(scope, "Key", { place, alias: "alias/acme-test", description: "t", statements: [] });
    new HttpApi(scope, "Api", {
      place,
      name: "acme-test_orders",
      description: "Orders",
      routes,
      throttling: { rateLimit: 50, burstLimit: 100 },
      accessLog: { name: "/aws/vendedlogs/apigateway/acme-test_orders", retentionDays: 30, key },
      alarm: { name: "acme-test_orders-server-errors", description: "Look at orders", topicArn },
    });
  });
}

const jwt = (audience: readonly string[], scopes?: readonly string[]): RouteAuthorizer => ({
  type: "JWT",
  issuer: "https://login.acme.example/",
  audience,
  scopes,
});

const stack = synthesizeApi([
  route("direct", { type: "IAM" }),
  route("open", { type: "NONE", public: true }, { throttling: { rateLimit: 1, burstLimit: 2 } }),
  route("answered", jwt(["a", "b"], ["orders:write"]), {
    method: "PUT",
    path: "/orders/{orderId}",
    integration: { type: "function", functionName: "acme-test_orders_answer", statementId: "route_orders_answered" },
  }),
  route("likewise", jwt(["b", "a"])),
  route("elsewhere", jwt(["c"])),
]);
const routeOf = (id: string) => stack.resources("aws_apigatewayv2_route").find(({ name }) => name.includes(`_${id}_`));
const integrationOf = (id: string) =>
  stack.resources("aws_apigatewayv2_integration").find(({ name }) => name.includes(`_${id}_`));

test("the source and detail-type of a direct event are the route's, its detail the body, its bus the given one", () => {
  expect(integrationOf("direct")?.attributes).toMatchObject({
    integration_type: "AWS_PROXY",
    integration_subtype: "EventBridge-PutEvents",
    payload_format_version: "1.0",
    request_parameters: {
      EventBusName: busArn,
      Source: "com.acme.shop",
      DetailType: "Order Placed",
      Detail: "$request.body",
    },
  });
});

test("the role of a direct event may put just that event on just that bus, and only API Gateway takes it on", () => {
  const role = stack.resources("aws_iam_role").find(({ name }) => name.includes("_direct_"));
  const policy = stack.resources("aws_iam_role_policy").find(({ name }) => name.includes("_direct_"));
  expect(integrationOf("direct")?.attributes["credentials_arn"]).toBe(`\${${role?.address ?? ""}.arn}`);
  expect(role?.statements("assume_role_policy")).toMatchObject([
    { Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" },
  ]);
  const [statement, ...others] = policy?.statements("policy") ?? [];
  expect(others).toEqual([]);
  expect(statement).toMatchObject({ Action: "events:PutEvents", Resource: busArn });
  for (const [key, value] of [
    ["events:source", "com.acme.shop"],
    ["events:detail-type", "Order Placed"],
  ] as const) {
    expect(statement && acceptedValues(statement, "ForAllValues:StringEquals", key)).toEqual([value]);
    expect(statement && acceptedValues(statement, "Null", key)).toEqual(["false"]);
  }
});

test("a function is called by its ARN in payload format 2.0, and lets just the route run it", () => {
  const functionArn = "arn:aws:lambda:eu-central-1:210000000001:function:acme-test_orders_answer";
  expect(integrationOf("answered")?.attributes).toMatchObject({
    integration_method: "POST",
    integration_uri: `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
    payload_format_version: "2.0",
  });
  expect(stack.only("aws_lambda_permission").attributes).toMatchObject({
    function_name: functionArn,
    principal: "apigateway.amazonaws.com",
    source_arn: `\${${stack.only("aws_apigatewayv2_api").address}.execution_arn}/*/PUT/orders/{orderId}`,
  });
});

test("each route asks for what its authorizer says", () => {
  expect(routeOf("direct")?.attributes).toMatchObject({ route_key: "POST /direct", authorization_type: "AWS_IAM" });
  expect(routeOf("open")?.attributes).toMatchObject({ route_key: "POST /open", authorization_type: "NONE" });
  expect(routeOf("answered")?.attributes).toMatchObject({
    route_key: "PUT /orders/{orderId}",
    authorization_type: "JWT",
    authorization_scopes: ["orders:write"],
  });
  expect(routeOf("likewise")?.attributes).not.toHaveProperty("authorization_scopes");
});

test("routes with the same issuer and audience share an authorizer, in whichever order they name them", () => {
  const authorizers = stack.resources("aws_apigatewayv2_authorizer");
  expect(authorizers.map((each) => each.block("jwt_configuration"))).toEqual([
    { issuer: "https://login.acme.example/", audience: ["a", "b"] },
    { issuer: "https://login.acme.example/", audience: ["c"] },
  ]);
  const asked = ["answered", "likewise", "elsewhere"].map((id) => routeOf(id)?.attributes["authorizer_id"]);
  expect(asked[0]).toBe(asked[1]);
  expect(asked[2]).not.toBe(asked[0]);
});

test("the stage limits every route, and those with limits of their own after they are there", () => {
  const stage = stack.only("aws_apigatewayv2_stage").attributes;
  expect(stage).toMatchObject({
    name: "$default",
    auto_deploy: true,
    default_route_settings: { throttling_rate_limit: 50, throttling_burst_limit: 100 },
    route_settings: [{ route_key: "POST /open", throttling_rate_limit: 1, throttling_burst_limit: 2 }],
  });
  expect(stage["depends_on"]).toHaveLength(5);
});

test("the access log is JSON, encrypted, ends, and holds neither body nor token nor query string", () => {
  const { format } = stack.only("aws_apigatewayv2_stage").block("access_log_settings");
  const variables = Object.values(JSON.parse(String(format)) as Record<string, string>);
  expect(variables.filter((variable) => !/^\$context\.[\w.]+$/.test(variable))).toEqual([]);
  expect(variables.filter((variable) => /body|claims|path|query/i.test(variable))).toEqual([]);
  expect(stack.only("aws_cloudwatch_log_group").attributes).toMatchObject({
    retention_in_days: 30,
    kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\./) as unknown,
  });
});

test("answers of 500 and above raise an alarm", () => {
  expect(stack.only("aws_cloudwatch_metric_alarm").attributes).toMatchObject({
    namespace: "AWS/ApiGateway",
    metric_name: "5xx",
    threshold: 0,
    alarm_description: "Look at orders",
    alarm_actions: [topicArn],
  });
});
