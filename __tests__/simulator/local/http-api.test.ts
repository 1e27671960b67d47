import http from "node:http";
import { RunningApplication } from "./running-application";
import { APP_ACCOUNT, BUS, ISSUER, type SampleApplication } from "./sample-application";

jest.setTimeout(30_000);

const echo = { code: { source: "exports.handler = async (event) => event;" } };
const json = "application/json";
const gateway = (status: number, message: string) => ({ status, type: json, body: JSON.stringify({ message }) });

function returning(what: string): SampleApplication {
  return {
    functions: { fn: { code: { source: `exports.handler = async () => (${what});` } } },
    routes: { fn: { key: "GET /", function: "fn" } },
  };
}

const orders: SampleApplication = { routes: { order: { key: "POST /orders", putEvents: {} } } };

describe("a request to a function's route", () => {
  test("arrives in payload format 2.0", () =>
    RunningApplication.with(
      { functions: { echo }, routes: { one: { key: "POST /users/{id}/files/{path+}", function: "echo" } } },
      async (app) => {
        const answer = await app.call("POST", "/users/u%201/files/a/b.txt?x=1&x=2&y=%26", '{"a":1}', {
          Cookie: "one=1; two=2",
          "X-Trace": "T-1",
        });
        const event = JSON.parse(answer.body) as { requestContext: { time: string } };
        const host = new URL(app.hub.apis[0]?.url ?? "").host;
        expect(event).toEqual({
          version: "2.0",
          routeKey: "POST /users/{id}/files/{path+}",
          rawPath: "/users/u%201/files/a/b.txt",
          rawQueryString: "x=1&x=2&y=%26",
          cookies: ["one=1", "two=2"],
          headers: expect.objectContaining({ host, "x-trace": "T-1", "content-type": json }) as object,
          queryStringParameters: { x: "1,2", y: "&" },
          requestContext: {
            accountId: APP_ACCOUNT,
            apiId: expect.stringMatching(/^[0-9a-z]{10}$/) as string,
            domainName: host,
            domainPrefix: "127",
            http: {
              method: "POST",
              path: "/users/u%201/files/a/b.txt",
              protocol: "HTTP/1.1",
              sourceIp: "127.0.0.1",
              userAgent: "node",
            },
            requestId: expect.stringMatching(/^\w{15}$/) as string,
            routeKey: "POST /users/{id}/files/{path+}",
            stage: "$default",
            time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/) as string,
            timeEpoch: expect.any(Number) as number,
          },
          pathParameters: { id: "u 1", path: "a/b.txt" },
          body: '{"a":1}',
          isBase64Encoded: false,
        });
        expect(event).not.toHaveProperty("headers.cookie");
      },
    ));

  test("that is no text arrives in base64", () =>
    RunningApplication.with(
      { functions: { echo }, routes: { one: { key: "POST /", function: "echo" } } },
      async (app) => {
        const answer = await app.call("POST", "/", "a=1", { "content-type": "application/x-www-form-urlencoded" });
        expect(JSON.parse(answer.body)).toMatchObject({ body: "YT0x", isBase64Encoded: true });
      },
    ));
});

