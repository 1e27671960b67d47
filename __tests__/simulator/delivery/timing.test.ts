import { Scene, status } from "./scene";

const ok = status(200);

describe("retries", () => {
  test("back off exponentially, up to fifteen minutes", () =>
    Scene.with({ endpoint: [status(500)], maximumRetryAttempts: 12 }, async (scene) => {
      await scene.deliver();
      const pauses = scene.arrivals.slice(1).map((at, index) => at - (scene.arrivals[index] ?? 0));
      expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
    }));

  test("jitter takes up to half of a pause away", () =>
    Scene.with({ endpoint: [status(500)], maximumRetryAttempts: 3, random: () => 0.5 }, async (scene) => {
      await scene.deliver();
      expect(scene.arrivals).toEqual([0, 0.75, 2.25, 5.25]);
    }));

  test("a day of them ends with the maximum age, in less than a second", async () => {
    const began = performance.now();
    await Scene.with({ endpoint: [status(503)], random: () => 0.5 }, async (scene) => {
      const outcome = await scene.deliver();
      expect(outcome).toMatchObject({
        kind: "deadLettered",
        letter: { attributes: { EXHAUSTED_RETRY_CONDITION: "MaximumEventAgeInSeconds", RETRY_ATTEMPTS: "136" } },
      });
      expect(scene.endpoint.arrived).toHaveLength(137);
      expect(scene.seconds).toBeGreaterThan(86_400 - 900);
      expect(scene.seconds).toBeLessThanOrEqual(86_400);
    });
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test("none are made when the policy allows none", () =>
    Scene.with({ endpoint: [status(503), ok], maximumRetryAttempts: 0 }, async (scene) => {
      expect(await scene.deliver()).toMatchObject({
        kind: "deadLettered",
        attempts: 1,
        letter: { attributes: { EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts" } },
      });
    }));
});

describe("the rate limit of a destination", () => {
  test("delays the excess", () =>
    Scene.with({ endpoint: [ok], rateLimitPerSecond: 3 }, async (scene) => {
      await Promise.all(Array.from({ length: 8 }, (_, index) => scene.deliver(String(index))));
      expect(scene.arrivals).toEqual([0, 0, 0, 1, 1, 1, 2, 2]);
    }));

  test("counts retries too", () =>
    Scene.with({ endpoint: [status(500), ok], rateLimitPerSecond: 1 }, async (scene) => {
      await Promise.all([scene.deliver("1"), scene.deliver("2")]);
      expect(scene.arrivals).toEqual([0, 1, 2]);
    }));

  test("what waits longer than the maximum age is a dead letter that was never sent", () =>
    Scene.with({ endpoint: [ok], rateLimitPerSecond: 1, maximumEventAgeInSeconds: 60 }, async (scene) => {
      const outcomes = await Promise.all(Array.from({ length: 70 }, (_, index) => scene.deliver(String(index))));
      expect(outcomes.filter(({ kind }) => kind === "delivered")).toHaveLength(61);
      expect(scene.endpoint.arrived).toHaveLength(61);
      expect(outcomes.at(-1)).toMatchObject({
        kind: "deadLettered",
        attempts: 0,
        letter: {
          attributes: {
            ERROR_CODE: "THROTTLING",
            EXHAUSTED_RETRY_CONDITION: "MaximumEventAgeInSeconds",
          },
        },
      });
      expect(scene.seconds).toBe(60);
    }));

  test("is each destination's own", () =>
    Scene.with({ endpoint: [ok], rateLimitPerSecond: 1 }, async (scene) => {
      const other = {
        arn: "other",
        endpoint: "https://api.example/",
        httpMethod: "POST",
        rateLimitPerSecond: 1,
      } as const;
      await Promise.all([scene.deliver("1"), scene.deliver("2", { destination: other })]);
      expect(scene.arrivals).toEqual([0, 0]);
    }));
});

test("stopping ends what waits, and accounts for it", async () => {
  const stop = new AbortController();
  await Scene.with({ endpoint: [status(500)], signal: stop.signal }, async (scene) => {
    const waiting = [scene.deliver("1"), scene.deliver("2")];
    await scene.clock.sleep(60_000);
    stop.abort();
    expect((await Promise.all(waiting)).map(({ kind }) => kind)).toEqual(["stopped", "stopped"]);
    expect(scene.engine.counts).toEqual({
      accepted: 2,
      pending: 0,
      delivered: 0,
      deadLettered: 0,
      dropped: 0,
      stopped: 2,
    });
  });
});
