import { CANARY, CONNECTION, QUEUE, Scene, status } from "./scene";
import type { Behaviour } from "./endpoints";

const ok = status(200);

/** Delivers one event and says how it ended. */
function play(endpoint: readonly Behaviour[] | "refused", options: { retries?: number; age?: number } = {}) {
  const { retries = 3, age = 86_400 } = options;
  return Scene.with({ endpoint, maximumRetryAttempts: retries, maximumEventAgeInSeconds: age }, async (scene) => ({
    outcome: await scene.deliver(),
    scene,
  }));
}

describe("what EventBridge retries, is delivered by a retry", () => {
  test.each<[string, Behaviour]>([
    ["a connection that is reset", { kind: "reset" }],
    ["no answer within 5 seconds", { kind: "slow", milliseconds: 5_001 }],
    ["an answer that breaks off", { kind: "truncated" }],
    ["409", status(409)],
    ["429", status(429)],
    ["500", status(500)],
    ["503", status(503)],
    ["599", status(599)],
  ])("%s", async (_, fault) => {
    const { outcome, scene } = await play([fault, ok]);
    expect(outcome).toEqual({ kind: "delivered", status: 200, attempts: 2 });
    expect(scene.endpoint.arrived).toHaveLength(2);
    expect(scene.letters).toEqual([]);
  });

  test("an answer just before 5 seconds is in time", async () => {
    const { outcome } = await play([{ kind: "slow", milliseconds: 4_999 }]);
    expect(outcome).toMatchObject({ kind: "delivered", attempts: 1 });
  });
});

describe("what EventBridge retries, is a dead letter when it stays so", () => {
  test.each<[string, Behaviour | "refused", string, RegExp]>([
    ["a refused connection", "refused", "SDK_CLIENT_ERROR", /the endpoint cannot be reached \(ECONNREFUSED\)/],
    ["a connection that is reset", { kind: "reset" }, "SDK_CLIENT_ERROR", /cannot be reached \(ECONNRESET\)/],
    [
      "no answer within 5 seconds",
      { kind: "slow", milliseconds: 60_000 },
      "UNKNOWN",
      /Timeout calling endpoint for API Destination: socket closed\.$/,
    ],
    ["an answer that breaks off", { kind: "truncated" }, "SDK_CLIENT_ERROR", /cannot be reached/],
    ["409", status(409), "ERROR_FROM_TARGET", /the endpoint answered 409/],
    ["429", status(429), "THROTTLING", /the endpoint answered 429/],
    ["500", status(500), "ERROR_FROM_TARGET", /the endpoint answered 500/],
    ["503", status(503), "ERROR_FROM_TARGET", /the endpoint answered 503/],
  ])("%s", async (_, fault, code, message) => {
    const { outcome, scene } = await play(fault === "refused" ? fault : [fault], { retries: 3 });
    expect(outcome).toMatchObject({ kind: "deadLettered", queueArn: QUEUE, attempts: 4 });
    expect(scene.letters).toEqual([
      {
        queueArn: QUEUE,
        letter: {
          body: '{"id":"1","detail":{}}',
          attributes: {
            RULE_ARN: "arn:aws:events:eu-central-1:200000000001:rule/central/orders",
            TARGET_ARN: "arn:aws:events:eu-central-1:200000000001:api-destination/orders/uuid",
            ERROR_CODE: code,
            ERROR_MESSAGE: expect.stringMatching(message) as string,
            EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts",
            RETRY_ATTEMPTS: "3",
          },
        },
      },
    ]);
  });
});

describe("what EventBridge does not retry, is a dead letter at once", () => {
  test.each([301, 302, 303, 307, 308, 400, 403, 404, 408, 410, 422])("%d", async (code) => {
    const { outcome, scene } = await play([status(code, { Location: "https://elsewhere.example/" }), ok]);
    expect(outcome).toMatchObject({ kind: "deadLettered", attempts: 1 });
    expect(scene.endpoint.arrived).toHaveLength(1);
    expect(scene.seconds).toBe(0);
    const { attributes } = scene.letters[0]?.letter ?? {};
    expect(attributes?.ERROR_CODE).toBe("ERROR_FROM_TARGET");
    expect(Object.keys(attributes ?? {}).sort()).toEqual(["ERROR_CODE", "ERROR_MESSAGE", "RULE_ARN", "TARGET_ARN"]);
  });
});

