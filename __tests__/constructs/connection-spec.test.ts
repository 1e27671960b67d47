import type { ConnectionSpec as Spec } from "../../connection/spec";
import { ConnectionSpec } from "../../constructs/connection-spec";
import { synthesizeStack } from "../synthesized";

const spec: Spec = {
  name: "acme-test-mail",
  secretName: "acme/test/tenants/mail",
  description: "",
  authorization: { type: "API_KEY", apiKeyName: "Authorization" },
  invocationHttpParameters: { header: { "X-Team": "marketing", "X-Subuser": { secretKey: "subuser" } } },
  kmsKeyIdentifier: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub",
};

function parameterOf(value: Spec) {
  return synthesizeStack(
    (scope) =>
      new ConnectionSpec(scope, "Spec", { parameterName: "/acme/test/connections/mail", spec: value, after: [] }),
  ).only("aws_ssm_parameter");
}

/** A spec whose JSON is exactly so many characters long. */
function specOf(characters: number): Spec {
  return { ...spec, description: "d".repeat(characters - JSON.stringify(spec).length) };
}

test("the parameter holds the connection as it is meant to be", () => {
  expect(parameterOf(spec).json("insecure_value")).toEqual(spec);
});

test("a secret value is named by its key, never written", () => {
  expect(parameterOf(spec).json("insecure_value")).toMatchObject({
    secretName: "acme/test/tenants/mail",
    invocationHttpParameters: { header: { "X-Subuser": { secretKey: "subuser" } } },
  });
});

test("a plan shows the value, because nothing in it is sensitive", () => {
  const parameter = parameterOf(spec);
  expect(parameter.attributes).toMatchObject({ name: "/acme/test/connections/mail", type: "String" });
  expect(parameter.attributes).not.toHaveProperty("value");
});

test.each([
  [4_096, "Standard"],
  [4_097, "Advanced"],
  [8_192, "Advanced"],
])("a spec of %d characters is a parameter of tier %s", (characters, tier) => {
  const parameter = parameterOf(specOf(characters));
  expect(parameter.text("insecure_value")).toHaveLength(characters);
  expect(parameter.text("tier")).toBe(tier);
});

test("a spec that no parameter can hold is an error that names the connection and both numbers", () => {
  expect(() => parameterOf(specOf(8_193))).toThrow(
    "The spec of connection acme-test-mail has 8193 characters; an SSM parameter holds 8192",
  );
});
