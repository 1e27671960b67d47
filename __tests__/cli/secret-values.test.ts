import fc from "fast-check";
import { CREDENTIAL_PLACEHOLDER } from "../../connection/placeholder";
import type { ConnectionSpec } from "../../connection/spec";
import { CommandFailure } from "../../cli/failure";
import { pipedSecret, promptedSecret } from "../../cli/input/secret-input";
import { secretKeys } from "../../cli/input/secret-keys";
import { secretText, secretWarning } from "../../cli/input/secret-values";
import { requiredKeys } from "../../connection/secret";
import { Readable } from "node:stream";

const common = { name: "acme-dev-shop", secretName: "acme/dev/tenants/shop", kmsKeyIdentifier: "alias/hub" } as const;
const BASIC: ConnectionSpec = { ...common, authorization: { type: "BASIC" } };
const API_KEY: ConnectionSpec = { ...common, authorization: { type: "API_KEY", apiKeyName: "Authorization" } };
const OAUTH: ConnectionSpec = {
  ...common,
  authorization: {
    type: "OAUTH_CLIENT_CREDENTIALS",
    authorizationEndpoint: "https://shop.example/token",
    httpMethod: "POST",
    oauthHttpParameters: { body: { assertion: { secretKey: "assertion" }, grant_type: "client_credentials" } },
  },
  invocationHttpParameters: {
    header: { "X-Partner-Token": { secretKey: "partnerToken" } },
    queryString: { partner: { secretKey: "partnerToken" } },
  },
};

/** What a person would read. */
function refusal(spec: ConnectionSpec, values: unknown): string {
  try {
    secretText(spec, typeof values === "string" ? values : JSON.stringify(values));
  } catch (error) {
    if (error instanceof CommandFailure) return error.message;
    throw error;
  }
  return "";
}

describe("the keys of a secret", () => {
  test("are described in the words of the product's pages", () => {
    expect([...secretKeys(OAUTH)]).toEqual([
      ["clientId", "the id of the OAuth client"],
      ["clientSecret", "the secret of the OAuth client"],
      ["partnerToken", "header X-Partner-Token of every request; query parameter partner of every request"],
      ["assertion", "body parameter assertion of every token request"],
    ]);
    expect([...secretKeys(API_KEY)]).toEqual([
      ["apiKey", 'the whole value of header Authorization, for instance with "Bearer " in front'],
    ]);
    expect([...secretKeys({ ...API_KEY, authorization: { type: "API_KEY", apiKeyName: "X-Api-Key" } })]).toEqual([
      ["apiKey", "the whole value of header X-Api-Key"],
    ]);
  });

  test.each([BASIC, API_KEY, OAUTH])("are the ones that the sync function wants ($authorization.type)", (spec) => {
    expect(new Set(secretKeys(spec).keys())).toEqual(new Set(requiredKeys(spec)));
  });
});

describe("a secret", () => {
  test("that fits is put as it was given", () => {
    const values = { clientId: "canary-id", clientSecret: "canary-s", partnerToken: "canary-p", assertion: "canary-a" };
    expect(JSON.parse(secretText(OAUTH, JSON.stringify(values, null, 2)))).toEqual(values);
  });

  test.each<[what: string, spec: ConnectionSpec, values: unknown, sentence: RegExp]>([
    ["no JSON", BASIC, "canary", /^what was given is not a JSON object; write one with the keys username, password$/],
    ["a list", BASIC, ["canary"], /^what was given is not a JSON object/],
    ["a key too few", BASIC, { username: "canary" }, /lacks password$/],
    ["two keys too few", OAUTH, { clientId: "canary", clientSecret: "canary" }, /lacks partnerToken, assertion$/],
    ["a misspelt key", API_KEY, { apikey: "canary" }, /^unknown key apikey; write apiKey$/],
    [
      "a key of another type",
      API_KEY,
      { apiKey: "canary", password: "canary" },
      /^unknown key password; write only apiKey$/,
    ],
    ["an object inside out", API_KEY, { "canary-key": "apiKey" }, /^unknown key number 1; write only apiKey$/],
    ["a number", BASIC, { username: "canary", password: 1 }, /password is not text; write it in quotes$/],
    ["an empty value", BASIC, { username: "canary", password: "" }, /^password is empty$/],
    ["only spaces", BASIC, { username: "canary", password: "  " }, /^password is only white space$/],
    [
      "spaces around",
      BASIC,
      { username: " canary", password: "canary" },
      /^username has white space around it; leave it out$/,
    ],
    ["a line break", API_KEY, { apiKey: "canary\n" }, /^apiKey ends in a line break; leave it out$/],
    [
      "the placeholder",
      API_KEY,
      { apiKey: CREDENTIAL_PLACEHOLDER },
      /^apiKey is the placeholder that Terraform writes/,
    ],
    ["a value too long", API_KEY, { apiKey: "c".repeat(513) }, /apiKey has 513 characters, AWS allows 512$/],
  ])("with %s is refused, and no value is repeated", (_, spec, values, sentence) => {
    expect(refusal(spec, values)).toMatch(sentence);
    expect(refusal(spec, values)).not.toContain("canary");
  });

  test("is never repeated, whatever it is", () => {
    const secret = fc.string({ minLength: 6, maxLength: 40 }).map((text) => `canary${text}`);
    fc.assert(
      fc.property(
        fc.constantFrom(BASIC, API_KEY, OAUTH),
        fc.dictionary(fc.string(), secret),
        secret,
        (spec, values, key) => {
          const message = refusal(spec, { ...values, [key]: key });
          expect(message).not.toContain("canary");
          expect(message).not.toBe("");
        },
      ),
    );
  });
});

test("a password of one character is warned of, other passwords and types are not", () => {
  const of = (password: string) => JSON.stringify({ username: "canary", password });
  expect(secretWarning(BASIC, of("X"))).toMatch(/^the password is a single character.*API_KEY/);
  expect(secretWarning(BASIC, of("canary"))).toBeUndefined();
  expect(secretWarning(API_KEY, JSON.stringify({ apiKey: "x" }))).toBeUndefined();
});

describe("asking for a secret", () => {
  test("asks for each key, saying what it is, and refuses on the spot what cannot be meant", async () => {
    const asked: string[] = [];
    const json = await promptedSecret(BASIC, (message, fault) => {
      asked.push(message);
      expect(fault("canary ")).toBe("has white space around it; leave it out");
      expect(fault("canary")).toBeUndefined();
      return Promise.resolve("canary");
    });
    expect(asked).toEqual([
      "username: the user name of basic authorization",
      "password: the password of basic authorization",
    ]);
    expect(JSON.parse(json)).toEqual({ username: "canary", password: "canary" });
  });

  test("of a pipe that holds nothing says what it should hold", async () => {
    await expect(pipedSecret(API_KEY, Readable.from(["\n"]))).rejects.toThrow(
      "nothing came on standard input: give a JSON object with the keys apiKey",
    );
  });
});
