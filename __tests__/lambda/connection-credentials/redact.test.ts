import fc from "fast-check";
import { REDACTED, Redactor } from "../../../lambda/connection-credentials/redact";

const SECRET = 'canary/p+ss w&rd="ü"-8f3e';

function redactorOf(...values: string[]): Redactor {
  const redactor = new Redactor();
  redactor.learn(values);
  return redactor;
}

const bytes = Buffer.from(SECRET);
const base64 = (text: string) => Buffer.from(text).toString("base64");

test.each([
  ["as it is", SECRET],
  ["in JSON", JSON.stringify({ password: SECRET })],
  ["in JSON in JSON", JSON.stringify(JSON.stringify({ password: SECRET }))],
  ["in a URL", encodeURIComponent(SECRET)],
  ["in a form", new URLSearchParams({ p: SECRET }).toString()],
  ["in base64", base64(SECRET)],
  ["in a Basic header", base64(`user:${SECRET}`)],
  ["in base64 one further", base64(`userx:${SECRET}`)],
  ["in base64 two further, with more behind", base64(`userxy:${SECRET}zzzz`)],
  ["in base64url", Buffer.from(SECRET).toString("base64url")],
  ["in hexadecimal", bytes.toString("hex").toUpperCase()],
  ["in capitals", SECRET.toUpperCase()],
  ["cut off", `${SECRET.slice(0, 14)}...`],
  ["cut off in front", `...${SECRET.slice(9)}`],
])("a secret %s is taken out", (_, text) => {
  const redacted = redactorOf(SECRET).redact(`Value '${text}' failed to satisfy constraint`);
  expect(redacted).toContain(REDACTED);
  expect(redacted).toMatch(/^Value '.*failed to satisfy constraint$/);
  for (let at = 0; at + 8 <= SECRET.length; at++)
    expect(redacted.toLowerCase()).not.toContain(SECRET.slice(at, at + 8).toLowerCase());
  expect(redacted).not.toContain(base64(SECRET).slice(0, 12));
});

test("the rest of the sentence stays", () => {
  expect(redactorOf("canary-1", "canary-22").redact("401 for canary-1 and canary-22.")).toBe(
    `401 for ${REDACTED} and ${REDACTED}.`,
  );
});

test("four characters are cut out; fewer withhold the sentence, which would show them by its gaps", () => {
  expect(redactorOf("x9z4").redact("user x9z4 is unknown")).toBe(`user ${REDACTED} is unknown`);
  expect(redactorOf("x9z").redact("user x9z is unknown")).toBe(REDACTED);
});

test("text without a secret is not touched", () => {
  expect(redactorOf(SECRET, "").redact("invalid_client: unknown client")).toBe("invalid_client: unknown client");
});

test("whatever stands around a secret, no eight characters of it come through", () => {
  const texts = fc.string({ unit: "grapheme", maxLength: 40 });
  fc.assert(
    fc.property(texts, fc.string({ minLength: 8, maxLength: 40 }), texts, (before, secret, after) => {
      const redacted = redactorOf(secret).redact(before + secret + after);
      expect(redacted).not.toContain(secret);
    }),
  );
});
