/** What this project has decided for every HTTP API and function; for all stacks: security-rules.test.ts. */
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
