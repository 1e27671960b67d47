/** Whether work takes time as its size does, measured as a ratio within one run. */

/** What is done with a size. */
export type Work = (size: number) => void;

/** So many things, each made of its number. */
export const series = <T>(size: number, make: (number: number) => T): T[] =>
  Array.from({ length: size }, (_, n) => make(n));

/** The quickest of some runs: on a machine that others use too, the rest measures the others. */
function quickest(work: Work, size: number): number {
  return Math.min(
    ...series(4, () => {
      const start = performance.now();
      work(size);
      return performance.now() - start;
    }),
  );
}

const TIMES = 8;

/**
 * Whether time grows with the size: the square would take 64 times as long, and what takes no time is no measure. On a
 * machine that is busy with something else a try may fail; where time grows with the square, every try does.
 */
export function growsWithSize(work: Work, size: number): boolean {
  return series(5, (attempt) => attempt).some(() => {
    const small = quickest(work, size);
    return quickest(work, size * TIMES) < small * TIMES * 3 + 40;
  });
}
