import fc from "fast-check";
import { Turns } from "../../../simulator/delivery/turns";

test("no more than so many are at it at once, everybody has a turn, and in the order in which they came", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.nat({ max: 3_000 }), fc.scheduler(), async (most, all, s) => {
      const turns = new Turns(most);
      const order: number[] = [];
      let atOnce = 0;
      let highest = 0;
      const work = async (number: number) => {
        await turns.take();
        order.push(number);
        atOnce += 1;
        highest = Math.max(highest, atOnce);
        await (number < 20 ? s.schedule(Promise.resolve()) : Promise.resolve());
        atOnce -= 1;
        turns.done();
      };
      const done = Promise.all(Array.from({ length: all }, (_, number) => work(number)));
      await s.waitFor(done);
      expect(order).toEqual(Array.from({ length: all }, (_, number) => number));
      expect(highest).toBeLessThanOrEqual(most);
      expect(turns.waiting).toBe(0);
    }),
    { numRuns: 30 },
  );
});
