const SECOND = 1000;

/**
 * The rate limit of one API destination: in any second no more invocations start than it allows, and the others wait
 * their turn ("EventBridge delays the excess", eb-quota). Retries count too. AWS does not document how it spaces
 * invocations within a second; here they start as soon as the last second has room.
 */
export class RateLimit {
  readonly #perSecond: number;
  /** When the latest invocations start, as a ring: as many as one second may hold. */
  readonly #starts: number[] = [];
  #next = 0;

  /** @param perSecond invocations, at least 1 */
  constructor(perSecond: number) {
    this.#perSecond = Math.max(1, Math.floor(perSecond));
  }

  /**
   * Takes the next free place in the queue.
   *
   * @returns when the invocation may start, or undefined, with no place taken, when that is after `latest`
   */
  take(now: number, latest: number): number | undefined {
    const oldest = this.#starts[this.#next];
    const start = oldest === undefined ? now : Math.max(now, oldest + SECOND);
    if (start > latest) return undefined;
    this.#starts[this.#next] = start;
    this.#next = (this.#next + 1) % this.#perSecond;
    return start;
  }
}