describe("what a function returns becomes the answer", () => {
  test.each([
    ["an object", "{ a: 1 }", { status: 200, type: json, body: '{"a":1}' }],
    ["text", '"hello"', { status: 200, type: json, body: "hello" }],
    ["nothing", "undefined", { status: 200, type: json, body: "null" }],
    ["a status alone", "{ statusCode: 204 }", { status: 204, body: "" }],
    ["a body without a type", '{ statusCode: 200, body: "x" }', { type: "text/plain;charset=UTF-8", body: "x" }],
    ["base64", '{ statusCode: "200", body: "eA==", isBase64Encoded: true }', { status: 200, body: "x" }],
    ["a body that is no text", "{ statusCode: 200, body: { a: 1 } }", gateway(500, "Internal Server Error")],
    ["a status that is none", '{ statusCode: "ok" }', gateway(500, "Internal Server Error")],
    ["a status that ends nothing", "{ statusCode: 100 }", gateway(500, "Internal Server Error")],
    [
      "a header of two lines",
      String.raw`{ statusCode: 200, headers: { a: "b\r\nX-Evil: 1" } }`,
      gateway(500, "Internal Server Error"),
    ],
    [
      "a cookie of two lines",
      String.raw`{ statusCode: 200, cookies: ["a=b\n"] }`,
      gateway(500, "Internal Server Error"),
    ],
    [
      "a body with half a surrogate pair",
      String.raw`{ statusCode: 200, body: "\ud800" }`,
      { status: 200, body: "\ufffd" },
    ],
    [
      "an object 100,000 levels deep",
      "(() => { let all = 1; for (let n = 0; n < 100_000; n += 1) all = { all }; return all; })()",
      gateway(500, "Internal Server Error"),
    ],
  ])("%s", (_, what, expected) =>
    RunningApplication.with(returning(what), async (app) => {
      expect(await app.call("GET", "/")).toMatchObject(expected);
    }),
  );

  test("headers and cookies", () =>
    RunningApplication.with(
      returning('{ statusCode: 302, headers: { Location: "/x" }, cookies: ["a=1", "b=2"] }'),
      async (app) => {
        const { url } = app.hub.apis[0] ?? { url: "" };
        const answer = await fetch(url, { redirect: "manual" });
        expect([answer.status, answer.headers.get("location"), answer.headers.getSetCookie()]).toEqual([
          302,
          "/x",
          ["a=1", "b=2"],
        ]);
      },
    ));

  test("an error is a 500 that tells nothing, and the report tells why", () =>
    RunningApplication.with(returning('(() => { throw new TypeError("canary-4c1d") })()'), async (app) => {
      expect(await app.call("GET", "/")).toMatchObject(gateway(500, "Internal Server Error"));
      expect(app.reports("invocation")).toMatchObject([
        { outcome: { errorType: "TypeError", errorMessage: "canary-4c1d" } },
      ]);
      expect(app.reports("request")).toMatchObject([{ request: "GET /", status: 500, reason: "fn failed: TypeError" }]);
    }));
});

describe("API Gateway's own refusals", () => {
  test.each([
    ["an unknown path", "GET", "/nowhere"],
    ["an unknown method", "PUT", "/orders"],
    ["a slash too many", "POST", "/orders/"],
    ["another case", "POST", "/Orders"],
  ])("%s is not found, and makes no event", (_, method, path) =>
    RunningApplication.with(orders, async (app) => {
      expect(await app.call(method, path)).toMatchObject(gateway(404, "Not Found"));
      expect(app.running.story).toEqual(["request"]);
    }),
  );

  test("a name that a web page made point here is forbidden", () =>
    RunningApplication.with(orders, async (app) => {
      const { port } = new URL(app.hub.apis[0]?.url ?? "");
      const status = await new Promise((resolve, reject) => {
        const headers = { Host: "evil.example" };
        http
          .request({ host: "127.0.0.1", port, path: "/orders", method: "POST", headers }, (answer) => {
            answer.resume();
            resolve(answer.statusCode);
          })
          .on("error", reject)
          .end("{}");
      });
      expect(status).toBe(403);
      expect(app.reports("accepted")).toEqual([]);
    }));

  test("more than 10 MB is too large", () =>
    RunningApplication.with(orders, async (app) => {
      const tooLarge = "x".repeat(10 * 1_048_576 + 1);
      expect(await app.call("POST", "/orders", tooLarge)).toMatchObject(gateway(413, "Request Entity Too Large"));
      expect(app.running.story).toEqual(["request"]);
    }));

  test("more requests than the route's throttling lets pass are too many", () => {
    const throttling = { throttling_rate_limit: 0.01, throttling_burst_limit: 2 };
    const stage = { route_settings: [{ route_key: "POST /orders", ...throttling }] };
    return RunningApplication.with({ ...orders, stage }, async (app) => {
      const statuses: number[] = [];
      for (let number = 1; number <= 3; number += 1) statuses.push((await app.call("POST", "/orders", "{}")).status);
      expect(statuses).toEqual([200, 200, 429]);
      expect(await app.call("POST", "/orders", "{}")).toMatchObject(gateway(429, "Too Many Requests"));
    });
  });

  test("a function without a permission for the route is not invoked", () =>
    RunningApplication.with(
      { functions: { echo }, routes: { one: { key: "GET /", function: "echo", permission: false } } },
      async (app) => {
        expect(await app.call("GET", "/")).toMatchObject(gateway(500, "Internal Server Error"));
        expect(app.reports("request")).toMatchObject([
          { reason: "no aws_lambda_permission lets apigateway.amazonaws.com invoke echo" },
        ]);
        expect(app.reports("invocation")).toEqual([]);
      },
    ));

  test("a function that takes longer than its timeout is an error", () =>
    RunningApplication.with(
      {
        functions: { slow: { code: { source: "exports.handler = () => new Promise(() => {});" } } },
        routes: { slow: { key: "GET /", function: "slow" } },
      },
      async (app) => {
        // The function's own timeout, 3 s, ends it first: a 500 of API Gateway.
        expect(await app.call("GET", "/")).toMatchObject(gateway(500, "Internal Server Error"));
        expect(app.reports("invocation")).toMatchObject([{ outcome: { errorType: "Sandbox.Timedout" } }]);
      },
    ));
});

