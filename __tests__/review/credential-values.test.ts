import fc from "fast-check";
import { credentialsOfPlan, credentialsOfTerraform, saidWithoutCredentials } from "../../review";
import { plan } from "./plans";

const CANARY = "canary-of-plain-words";

test.each([
  ["a password", { password: CANARY }],
  ["the parameters of a connection", { auth_parameters: { api_key: { key: "X-Key", value: CANARY } } }],
  ["the environment of a function", { environment: [{ variables: { COLOUR: CANARY } }] }],
  ["a list under the name of a secret", { client_secrets: [CANARY, { other: CANARY }] }],
])("%s in a stack's Terraform is known", (_, values) => {
  expect(credentialsOfTerraform({ resource: { aws_any: { one: values } } })).toContain(CANARY);
});

test("what else stands in a stack's Terraform is none, nor is what a type is called", () => {
  const secret = { name: "acme/dev/tenants/slack", kms_key_id: "alias/acme" };
  expect(credentialsOfTerraform({ resource: { aws_secretsmanager_secret: { secret } } })).toEqual([]);
  expect(credentialsOfTerraform("no Terraform")).toEqual([]);
});

test("what the provider marks as sensitive in a plan is known, before and after", () => {
  const sensitive = { plain: true, list: [false, true], deep: { inner: true } };
  const [before, after] = ["before", "after"].map((side) => ({
    plain: `${side}-plain`,
    list: [`${side}-shown`, `${side}-hidden`],
    deep: { inner: { any: `${side}-deep` } },
  }));
  const found = credentialsOfPlan(plan([{ address: "aws_any.one", actions: ["update"], before, after, sensitive }]));
  expect(found.sort()).toEqual(
    ["after-deep", "after-hidden", "after-plain", "before-deep", "before-hidden", "before-plain"].sort(),
  );
});

test("a known value is taken out in quotes and in addresses, too", () => {
  const said = 'got "a \\"b\\" c", called https://acme.example/a%20%22b%22%20c';
  expect(saidWithoutCredentials(said, new Set(['a "b" c']))).toEqual([
    'got "(hidden)", called https://acme.example/(hidden)',
  ]);
});

test("no known value is in what is said, wherever it stands in it", () => {
  const word = fc.string({ minLength: 6, maxLength: 30 }).filter((text) => text.trim() === text);
  fc.assert(
    fc.property(word, fc.array(fc.string(), { maxLength: 5 }), (value, around) => {
      fc.pre(!"(hidden)".includes(value));
      const said = saidWithoutCredentials(around.join(value), new Set([value])).join("\n");
      expect(said.includes(value)).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test("the random IDs of a call to S3 do not hide why it failed, and what is beside them is judged by itself", () => {
  const failed = "RequestID: 4XQF0TK8YJ9W2R1C, HostID: q3Vb9xLk2TzR8mW0eYp7Ua1sHd6GfJcN5oXiB4vQ==, api error";
  expect(saidWithoutCredentials(`${failed} AccessDenied: Access Denied`, new Set())).toEqual([
    "RequestID: 4XQF0TK8YJ9W2R1C, HostID: (hidden), api error AccessDenied: Access Denied",
  ]);
  expect(saidWithoutCredentials(`${failed} q3Vb9xLk2TzR8mW0eYp7Ua1sHd6GfJcN5oXiB4vQ==`, new Set())).toEqual([
    "(hidden)",
  ]);
});
