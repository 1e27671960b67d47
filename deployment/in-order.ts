/** The order of stacks: each after those it depends on, several at once, and a failure stops only what depends on it. */
import { DeploymentError } from "./failure";

interface Ordered {
  readonly name: string;
  readonly dependencies: readonly string[];
}

/** How the work is done. */
export interface OrderedWork<Item, Result> {
  /** How many at once, 1 at least. */
  readonly atOnce: number;
  /** Once aborted, nothing more is begun. What is under way ends in its own time. */
  readonly interruption: AbortSignal;
  readonly work: (item: Item) => Promise<Result>;
  /** Whether what depends on it may begin. */
  readonly isDone: (result: Result) => boolean;
  /** The result of what is never begun: because of another item, or of the interruption. */
  readonly notBegun: (item: Item, because: string | undefined) => Result;
}

/**
 * Works through items.
 *
 * @returns the results in the items' order
 * @throws what `work` throws first, once all that was under way has ended
 * @throws DeploymentError when items wait for each other
 */
export async function inOrder<Item extends Ordered, Result>(
  items: readonly Item[],
  { atOnce, interruption, work, isDone, notBegun }: OrderedWork<Item, Result>,
): Promise<Result[]> {
  const results = new Map<string, Result>();
  const waiting = new Set(items);
  const underWay = new Set<Promise<void>>();
  const done = new Set<string>();
  const lost = new Map<string, string>();
  let fault: { readonly error: unknown } | undefined;

  const begin = (item: Item) => {
    const running = work(item)
      .then((result) => {
        results.set(item.name, result);
        if (isDone(result)) done.add(item.name);
        else lost.set(item.name, item.name);
      })
      .catch((error: unknown) => {
        fault ??= { error };
      })
      .finally(() => underWay.delete(running));
    underWay.add(running);
  };

  const giveUp = (item: Item, because: string | undefined) => {
    waiting.delete(item);
    results.set(item.name, notBegun(item, because));
    if (because !== undefined) lost.set(item.name, because);
  };

  while (waiting.size > 0 || underWay.size > 0) {
    for (const item of waiting) {
      const because = item.dependencies.map((name) => lost.get(name)).find((one) => one !== undefined);
      if (because !== undefined) giveUp(item, because);
      else if (interruption.aborted) giveUp(item, undefined);
      else if (fault === undefined && underWay.size < atOnce && item.dependencies.every((name) => done.has(name))) {
        waiting.delete(item);
        begin(item);
      }
    }
    if (underWay.size > 0) await Promise.race(underWay);
    else if (fault !== undefined) break;
    else if (
      waiting.size > 0 &&
      [...waiting].every(({ dependencies }) => !dependencies.some((name) => lost.has(name)))
    ) {
      throw new DeploymentError(`stacks wait for each other: ${[...waiting].map(({ name }) => name).join(", ")}`);
    }
  }
  if (fault !== undefined) throw fault.error;
  return items.flatMap(({ name }) => {
    const result = results.get(name);
    return result === undefined ? [] : [result];
  });
}
