import { CANARY, CONNECTION, Scene, status, tokenAnswer } from "./scene";
import type { Behaviour } from "./endpoints";

const ok = status(200);
const html = status(200, { "Content-Type": "text/html" }, "<html><body>Sign in</body></html>");
const oauth = { connection: "OAUTH_CLIENT_CREDENTIALS", maximumRetryAttempts: 3 } as const;

describe("the token call", () => {
  test("carries what is configured, the grant, the client and no more headers than it needs", () =>
    Scene.with({ ...oauth, endpoint: [ok] }, async (scene) => {
      await scene.deliver();
      const [call] = scene.tokenEndpoint.arrived;
      expect(call).toMatchObject({ method: "POST", url: "/oauth/token" });
      expect(call?.headers).toEqual({
        host: "login.example",
        "user-agent": "Amazon/EventBridge/ApiDestinations",
        connection: "close",
        "content-type": "application/x-www-form-urlencoded",
        "content-length": String(call?.body.length),
      });
      expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({
        scope: "events",
        grant_type: "client_credentials",
        client_id: "client-1",
        client_secret: CANARY.clientSecret,
      });
      expect(scene.endpoint.arrived[0]?.headers.authorization).toBe("Bearer token-1");
    }));

  test("is made once for many deliveries at once", () =>
    Scene.with({ ...oauth, endpoint: [ok] }, async (scene) => {
      await Promise.all(Array.from({ length: 20 }, (_, index) => scene.deliver(String(index))));
      expect(scene.endpoint.arrived).toHaveLength(20);
      expect(scene.tokenEndpoint.arrived).toHaveLength(1);
    }));
});

describe("a token is used until it is within 60 seconds of expiry", () => {
  test.each([
    [2_939, 1],
    [2_940, 2],
    [3_100, 2],
  ])("after %d of 3000 seconds there were %d token calls", (seconds, calls) =>
    Scene.with(
      { ...oauth, endpoint: [ok], tokenEndpoint: [tokenAnswer("token-1", 3_000), tokenAnswer("token-2", 3_000)] },
      async (scene) => {
        await scene.deliver("1");
        await scene.clock.sleep(seconds * 1000);
        await scene.deliver("2");
        expect(scene.tokenEndpoint.arrived).toHaveLength(calls);
        expect(scene.endpoint.arrived[1]?.headers.authorization).toBe(`Bearer token-${calls}`);
      },
    ),
  );

  test("one whose lifetime nobody told is used until it is refused", () =>
    Scene.with(
      { ...oauth, endpoint: [ok], tokenEndpoint: [status(200, {}, '{"access_token":"t"}')] },
      async (scene) => {
        await scene.deliver("1");
        await scene.clock.sleep(30 * 86_400_000);
        await scene.deliver("2");
        expect(scene.tokenEndpoint.arrived).toHaveLength(1);
      },
    ));
});

describe("an endpoint that refuses the token", () => {
  test.each([401, 407])("%d once: a fresh token with the retry", (code) =>
    Scene.with({ ...oauth, endpoint: [status(code), ok] }, async (scene) => {
      expect(await scene.deliver()).toEqual({ kind: "delivered", status: 200, attempts: 2 });
      const tokens = scene.endpoint.arrived.map(({ headers }) => headers.authorization);
      expect(tokens).toEqual(["Bearer token-1", "Bearer token-2"]);
    }),
  );

  test("401 always: a fresh token each time, a dead letter, and the connection stays authorized", () =>
    Scene.with({ ...oauth, endpoint: [status(401)] }, async (scene) => {
      expect(await scene.deliver()).toMatchObject({ kind: "deadLettered", attempts: 4 });
      expect(scene.endpoint.arrived).toHaveLength(4);
      expect(scene.tokenEndpoint.arrived).toHaveLength(5);
      expect(scene.engine.connectionState(CONNECTION)).toBe("AUTHORIZED");
    }));

  test("401 to many deliveries with one token: one refresh", () =>
    Scene.with(
      {
        ...oauth,
        endpoint: ({ headers }) => (headers.authorization === "Bearer token-1" ? status(401) : ok),
      },
      async (scene) => {
        const outcomes = await Promise.all(Array.from({ length: 10 }, (_, index) => scene.deliver(String(index))));
        expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(["delivered"]));
        expect(scene.tokenEndpoint.arrived).toHaveLength(2);
      },
    ));

  test("401, and the refresh is refused: de-authorised, nothing more is sent until it is updated", () =>
    Scene.with(
      {
        ...oauth,
        endpoint: [status(401), ok],
        tokenEndpoint: [tokenAnswer("token-1"), status(401), tokenAnswer("token-2")],
      },
      async (scene) => {
        const ending = scene.deliver();
        await scene.clock.sleep(500);
        expect(scene.engine.connectionState(CONNECTION)).toBe("DEAUTHORIZED");
        expect(
          await scene.deliver("2", { retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 } }),
        ).toMatchObject({
          kind: "deadLettered",
          letter: { attributes: { ERROR_CODE: "NO_PERMISSIONS" } },
        });
        scene.engine.updateConnection(CONNECTION);
        expect(await ending).toMatchObject({ kind: "delivered", attempts: 2 });
        expect(scene.endpoint.arrived).toHaveLength(2);
      },
    ));
});

