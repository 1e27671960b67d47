import type { Matcher } from "./matchers";
import { inRange } from "./matchers";

type Range = Extract<Matcher, { kind: "numeric-range" }>;

interface Entry<T> {
  range: Range;
  value: T;
}

/**
 * Many numeric ranges, to find those a number lies in: sorted by lower bound, with the highest upper bound of every
 * stretch kept, so that stretches that end too early are passed over as a whole.
 */
export class RangeIndex<T> {
  private readonly entries: Entry<T>[] = [];
  /** A binary heap of highest upper bounds; made at the first search after an entry was added. */
  private highest: Float64Array | undefined;
  private width = 1;

  add(range: Range, value: T): void {
    this.entries.push({ range, value });
    this.highest = undefined;
  }

  /** Appends the values of all ranges that `number` lies in. */
  collect(number: number, found: T[]): void {
    this.highest ??= this.build();
    this.search(1, 0, this.width, number, found);
  }

  private search(position: number, start: number, width: number, number: number, found: T[]): void {
    const first = this.entries[start];
    if (first === undefined || first.range.from > number || (this.highest?.[position] ?? -Infinity) < number) return;
    if (width === 1) {
      if (inRange(first.range, number)) found.push(first.value);
      return;
    }
    const half = width / 2;
    this.search(position * 2, start, half, number, found);
    this.search(position * 2 + 1, start + half, half, number, found);
  }

  private build(): Float64Array {
    this.entries.sort((one, other) =>
      one.range.from < other.range.from ? -1 : Number(one.range.from > other.range.from),
    );
    this.width = 2 ** Math.ceil(Math.log2(Math.max(1, this.entries.length)));
    const highest = new Float64Array(this.width * 2).fill(-Infinity);
    for (const [index, { range }] of this.entries.entries()) highest[this.width + index] = range.to;
    for (let position = this.width - 1; position > 0; position -= 1) {
      highest[position] = Math.max(highest[position * 2] ?? -Infinity, highest[position * 2 + 1] ?? -Infinity);
    }
    return highest;
  }
}
