/** Calls of AWS under way at once: well below the 50 reads a second at which EventBridge throttles. */
const AT_ONCE = 8;

/** Is told after each item how many of how many are done. */
export type OnProgress = (done: number, total: number) => void;

/**
 * Does the same with every item, several at once, and gives the results in the items' order.
 *
 * @throws what `work` throws first; no further item is begun then
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  onProgress: OnProgress = () => undefined,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  // One iterator for all workers: each takes what is next.
  const queue = items.entries();
  let failed = false;
  const worker = async () => {
    for (const [index, item] of queue) {
      if (failed) return;
      try {
        results.set(index, await work(item));
      } catch (error) {
        failed = true;
        throw error;
      }
      onProgress(results.size, items.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}