describe("a route with a JWT authorizer", () => {
  const authorizer = { authorization_type: "JWT", authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}" };
  const application: SampleApplication = {
    functions: { echo },
    routes: {
      any: { key: "GET /any", function: "echo", authorization: authorizer },
      scoped: {
        key: "GET /scoped",
        function: "echo",
        authorization: { ...authorizer, authorization_scopes: ["orders/read", "orders/admin"] },
      },
    },
  };
  const good = { issuer: ISSUER, audience: "shop" };
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

  test("lets a token of its issuer pass, and hands its claims on as text", () =>
    RunningApplication.with(application, async (app) => {
      const token = await app.token({
        ...good,
        scope: "orders/read more",
        claims: { sub: "lena", groups: ["a", "b"], n: 7 },
      });
      const { status, body } = await app.call("GET", "/scoped", undefined, bearer(token));
      expect(status).toBe(200);
      const { authorizer: found } = (JSON.parse(body) as { requestContext: { authorizer: object } }).requestContext;
      expect(found).toMatchObject({
        jwt: {
          claims: { iss: ISSUER, aud: "shop", sub: "lena", groups: "[a b]", n: "7", scope: "orders/read more" },
          scopes: ["orders/read", "orders/admin"],
        },
      });
    }));

  test.each([
    ["no token", undefined, "Bearer"],
    [
      "another audience",
      { ...good, audience: "bank" },
      /error="invalid_token" error_description="the token does not have a valid audience"$/,
    ],
    ["another issuer", { ...good, issuer: "https://other.example/" }, /does not have a valid issuer"$/],
    ["an expired token", { ...good, expiresInSeconds: -10 }, /the token has expired"$/],
  ])("answers 401 to %s", (_, order, challenge) =>
    RunningApplication.with(application, async (app) => {
      const headers = order === undefined ? {} : bearer(await app.token(order));
      const answer = await app.call("GET", "/any", undefined, headers);
      expect(answer).toMatchObject(gateway(401, "Unauthorized"));
      expect(answer.headers.get("www-authenticate")).toMatch(challenge);
    }),
  );

  test("answers 401 to a token that somebody else signed, and 403 to one without the scope", () =>
    RunningApplication.with(application, async (app) => {
      const token = await app.token({ ...good, scope: "orders/write" });
      const forged = `${token.slice(0, -8)}AAAAAAAA`;
      expect(await app.call("GET", "/any", undefined, bearer(forged))).toMatchObject(gateway(401, "Unauthorized"));
      const answer = await app.call("GET", "/scoped", undefined, bearer(token));
      expect(answer).toMatchObject(gateway(403, "Forbidden"));
      expect(answer.headers.get("www-authenticate")).toContain('error="insufficient_scope"');
      expect(JSON.stringify(app.running.reports)).not.toContain(token);
    }));
});

describe("a route with an IAM authorizer", () => {
  const application: SampleApplication = {
    routes: { order: { key: "POST /orders", putEvents: {}, authorization: { authorization_type: "AWS_IAM" } } },
  };
  const signed = (account: string) => ({
    Authorization:
      `AWS4-HMAC-SHA256 Credential=${account}/20261121/eu-central-1/execute-api/aws4_request, ` +
      "SignedHeaders=host;x-amz-date, Signature=0a1b",
  });

  test.each([
    ["a request that is not signed", {}, 403],
    ["another account than the API's", signed("219999999999"), 403],
    ["its own account", signed(APP_ACCOUNT), 200],
  ])("%s", (_, headers, status) =>
    RunningApplication.with(application, async (app) => {
      const answer = await app.call("POST", "/orders", "{}", headers);
      expect(answer).toMatchObject(status === 403 ? gateway(403, "Forbidden") : { status });
    }),
  );
});

describe("a route that puts events", () => {
  const entries = (body: string) => JSON.parse(body) as { FailedEntryCount: number; Entries: object[] };

  test("puts the body on the bus and answers what EventBridge answers", () =>
    RunningApplication.with(
      {
        ...orders,
        consumers: {
          seen: {
            code: { source: "exports.handler = async (event) => console.log(JSON.stringify(event));" },
            pattern: { account: [APP_ACCOUNT], source: ["com.orders"] },
          },
        },
      },
      async (app) => {
        const { status, type, body } = await app.call("POST", "/orders", '{"order":"O-1","price":1.10}');
        expect([status, type]).toEqual([200, json]);
        const answer = entries(body);
        expect(answer).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) as string }] });
        await app.hub.settled();
        // What a function writes comes by another way than its result, and may come after it.
        while (app.log.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
        // Numbers stand as the client wrote them.
        expect(app.log).toEqual([expect.stringMatching(/"source":"com\.orders"/)]);
        expect(JSON.parse(app.log[0] ?? "")).toMatchObject({
          "detail-type": "OrderPlaced",
          account: APP_ACCOUNT,
          detail: { order: "O-1", price: 1.1 },
        });
      },
    ));

  test.each([
    ["a body that is no JSON", "{", "MalformedDetail", "Detail is malformed."],
    ["a body that is no object", "[1]", "MalformedDetail", "Detail is malformed."],
    ["no body", undefined, "InvalidArgument", "Parameter Detail is not valid. Reason: Detail is a required argument."],
  ])("answers 200 to %s, and makes no event", (_, body, ErrorCode, ErrorMessage) =>
    RunningApplication.with(orders, async (app) => {
      const answer = await app.call("POST", "/orders", body);
      expect(answer.status).toBe(200);
      expect(entries(answer.body)).toEqual({ FailedEntryCount: 1, Entries: [{ ErrorCode, ErrorMessage }] });
      expect(app.reports("accepted")).toEqual([]);
    }),
  );

  test("is refused as a whole when its role may not put the event", () =>
    RunningApplication.with(
      {
        routes: {
          order: {
            key: "POST /orders",
            putEvents: {
              request_parameters: { Source: "com.bank", DetailType: "X", Detail: "$request.body", EventBusName: BUS },
            },
          },
        },
      },
      async (app) => {
        const answer = await app.call("POST", "/orders", "{}");
        expect([answer.status, JSON.parse(answer.body)]).toMatchObject([400, { __type: "AccessDeniedException" }]);
        expect(app.reports("denied")).toMatchObject([{ by: "route POST /orders", action: "events:PutEvents" }]);
        expect(app.reports("accepted")).toEqual([]);
      },
    ));

  test("maps parts of the request, and of the answer", () =>
    RunningApplication.with(
      {
        routes: {
          order: {
            key: "POST /orders/{kind}",
            putEvents: {
              request_parameters: {
                Source: "com.orders",
                DetailType: "$request.body.type",
                Detail: '{"kind":"$${request.path.kind}","at":"$${request.querystring.at}"}',
                EventBusName: BUS,
              },
              response_parameters: [
                {
                  status_code: 200,
                  mappings: {
                    "overwrite:statuscode": "202",
                    "append:header.X-Event": "$response.body.Entries[0].EventId",
                  },
                },
              ],
            },
          },
        },
      },
      async (app) => {
        const answer = await app.call("POST", "/orders/tea?at=shop", '{"type":"OrderPlaced"}');
        expect(answer.status).toBe(202);
        expect(answer.headers.get("x-event")).toMatch(/^[0-9a-f-]{36}$/);
        expect(app.reports("accepted")).toMatchObject([{ event: { detailType: "OrderPlaced" } }]);
      },
    ));

  test("writes the access log of its stage, without a body", () => {
    const format =
      '{"id":"$context.requestId","route":"$context.routeKey","status":"$context.status","user":"$context.authorizer.claims.sub"}';
    const stage = { access_log_settings: { destination_arn: "arn:aws:logs:x", format } };
    return RunningApplication.with({ ...orders, stage }, async (app) => {
      await app.call("POST", "/orders", '{"note":"canary-51ab"}');
      const { output } = await app.hubPath("access-log");
      const [{ line }] = output as [{ line: string }];
      expect(JSON.parse(line)).toMatchObject({ route: "POST /orders", status: "200", user: "-" });
      expect(JSON.stringify(output)).not.toContain("canary-51ab");
    });
  });
});
