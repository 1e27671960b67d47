/** What must hold for every emitted HTTP API, function and table; other rules for all stacks: security-rules.test.ts. */
import { sampleApplications } from "./sample-applications";
import { everyResource, synthesizeEnvironment, type Resource } from "./synthesized";

const app = synthesizeEnvironment(sampleApplications);

function all(type: string): readonly Resource[] {
  return everyResource(type, app.stacks);
}

test("a function may be run only by a named rule, or by one route of an API", () => {
  for (const permission of all("aws_lambda_permission")) {
    expect(permission.attributes).toMatchObject({ action: "lambda:InvokeFunction" });
    expect(`${permission.text("principal")} for ${permission.text("source_arn")}`).toMatch(
      /^(events\.amazonaws\.com for (arn:[^*?]+|\$\{aws_cloudwatch_event_rule\.[\w-]+\.arn\})|apigateway\.amazonaws\.com for \$\{aws_apigatewayv2_api\.api\.execution_arn\}\/\*\/[A-Z]+\/[^*]*)$/,
    );
  }
});

test("a route that nobody guards is one that is said to be public", () => {
  const open = all("aws_apigatewayv2_route").filter((route) => route.text("authorization_type") === "NONE");
  const said = sampleApplications.ingress
    .flatMap(({ routes }) => routes)
    .flatMap(({ method, path, authorizer }) => (authorizer.type === "NONE" ? [`${method} ${path}`] : []));
  expect(open.map((route) => route.text("route_key"))).toEqual(said);
});

test("every API limits its requests and logs them [CKV_AWS_95, APIGateway.9]", () => {
  for (const stage of all("aws_apigatewayv2_stage")) {
    expect(stage.block("default_route_settings")).toMatchObject({
      throttling_rate_limit: expect.any(Number) as unknown,
      throttling_burst_limit: expect.any(Number) as unknown,
    });
    expect(stage.block("access_log_settings")["destination_arn"]).toMatch(/^\$\{aws_cloudwatch_log_group\./);
  }
});

test("every table is encrypted with a key of the customer and can be restored [CKV_AWS_119, CKV_AWS_28]", () => {
  for (const table of all("aws_dynamodb_table")) {
    expect(table.block("server_side_encryption")["kms_key_arn"]).toMatch(/^\$\{aws_kms_key\./);
    expect(table.block("point_in_time_recovery")).toEqual({ enabled: true });
  }
});
