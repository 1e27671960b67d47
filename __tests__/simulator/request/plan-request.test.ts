import fc from "fast-check";
import type { HttpParameterValue, RenderedHttpParameters } from "#simulator/input";
import {
  planRequest,
  REDACTED,
  type Authorization,
  type ConnectionHttpParameters,
  type DeliveredBody,
  type HttpMethod,
  type PlannedRequest,
  type TokenRequest,
} from "#simulator/request";

const none: ConnectionHttpParameters = { header: [], queryString: [], body: [] };
const open = (key: string, value: string) => ({ key, value, isValueSecret: false }) as const;
const secret = (key: string) => ({ key, isValueSecret: true }) as const;
const known = (value: string): HttpParameterValue => ({ kind: "value", value });
const target = (key: string, value: string) => ({ key, value: known(value) });

interface Given {
  readonly endpoint?: string;
  readonly httpMethod?: HttpMethod;
  readonly authorization?: Authorization;
  readonly connection?: Partial<ConnectionHttpParameters>;
  readonly http?: Partial<RenderedHttpParameters>;
  readonly body?: DeliveredBody;
}

const plan = (given: Given) =>
  planRequest({
    destination: { endpoint: given.endpoint ?? "https://api.example.com/v1", httpMethod: given.httpMethod ?? "POST" },
    connection: {
      authorization: given.authorization ?? { type: "API_KEY", apiKeyName: "X-Api-Key" },
      invocationHttpParameters: { ...none, ...given.connection },
    },
    httpParameters: { pathParameters: [], header: [], queryString: [], ...given.http },
    body: given.body ?? { kind: "json", body: '{"id":"o-1"}' },
  });

function request(given: Given): PlannedRequest {
  const result = plan(given);
  if (result.kind === "impossible") throw new Error(result.reason);
  return result.request;
}

const header = (planned: Pick<PlannedRequest, "headers">, name: string) =>
  planned.headers.filter((one) => one.name.toLowerCase() === name.toLowerCase()).map(({ value }) => value);

describe("method and endpoint", () => {
  test("the destination's method is used", () => {
    expect(request({ httpMethod: "PATCH" }).method).toBe("PATCH");
  });

  test.each(["http://api.example.com", "api.example.com", "https://"])("HTTPS only: %s is refused", (endpoint) => {
    expect(plan({ endpoint })).toEqual({
      kind: "impossible",
      reason: `the endpoint of an API destination is an HTTPS URL, not ${endpoint}`,
    });
  });
});

describe("* in the endpoint is filled left to right from the path parameters", () => {
  const endpoint = "https://api.example.com/*/orders/*";
  const filled = (...values: string[]) => request({ endpoint, http: { pathParameters: values.map(known) } });

  test("in order", () => {
    expect(filled("eu", "o-1")).toMatchObject({ url: "https://api.example.com/eu/orders/o-1", unknowns: [] });
  });

  test("a value that needs encoding is encoded, and how AWS does it is unknown", () => {
    expect(filled("eu", "a/b")).toMatchObject({
      url: "https://api.example.com/eu/orders/a%2Fb",
      unknowns: ['path parameter 2: how AWS encodes "a/b" in a URL'],
    });
  });

  test("a value with a * is not filled again", () => {
    expect(filled("a*", "b").url).toBe("https://api.example.com/a*/orders/b");
  });

  test("one too few leaves its *, and what AWS puts there is unknown", () => {
    expect(filled("eu")).toMatchObject({
      url: "https://api.example.com/eu/orders/*",
      unknowns: ["what AWS puts for * number 2 of the endpoint, which has no path parameter"],
    });
  });

  test("one too many is dropped, and named", () => {
    expect(filled("eu", "o-1", "more").dropped).toEqual([
      { part: "pathParameter", name: "3", from: "target", reason: "the endpoint has no * left for it" },
    ]);
  });

  test("an unknown value stays unknown", () => {
    const planned = request({
      endpoint: "https://api.example.com/*",
      http: { pathParameters: [{ kind: "unknown", what: "nobody knows" }] },
    });
    expect(planned).toMatchObject({
      url: "https://api.example.com/<unknown>",
      unknowns: ["path parameter 1: nobody knows"],
    });
  });

  test("as many plain values as there are * leave none, in their order", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Za-z0-9._~-]+$/), { maxLength: 5 }), (values) => {
        const planned = request({
          endpoint: `https://api.example.com${"/*".repeat(values.length)}`,
          http: { pathParameters: values.map(known) },
        });
        expect(planned.url).toBe(["https://api.example.com", ...values].join("/"));
        expect(planned.unknowns).toEqual([]);
      }),
    );
  });

  test("a * outside the path: nobody knows", () => {
    expect(request({ endpoint: "https://api.example.com/a?b=*" }).unknowns).toEqual([
      "what AWS makes of a * outside the path of the endpoint",
    ]);
  });
});

