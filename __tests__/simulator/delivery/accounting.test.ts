import type { Outcome } from "#simulator/delivery";
import type { Behaviour } from "./endpoints";
import { Scene, status } from "./scene";

const EVENTS = 10_000;

/** A small generator of random numbers (mulberry32): the same seed is the same run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const faults: readonly Behaviour[] = [
  { kind: "reset" },
  { kind: "truncated" },
  { kind: "slow", milliseconds: 20_000 },
  status(302, { Location: "https://elsewhere.example/" }),
  status(400),
  status(403),
  status(409),
  status(429),
  status(429, { "Retry-After": "30" }),
  status(429, { "Retry-After": "-1" }),
  status(500),
  status(503, { "Retry-After": "Wed, 18 Nov 2026 10:00:00 GMT" }),
];

test("over 10,000 events with random faults every event is delivered or in a queue, exactly once", () => {
  const random = seeded(20_261_118);
  const answered = new Map<string, number>();
  const endpoint = ({ url }: { url: string }): Behaviour => {
    if (random() < 0.25) return faults[Math.floor(random() * faults.length)] ?? status(500);
    const id = url.slice("/orders/".length);
    answered.set(id, (answered.get(id) ?? 0) + 1);
    return status(200);
  };
  return Scene.with(
    { endpoint, random, maximumRetryAttempts: 2, maximumEventAgeInSeconds: 7_200, rateLimitPerSecond: 40 },
    async (scene) => {
      const outcomes = new Map<string, Outcome>();
      const ids = Array.from({ length: EVENTS }, (_, index) => String(index));
      await Promise.all(
        ids.map(async (id) => {
          outcomes.set(id, await scene.deliver(id));
        }),
      );

      const queued = new Map(
        scene.letters.map(({ letter }) => [(JSON.parse(letter.body) as { id: string }).id, letter]),
      );
      expect(queued.size).toBe(scene.letters.length);
      for (const id of ids) {
        const { kind } = outcomes.get(id) ?? {};
        expect([id, kind, answered.get(id) ?? 0, queued.has(id)]).toEqual(
          kind === "delivered" ? [id, "delivered", 1, false] : [id, "deadLettered", 0, true],
        );
      }

      const { counts } = scene.engine;
      expect(counts.accepted).toBe(EVENTS);
      expect(counts.delivered).toBe(answered.size);
      expect(counts.deadLettered).toBe(queued.size);
      expect(counts.delivered + counts.deadLettered).toBe(EVENTS);
      expect(counts).toMatchObject({ pending: 0, dropped: 0, stopped: 0 });
      expect(counts.deadLettered).toBeGreaterThan(500);
      expect(scene.progress.filter(({ kind }) => kind === "ended")).toHaveLength(EVENTS);
    },
  );
}, 300_000);
