/**
 * Lets so many do something at once; the others wait for their turn, in the order in which they came.
 */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  #next = 0;

  constructor(most: number) {
    this.#free = most;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.length - this.#next;
  }

  /** Resolves when it is one's turn. Whoever has had it says so with {@link done}. */
  take(): Promise<void> | undefined {
    if (this.#free > 0) {
      this.#free -= 1;
      return undefined;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Ends a turn. */
  done(): void {
    const next = this.#waiting[this.#next];
    if (next === undefined) {
      this.#free += 1;
      return;
    }
    this.#next += 1;
    // Not one by one: shifting a long list moves all of it.
    if (this.#next > 1_000 && this.#next * 2 > this.#waiting.length) {
      this.#waiting.splice(0, this.#next);
      this.#next = 0;
    }
    next();
  }
}