describe("query string", () => {
  test("the target's and the connection's are sent, secrets redacted", () => {
    const planned = request({
      http: { queryString: [target("a", "1")] },
      connection: { queryString: [open("b", "2"), secret("key")] },
    });
    expect(planned.url).toBe("https://api.example.com/v1?a=1&b=2&key=<redacted>");
  });

  test("the connection wins over the target, and the target's is named as dropped", () => {
    const planned = request({
      http: { queryString: [target("a", "target")] },
      connection: { queryString: [open("a", "connection")] },
    });
    expect(planned.url).toBe("https://api.example.com/v1?a=connection");
    expect(planned.dropped).toEqual([
      { part: "queryString", name: "a", from: "target", reason: "the connection sets it too, and its value wins" },
    ]);
  });

  test("it joins the endpoint's own; which wins on the same key is unknown", () => {
    const planned = request({
      endpoint: "https://api.example.com/v1?a=1",
      http: { queryString: [target("a", "2"), target("b", "3")] },
    });
    expect(planned.url).toBe("https://api.example.com/v1?a=1&a=2&b=3");
    expect(planned.unknowns).toEqual(["query parameter a: which wins, this one or that of the endpoint"]);
  });
});

describe("headers", () => {
  test("the fixed ones are in every request", () => {
    const planned = request({});
    expect(header(planned, "User-Agent")).toEqual(["Amazon/EventBridge/ApiDestinations"]);
    expect(header(planned, "Range")).toEqual(["bytes=0-1048575"]);
    expect(header(planned, "Accept-Encoding")).toEqual(["gzip,deflate"]);
    expect(header(planned, "Connection")).toEqual(["close"]);
  });

  test("Content-Type is application/json; charset=utf-8 unless it is set", () => {
    expect(header(request({}), "Content-Type")).toEqual(["application/json; charset=utf-8"]);
    const set = request({ http: { header: [target("content-type", "application/cloudevents+json")] } });
    expect(header(set, "Content-Type")).toEqual(["application/cloudevents+json"]);
  });

  test("the connection wins over the target whatever the case of the name", () => {
    const planned = request({
      http: { header: [target("x-kind", "target"), target("X-Other", "kept")] },
      connection: { header: [open("X-Kind", "connection")] },
    });
    expect(header(planned, "X-Kind")).toEqual(["connection"]);
    expect(header(planned, "X-Other")).toEqual(["kept"]);
    expect(planned.dropped).toEqual([
      { part: "header", name: "x-kind", from: "target", reason: "the connection sets it too, and its value wins" },
    ]);
  });

  test.each(["Host", "Transfer-Encoding", "If-None-Match", "user-agent", "Connection", "TE", "Date"])(
    "a configured %s is dropped, and named",
    (name) => {
      const planned = request({
        http: { header: [target(name, "mine")] },
        connection: { header: [open("X-Kept", "1")] },
      });
      expect(header(planned, name)).not.toContain("mine");
      expect(header(planned, "X-Kept")).toEqual(["1"]);
      expect(planned.dropped).toEqual([
        { part: "header", name, from: "target", reason: "EventBridge removes it from what is configured" },
      ]);
    },
  );

  test.each(["Keep-Alive", "Proxy-Connection", "Accept", "X-From"])(
    "a configured %s is sent: AWS's list of what is removed does not have it",
    (name) => {
      const planned = request({ http: { header: [target(name, "mine")] } });
      expect(header(planned, name)).toEqual(["mine"]);
      expect(planned.dropped).toEqual([]);
    },
  );

  test("a secret one is redacted", () => {
    expect(header(request({ connection: { header: [secret("X-Token")] } }), "X-Token")).toEqual([REDACTED]);
  });

  test("an unknown value stays unknown", () => {
    const planned = request({ http: { header: [{ key: "X-Id", value: { kind: "unknown", what: "nobody knows" } }] } });
    expect(header(planned, "X-Id")).toEqual(["<unknown>"]);
    expect(planned.unknowns).toEqual(["header X-Id: nobody knows"]);
  });

  test("one with a line break is named as unknown: HTTP has no such header, and AWS says nothing of it", () => {
    const planned = request({
      http: { header: [{ key: "X-Id", value: { kind: "value", value: "a\r\nEvil: 1" } }] },
    });
    expect(planned.unknowns).toEqual([
      "header X-Id: what AWS does with a control character, such as a line break, in its value",
    ]);
  });
});

