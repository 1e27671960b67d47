import fc from "fast-check";
import { Throttle } from "../../../simulator/local/http-api/throttle";

const none = { rateLimit: undefined, burstLimit: undefined };

test("a burst passes at once, and the rate fills it again", () => {
  const throttle = new Throttle({ throttling: { rateLimit: 2, burstLimit: 3 }, routeThrottling: {} });
  expect([0, 0, 0, 0, 400, 500, 1_000].map((at) => throttle.take("GET /", at))).toEqual([
    ...[true, true, true, false],
    ...[false, true, true],
  ]);
});

test("a route's own limits go before those of the stage, and each route has a bucket of its own", () => {
  const routeThrottling = { "GET /a": { rateLimit: 0, burstLimit: 1 } };
  const throttle = new Throttle({ throttling: none, routeThrottling });
  expect(["GET /a", "GET /a", "GET /b", "GET /b"].map((key) => throttle.take(key, 0))).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

test("in any stretch of time no more pass than the burst and what the rate allows", () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 });
  const limits = fc.record({ rateLimit: fc.integer({ min: 1, max: 20 }), burstLimit: fc.integer({ min: 1, max: 10 }) });
  fc.assert(
    fc.property(limits, gaps, (throttling, pauses) => {
      const throttle = new Throttle({ throttling, routeThrottling: {} });
      let at = 0;
      let passed = 0;
      for (const pause of pauses) {
        at += pause;
        if (throttle.take("GET /", at)) passed += 1;
      }
      expect(passed).toBeLessThanOrEqual(throttling.burstLimit + (at / 1000) * throttling.rateLimit + 1e-6);
    }),
  );
});