describe("a token endpoint with a fault that passes: the attempt fails and is retried", () => {
  test.each<[string, Behaviour]>([
    ["a connection that is reset", { kind: "reset" }],
    ["no answer within 5 seconds", { kind: "slow", milliseconds: 5_001 }],
    ["an answer that breaks off", { kind: "truncated" }],
    ["409", status(409)],
    ["429", status(429)],
    ["500", status(500)],
    ["503", status(503)],
  ])("%s", async (_, fault) => {
    await Scene.with({ ...oauth, endpoint: [ok], tokenEndpoint: [fault, tokenAnswer("token-1")] }, async (scene) => {
      expect(await scene.deliver()).toEqual({ kind: "delivered", status: 200, attempts: 2 });
      expect(scene.engine.connectionState(CONNECTION)).toBe("AUTHORIZED");
    });
    await Scene.with({ ...oauth, endpoint: [ok], tokenEndpoint: [fault] }, async (scene) => {
      expect(await scene.deliver()).toMatchObject({
        kind: "deadLettered",
        attempts: 4,
        letter: { attributes: { ERROR_CODE: "NO_PERMISSIONS", EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts" } },
      });
      expect(scene.endpoint.arrived).toEqual([]);
    });
  });

  test("a refused connection", () =>
    Scene.with({ ...oauth, endpoint: [ok], tokenEndpoint: "refused" }, async (scene) => {
      expect(await scene.deliver()).toMatchObject({ kind: "deadLettered", attempts: 4 });
      expect(scene.endpoint.arrived).toEqual([]);
    }));

  test("Retry-After of the token endpoint: in seconds, as a date, negative", async () => {
    const at = new Date(Date.UTC(2026, 10, 18, 9, 5)).toUTCString();
    for (const [value, arrivals] of [
      ["90", [90]],
      [at, [300]],
      ["-1", []],
    ] as const) {
      const tokenEndpoint = [status(429, { "Retry-After": value }), tokenAnswer("token-1")];
      await Scene.with({ ...oauth, endpoint: [ok], tokenEndpoint }, async (scene) => {
        const { kind } = await scene.deliver();
        expect(kind).toBe(arrivals.length === 0 ? "deadLettered" : "delivered");
        expect(scene.arrivals).toEqual(arrivals);
      });
    }
  });
});

describe("a token endpoint with a fault that stays: the connection is de-authorised and nothing is sent", () => {
  test.each<[string, Behaviour]>([
    ["400", status(400, {}, '{"error":"invalid_client"}')],
    ["401", status(401)],
    ["403", status(403)],
    ["a redirect", status(302, { Location: "https://login.example/oauth/token2" })],
    ["HTML", html],
    ["JSON without a token", status(200, {}, '{"error":"unauthorized_client"}')],
  ])("%s", (_, fault) =>
    Scene.with({ ...oauth, endpoint: [ok], tokenEndpoint: [fault, tokenAnswer("token-1")] }, async (scene) => {
      expect(await scene.deliver()).toMatchObject({
        kind: "deadLettered",
        attempts: 4,
        letter: { attributes: { ERROR_CODE: "NO_PERMISSIONS" } },
      });
      expect(scene.engine.connectionState(CONNECTION)).toBe("DEAUTHORIZED");
      expect(scene.tokenEndpoint.arrived).toHaveLength(1);
      expect(scene.endpoint.arrived).toEqual([]);
    }),
  );
});