describe("body", () => {
  test("without body parameters it is sent as it is", () => {
    expect(request({ body: { kind: "rawText", body: '"hello"' } }).body).toBe('"hello"');
  });

  test("the connection's body parameters are merged into a JSON object, secrets redacted", () => {
    const planned = request({ connection: { body: [open("team", "a"), secret("key")] } });
    expect(JSON.parse(planned.body)).toEqual({ id: "o-1", team: "a", key: REDACTED });
    expect(planned.unknowns).toEqual([]);
  });

  test("which wins on the same name is unknown", () => {
    expect(request({ connection: { body: [open("id", "mine")] } }).unknowns).toEqual([
      "body parameter id: which wins, this one or the field of the body",
    ]);
  });

  test.each<DeliveredBody>([
    { kind: "json", body: "[1]" },
    { kind: "json", body: '"text"' },
    { kind: "rawText", body: '"text"' },
  ])("how they are merged into %j is unknown, and it is left as it is", (body) => {
    const planned = request({ body, connection: { body: [open("a", "1")] } });
    expect(planned.body).toBe(body.body);
    expect(planned.unknowns).toEqual([
      "how AWS adds the connection's body parameters to a body that is not a JSON object",
    ]);
  });

  test.each<HttpMethod>(["GET", "HEAD"])("whether %s carries a body is unknown", (httpMethod) => {
    expect(request({ httpMethod }).unknowns).toEqual([`whether AWS sends a body with ${httpMethod}`]);
  });
});

describe("authorization, values redacted", () => {
  test("BASIC: the Authorization header", () => {
    const planned = request({ authorization: { type: "BASIC" } });
    expect(planned.authorization).toEqual({ type: "BASIC", header: "Authorization" });
    expect(header(planned, "Authorization")).toEqual(["Basic <redacted>"]);
  });

  test("API_KEY: one header of the configured name", () => {
    const planned = request({ authorization: { type: "API_KEY", apiKeyName: "DD-API-KEY" } });
    expect(planned.authorization).toEqual({ type: "API_KEY", header: "DD-API-KEY" });
    expect(header(planned, "DD-API-KEY")).toEqual([REDACTED]);
    expect(header(planned, "Authorization")).toEqual([]);
  });

  test.each([
    ["User-Agent", ["Amazon/EventBridge/ApiDestinations"]],
    ["range", ["bytes=0-1048575"]],
    ["Host", []],
  ])("API_KEY in %s: EventBridge removes the header, and the key with it", (apiKeyName, sent) => {
    const planned = request({ authorization: { type: "API_KEY", apiKeyName } });
    expect(header(planned, apiKeyName)).toEqual(sent);
    expect(planned.dropped).toEqual([
      {
        part: "header",
        name: apiKeyName,
        from: "authorization",
        reason: "EventBridge removes it from every request, so the API key never arrives",
      },
    ]);
  });

  test("a configured header of the same name: which wins is unknown", () => {
    const planned = request({
      authorization: { type: "BASIC" },
      connection: { header: [open("authorization", "mine")] },
    });
    expect(header(planned, "Authorization")).toEqual(["Basic <redacted>"]);
    expect(planned.unknowns).toEqual([
      "header Authorization: which wins, the configured one or the one that authorizes",
    ]);
  });
});

