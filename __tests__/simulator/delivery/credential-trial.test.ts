/** Credentials are tried at the product before they are put: over real HTTP, to a product that stands in for it. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { systemClock, tryCredentials, type ConnectionSecrets, type CredentialTrial } from "#simulator/delivery";
import type { ConnectionDescription } from "#simulator/request";
import { verdictOf, type ExpectedAnswer } from "../../../cli/text/credential-trial-text";

const GOOD = "canary-good-key-7f";
const none = { header: [], queryString: [], body: [] };

interface Seen {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly headers: readonly string[];
}

let server: Server;
let seen: Seen[];
/** What the product answers to a request that is authorized. */
let answer: { status: number; body: string };

beforeEach(async () => {
  seen = [];
  answer = { status: 200, body: '{"ok":true}' };
  server = createServer((request, response) => {
    const { method, url, headers } = request;
    seen.push({ method, path: url, authorization: headers.authorization, headers: Object.keys(headers) });
    void bodyOf(request).then((body) => {
      if (url === "/token") {
        const isKnown = body.includes(`client_secret=${GOOD}`);
        response.statusCode = isKnown ? 200 : 401;
        response.end(isKnown ? JSON.stringify({ access_token: GOOD, expires_in: 60 }) : "no");
      } else {
        response.statusCode = headers.authorization === `Bearer ${GOOD}` ? answer.status : 401;
        response.end(answer.body);
      }
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function tried(
  description: ConnectionDescription,
  secrets: ConnectionSecrets["credential"],
  url: string | undefined = "https://api.example.com/me",
): Promise<CredentialTrial> {
  const { port } = server.address() as AddressInfo;
  const router = () => ({ protocol: "http:" as const, host: "127.0.0.1", port });
  const request = url === "" ? undefined : ({ method: "GET", url } as const);
  const valueOf = () => "canary-parameter-7f";
  return tryCredentials(description, { credential: secrets, valueOf }, request, { router, clock: systemClock });
}

const apiKey: ConnectionDescription = {
  authorization: { type: "API_KEY", apiKeyName: "Authorization" },
  invocationHttpParameters: none,
};

describe("an API key", () => {
  test("that the product takes is good", async () => {
    const trial = await tried(apiKey, { type: "API_KEY", apiKey: `Bearer ${GOOD}` });
    expect(verdictOf(trial, { request: undefined })).toEqual({
      good: true,
      tried: true,
      status: 200,
      reason: "answered 200",
    });
    expect(seen).toMatchObject([{ method: "GET", path: "/me", authorization: `Bearer ${GOOD}` }]);
  });

  test("that the product refuses is not, and no word of the answer is told", async () => {
    const trial = await tried(apiKey, { type: "API_KEY", apiKey: "Bearer wrong" });
    expect(verdictOf(trial, { request: undefined })).toEqual({
      good: false,
      tried: true,
      status: 401,
      reason: "answered 401",
    });
  });

  test("is sent without what EventBridge asks of an answer", async () => {
    await tried(apiKey, { type: "API_KEY", apiKey: `Bearer ${GOOD}` });
    expect(seen[0]?.headers).not.toContain("range");
  });
});

describe("an answer of 200 that is an error all the same", () => {
  const expected: ExpectedAnswer = { request: undefined, succeeds: { field: "ok", equals: true } };

  test.each([
    ['{"ok":true}', true, "answered 200 with ok: true"],
    ['{"ok":false,"error":"invalid_auth"}', false, "answered 200 without ok: true"],
    ["<html>", false, "answered 200 without ok: true"],
  ])("%s is told apart by its field", async (body, good, reason) => {
    answer = { status: 200, body };
    const trial = await tried(apiKey, { type: "API_KEY", apiKey: `Bearer ${GOOD}` });
    expect(verdictOf(trial, expected)).toEqual({ good, tried: true, status: 200, reason });
  });
});

describe("an OAuth client", () => {
  const oauth: ConnectionDescription = {
    authorization: {
      type: "OAUTH_CLIENT_CREDENTIALS",
      authorizationEndpoint: "https://login.example.com/token",
      httpMethod: "POST",
      oAuthHttpParameters: none,
    },
    invocationHttpParameters: none,
  };

  test("gets a token, with which the product is asked", async () => {
    const trial = await tried(oauth, { type: "OAUTH_CLIENT_CREDENTIALS", clientId: "hub", clientSecret: GOOD });
    expect(verdictOf(trial, { request: undefined })).toMatchObject({ good: true, status: 200 });
    expect(seen.map(({ path }) => path)).toEqual(["/token", "/me"]);
  });

  test("whose secret is wrong gets none, and nothing else is asked", async () => {
    const trial = await tried(oauth, { type: "OAUTH_CLIENT_CREDENTIALS", clientId: "hub", clientSecret: "wrong" });
    expect(verdictOf(trial, { request: undefined })).toMatchObject({
      good: false,
      reason: expect.stringMatching(/^gave no token: .*401/) as string,
    });
    expect(seen.map(({ path }) => path)).toEqual(["/token"]);
  });

  test("is known to be good by its token alone, where nothing else can be asked", async () => {
    const trial = await tried(oauth, { type: "OAUTH_CLIENT_CREDENTIALS", clientId: "hub", clientSecret: GOOD }, "");
    expect(verdictOf(trial, { request: undefined })).toEqual({
      good: true,
      tried: true,
      reason: "gave a token; what it may do is not known",
    });
  });

  test("a token endpoint that cannot be reached says nothing of them either", async () => {
    const router = () => ({ protocol: "http:" as const, host: "127.0.0.1", port: 9 });
    const credential = { type: "OAUTH_CLIENT_CREDENTIALS", clientId: "hub", clientSecret: GOOD } as const;
    const trial = await tryCredentials(oauth, { credential, valueOf: () => "" }, undefined, {
      router,
      clock: systemClock,
    });
    expect(verdictOf(trial, { request: undefined })).toMatchObject({ good: false, tried: false });
  });
});

test("a product that cannot be reached says nothing of the credentials", async () => {
  const router = () => ({ protocol: "http:" as const, host: "127.0.0.1", port: 9 });
  const trial = await tryCredentials(
    apiKey,
    { credential: { type: "API_KEY", apiKey: "x" }, valueOf: () => "" },
    { method: "GET", url: "https://api.example.com/me" },
    { router, clock: systemClock },
  );
  expect(verdictOf(trial, { request: undefined })).toMatchObject({
    good: false,
    tried: false,
    reason: expect.stringMatching(/^could not be asked: .*cannot be reached/) as string,
  });
});
