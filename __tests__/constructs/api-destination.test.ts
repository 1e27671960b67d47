import { TerraformOutput } from "cdktf";
import { ApiDestination } from "../../constructs/api-destination";
import { synthesizeStack } from "../synthesized";

const methods = ["POST", "GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"] as const;
const props = {
  name: "acme-test-crm_orders",
  connectionArn: "arn:aws:events:eu-central-1:200000000001:connection/acme-test-crm/1",
  invocationEndpoint: "https://crm.example.com/orders/*",
  httpMethod: "POST",
  invocationRateLimitPerSecond: 5,
} as const;

test("an API destination is an endpoint, a method, a rate and a connection", () => {
  const stack = synthesizeStack((scope) => new ApiDestination(scope, "Orders", { ...props, description: "Orders" }));
  expect(stack.only("aws_cloudwatch_event_api_destination").attributes).toMatchObject({
    name: "acme-test-crm_orders",
    description: "Orders",
    connection_arn: props.connectionArn,
    invocation_endpoint: "https://crm.example.com/orders/*",
    http_method: "POST",
    invocation_rate_limit_per_second: 5,
  });
});

test.each([1, 300])("a rate of %d is emitted, the provider's default being nobody's decision", (rate) => {
  const stack = synthesizeStack(
    (scope) => new ApiDestination(scope, "Orders", { ...props, invocationRateLimitPerSecond: rate }),
  );
  const destination = stack.only("aws_cloudwatch_event_api_destination");
  expect(destination.attributes["invocation_rate_limit_per_second"]).toBe(rate);
});

test.each(methods)("EventBridge calls it with %s", (httpMethod) => {
  const stack = synthesizeStack((scope) => new ApiDestination(scope, "Orders", { ...props, httpMethod }));
  expect(stack.only("aws_cloudwatch_event_api_destination").text("http_method")).toBe(httpMethod);
});

test("its ARN is a reference, because AWS adds a part that cannot be computed", () => {
  const stack = synthesizeStack((scope) => {
    const { arn } = new ApiDestination(scope, "Orders", props);
    new TerraformOutput(scope, "Arn", { value: arn });
  });
  const { address } = stack.only("aws_cloudwatch_event_api_destination");
  expect(stack.outputs).toEqual([`\${${address}.arn}`]);
});