describe("OAUTH_CLIENT_CREDENTIALS: the token call", () => {
  const authorizationEndpoint = "https://login.example.com/token";
  const oauth = (parameters: Partial<ConnectionHttpParameters>, connection = none): [PlannedRequest, TokenRequest] => {
    const planned = request({
      connection,
      authorization: {
        type: "OAUTH_CLIENT_CREDENTIALS",
        authorizationEndpoint,
        httpMethod: "POST",
        oAuthHttpParameters: { ...none, ...parameters },
      },
    });
    if (planned.authorization.type !== "OAUTH_CLIENT_CREDENTIALS") throw new Error(planned.authorization.type);
    return [planned, planned.authorization.tokenRequest];
  };

  test("the invocation carries the token, redacted; its scheme's exact word is unknown", () => {
    const [planned] = oauth({});
    expect(header(planned, "Authorization")).toEqual(["Bearer <redacted>"]);
    expect(planned.unknowns).toEqual([
      "header Authorization: whether the word before the token is Bearer or the token_type answered",
    ]);
  });

  test("has the method, URL, headers and parameters that are configured, secrets redacted", () => {
    const [, token] = oauth({
      header: [open("Content-Type", "application/x-www-form-urlencoded"), secret("X-Vendor")],
      queryString: [open("audience", "api")],
      body: [open("grant_type", "client_credentials"), secret("assertion")],
    });
    expect(token).toEqual({
      method: "POST",
      url: `${authorizationEndpoint}?audience=api`,
      headers: [
        { name: "Content-Type", value: "application/x-www-form-urlencoded", from: "connection" },
        { name: "X-Vendor", value: REDACTED, from: "connection" },
      ],
      bodyParameters: [
        { key: "grant_type", value: "client_credentials" },
        { key: "assertion", value: REDACTED },
      ],
      dropped: [],
      leftImplicit: [],
      unknowns: ["where AWS puts the client id and the client secret on the token call"],
    });
  });

  test("a header that EventBridge removes from invocations is dropped here too, and that this is a guess is said", () => {
    const [planned, token] = oauth({ header: [open("user-agent", "acme"), open("Content-Type", "text/plain")] });
    expect(token.headers.map(({ name }) => name)).toEqual(["Content-Type"]);
    expect(token.dropped).toEqual([
      {
        part: "header",
        name: "user-agent",
        from: "connection",
        reason: "EventBridge removes it from what is configured",
      },
    ]);
    expect(token.unknowns).toContain("whether EventBridge removes the header user-agent from the token call too");
    expect(planned.dropped).toEqual([]);
  });

  test("a grant_type and Content-Type left implicit are named", () => {
    const [, token] = oauth({});
    expect(token.leftImplicit).toEqual(["grant_type", "Content-Type"]);
    expect(token.unknowns).toEqual([
      "where AWS puts the client id and the client secret on the token call",
      "the Content-Type of the token call",
      "whether AWS adds grant_type to the token call",
    ]);
  });

  test("gets none of the invocation's parameters, nor the invocation any of its", () => {
    const [planned, token] = oauth(
      { header: [open("X-Token-Call", "1")] },
      { ...none, header: [open("X-Invocation", "1")] },
    );
    expect(header(token, "X-Invocation")).toEqual([]);
    expect(header(planned, "X-Token-Call")).toEqual([]);
  });
});
