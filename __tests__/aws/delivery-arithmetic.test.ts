import fc from "fast-check";
import { waitingOf } from "../../aws/delivery-arithmetic";

describe("events that come faster than they are taken", () => {
  it("wait in a backlog that drains at the rate", () => {
    // 100,000 events at 100 a second come in 1,000 s; 50 a second take 50,000 of them meanwhile, and 1,000 s more.
    expect(waitingOf({ peakPerSecond: 100, perDay: 100_000, ratePerSecond: 50 })).toEqual({
      backlog: 50_000,
      drainSeconds: 1_000,
      lostPerDay: 0,
    });
  });

  it("do not wait where the peak is within the rate", () => {
    expect(waitingOf({ peakPerSecond: 50, perDay: 100_000, ratePerSecond: 50 })).toMatchObject({
      backlog: 0,
      drainSeconds: 0,
    });
  });

  it("are lost where a day brings more than a day sends, whatever the peak", () => {
    expect(waitingOf({ peakPerSecond: 1, perDay: 86_401, ratePerSecond: 1 }).lostPerDay).toBe(1);
    expect(waitingOf({ peakPerSecond: 1, perDay: 86_400, ratePerSecond: 1 }).lostPerDay).toBe(0);
  });

  it("wait less, the more are taken a second", () => {
    const number = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 1_000_000 }), number, (peakPerSecond, perDay, ratePerSecond) => {
        const less = waitingOf({ peakPerSecond, perDay, ratePerSecond });
        const more = waitingOf({ peakPerSecond, perDay, ratePerSecond: ratePerSecond + 1 });
        expect(more.drainSeconds).toBeLessThanOrEqual(less.drainSeconds);
        expect(less.backlog).toBeLessThanOrEqual(perDay);
      }),
    );
  });
});
