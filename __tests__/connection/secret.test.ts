import fc from "fast-check";
import { checkSecret, requiredKeys } from "../../connection/secret";
import type { ConnectionSpec } from "../../connection/spec";
import { apiKeySpec, basicSpec, oauthSecret, oauthSpec } from "./samples";

const reason = (spec: ConnectionSpec, secret: unknown) => {
  const checked = checkSecret(spec, typeof secret === "string" ? secret : JSON.stringify(secret));
  return checked.ok ? undefined : checked.reason;
};
const bodySpec = { ...apiKeySpec, invocationHttpParameters: { body: { note: { secretKey: "note" } } } };
const querySpec = { ...apiKeySpec, invocationHttpParameters: { queryString: { q: { secretKey: "q" } } } };

test("each type needs its own keys, and those the parameters name", () => {
  expect(requiredKeys(oauthSpec)).toEqual(["clientId", "clientSecret", "routingKey", "assertion"]);
  expect(requiredKeys(apiKeySpec)).toEqual(["apiKey"]);
  expect(requiredKeys(basicSpec)).toEqual(["username", "password"]);
});

test("a key that is used twice is needed once", () => {
  const spec = {
    ...apiKeySpec,
    invocationHttpParameters: { header: { A: { secretKey: "apiKey" }, B: { secretKey: "apiKey" } } },
  };
  expect(requiredKeys(spec)).toEqual(["apiKey"]);
});

test("every fault of a secret is told at once", () => {
  expect(reason(basicSpec, { username: "", password: "a:b" })).toBe(
    "the secret acme/test/tenants/crm: username is empty; password has characters that AWS does not allow there: no colon and no control character",
  );
});

test.each([
  ["512 characters of a credential", apiKeySpec, { apiKey: "k".repeat(512) }],
  ["512 characters, each of two units", apiKeySpec, { apiKey: "😀".repeat(512) }],
  ["any text in a body", bodySpec, { apiKey: "k", note: "ü: \n".repeat(1_000) }],
  ["a line break in a query string", querySpec, { apiKey: "k", q: "a\r\nb" }],
  ["blanks around a credential", apiKeySpec, { apiKey: " k\tk " }],
])("%s is accepted", (_, spec, secret) => {
  expect(reason(spec, secret)).toBeUndefined();
});

test.each([
  [
    "513 characters of a credential",
    apiKeySpec,
    { apiKey: "k".repeat(513) },
    /apiKey has 513 characters, AWS allows 512/,
  ],
  ["a colon in a credential", apiKeySpec, { apiKey: "a:b" }, /apiKey has characters/],
  ["a line break in a credential", apiKeySpec, { apiKey: "a\nb" }, /apiKey has characters/],
  ["513 characters in a query string", querySpec, { apiKey: "k", q: "q".repeat(513) }, /q has 513 characters/],
  ["a tab in a query string", querySpec, { apiKey: "k", q: "a\tb" }, /q has characters/],
  [
    "a literal of the spec that AWS refuses",
    { ...apiKeySpec, invocationHttpParameters: { header: { "X-Team": "Zürich" } } },
    { apiKey: "k" },
    /^the spec of acme-test-crm: header parameter X-Team has characters/,
  ],
  ["null", apiKeySpec, "null", /is JSON, but no object/],
  ["nothing", apiKeySpec, "", /is not JSON/],
])("%s is refused", (_, spec, secret, expected) => {
  expect(reason(spec, secret)).toMatch(expected);
});

test("a key that every object has is not taken for one of the secret", () => {
  const spec = { ...apiKeySpec, invocationHttpParameters: { body: { a: { secretKey: "constructor" } } } };
  expect(reason(spec, { apiKey: "k" })).toMatch(/it lacks constructor$/);
});

test("checking takes no time with text made to confuse the pattern", () => {
  const start = performance.now();
  reason(apiKeySpec, { apiKey: `${" \t".repeat(250)}:` });
  expect(performance.now() - start).toBeLessThan(100);
});

test("no reason repeats any value, whatever the secret looks like", () => {
  const canaries = fc.string({ unit: "grapheme", maxLength: 30 }).map((text) => `canary-${text}-4c7e`);
  const hostile = fc.oneof(
    fc.dictionary(
      fc.constantFrom(...Object.keys(oauthSecret("x")), "apiKey", "username"),
      fc.oneof(canaries, fc.array(canaries), fc.constant(7)),
    ),
    canaries,
  );
  fc.assert(
    fc.property(hostile, fc.constantFrom(oauthSpec, apiKeySpec, basicSpec), (secret, spec) => {
      expect(reason(spec, secret) ?? "").not.toContain("canary");
    }),
  );
});