describe("Retry-After", () => {
  const first = 1; // The first pause of the back-off, in seconds, without jitter.

  test("in seconds: the later of header and back-off", async () => {
    const later = await play([status(429, { "Retry-After": "120" }), ok]);
    expect(later.scene.arrivals).toEqual([0, 120]);
    const sooner = await play([status(429, { "Retry-After": "0" }), ok]);
    expect(sooner.scene.arrivals).toEqual([0, first]);
  });

  test("as a date: the later of date and back-off, in the clock of the delivery", async () => {
    const start = Date.UTC(2026, 10, 18, 9);
    const at = (seconds: number) => new Date(start + seconds * 1000).toUTCString();
    const later = await play([status(503, { "Retry-After": at(300) }), ok]);
    expect(later.scene.arrivals).toEqual([0, 300]);
    const past = await play([status(503, { "Retry-After": at(-300) }), ok]);
    expect(past.scene.arrivals).toEqual([0, first]);
  });

  test("negative: no retry", async () => {
    const { outcome, scene } = await play([status(429, { "Retry-After": "-1" }), ok]);
    expect(outcome).toMatchObject({ kind: "deadLettered", attempts: 1 });
    expect(scene.letters[0]?.letter.attributes).not.toHaveProperty("EXHAUSTED_RETRY_CONDITION");
  });

  test("that makes no sense: the back-off decides", async () => {
    const { scene } = await play([status(429, { "Retry-After": "soon" }), ok]);
    expect(scene.arrivals).toEqual([0, first]);
  });

  test("beyond the maximum age: a dead letter now", async () => {
    const { outcome, scene } = await play([status(429, { "Retry-After": "3600" }), ok], { age: 600 });
    expect(outcome).toMatchObject({ kind: "deadLettered", attempts: 1 });
    expect(scene.letters[0]?.letter.attributes.EXHAUSTED_RETRY_CONDITION).toBe("MaximumEventAgeInSeconds");
    expect(scene.seconds).toBe(0);
  });
});

describe("a connection with a static credential", () => {
  test.each(["BASIC", "API_KEY"] as const)(
    "%s: 401 de-authorises it, and nothing is sent until it is updated",
    (type) =>
      Scene.with({ connection: type, endpoint: [status(401), ok] }, async (scene) => {
        const waiting = [scene.deliver("1"), scene.deliver("2")];
        while (scene.engine.connectionState(CONNECTION) === "AUTHORIZED") await scene.clock.sleep(1);
        await scene.clock.sleep(3_600_000);
        expect(scene.endpoint.arrived.length).toBeLessThanOrEqual(2);
        const before = scene.endpoint.arrived.length;
        scene.engine.updateConnection(CONNECTION);
        const outcomes = await Promise.all(waiting);
        expect(outcomes.map(({ kind }) => kind)).toEqual(["delivered", "delivered"]);
        expect(scene.endpoint.arrived.length).toBeGreaterThan(before);
        const reasons = scene.progress.filter(({ kind }) => kind === "deauthorized" || kind === "authorized");
        expect(reasons).toMatchObject([
          { kind: "deauthorized", reason: "the endpoint answered 401" },
          { kind: "authorized" },
        ]);
      }),
  );

  test.each([401, 407])("%d always: a dead letter after one request", async (code) => {
    const { outcome, scene } = await play([status(code)], { retries: 5 });
    expect(outcome).toMatchObject({ kind: "deadLettered", attempts: 6 });
    expect(scene.endpoint.arrived).toHaveLength(1);
    expect(scene.letters[0]?.letter.attributes).toMatchObject({
      ERROR_CODE: "NO_PERMISSIONS",
      EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts",
      RETRY_ATTEMPTS: "5",
    });
  });

  test("403 does not de-authorise it", async () => {
    const { scene } = await play([status(403), ok]);
    expect(scene.engine.connectionState(CONNECTION)).toBe("AUTHORIZED");
  });

  test("a 401 to the credentials before an update does not de-authorise those after it", () =>
    Scene.with({ endpoint: [{ kind: "slow", milliseconds: 2_000 }] }, async (scene) => {
      const ending = scene.deliver();
      await scene.clock.sleep(1_000);
      scene.engine.updateConnection(CONNECTION);
      await ending;
      expect(scene.engine.connectionState(CONNECTION)).toBe("AUTHORIZED");
    }));
});

describe("without a queue that takes it, an event that is given up is dropped and counted", () => {
  test("no queue", () =>
    Scene.with({ endpoint: [status(400)], deadLetterArn: undefined }, async (scene) => {
      expect(await scene.deliver()).toMatchObject({ kind: "dropped", reason: "the target has no dead-letter queue" });
      expect(scene.engine.counts).toMatchObject({ accepted: 1, dropped: 1, pending: 0 });
    }));

  test("a queue that refuses", () =>
    Scene.with({ endpoint: [status(400)], queueRefuses: "its policy does not let the rule send" }, async (scene) => {
      expect(await scene.deliver()).toMatchObject({
        kind: "dropped",
        reason: "its policy does not let the rule send",
        letter: { attributes: { ERROR_CODE: "ERROR_FROM_TARGET" } },
      });
    }));
});

test("no dead letter, report or outcome holds a secret", async () => {
  for (const connection of ["BASIC", "API_KEY", "OAUTH_CLIENT_CREDENTIALS"] as const) {
    await Scene.with({ connection, endpoint: [status(500), status(401), status(400)] }, async (scene) => {
      const outcome = await scene.deliver();
      const said = JSON.stringify([outcome, scene.letters, scene.progress]);
      for (const canary of Object.values(CANARY)) expect(said).not.toContain(canary);
      expect(said).not.toContain("token-1");
    });
  }
});
