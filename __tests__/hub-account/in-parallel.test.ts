import fc from "fast-check";
import { inParallel } from "../../hub-account/in-parallel";

test("results come in the items' order, whatever finishes first, and never more than eight are under way", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 40 }), fc.scheduler(), async (items, scheduler) => {
      let underWay = 0;
      let most = 0;
      const done: number[] = [];
      const running = inParallel(
        items,
        async (item) => {
          underWay += 1;
          most = Math.max(most, underWay);
          await scheduler.schedule(Promise.resolve());
          underWay -= 1;
          return item * 2;
        },
        (count) => done.push(count),
      );
      const results = await scheduler.waitFor(running);
      expect(results).toEqual(items.map((item) => item * 2));
      expect(most).toBeLessThanOrEqual(8);
      expect(done).toEqual(items.map((_, index) => index + 1));
    }),
  );
});

test("after a failure no further item is begun", async () => {
  const begun: number[] = [];
  const items = Array.from({ length: 100 }, (_, index) => index);
  const work = async (item: number) => {
    begun.push(item);
    await Promise.resolve();
    if (item === 3) throw new Error("no more");
  };
  await expect(inParallel(items, work)).rejects.toThrow("no more");
  expect(begun.length).toBeLessThan(24);
});
