import type { Clock, Hold } from "./clock";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
  awake: boolean;
}

/**
 * A clock that jumps to the next sleeper as soon as nobody is awake: real requests over loopback take no virtual time,
 * and a virtual day takes as long as what happens in it. Sleepers wake one by one in the order of their times, so a run
 * with the same random numbers is the same run.
 *
 * A server in the same process that answers late on purpose says so with {@link stall}; otherwise its caller would hold
 * the time that it waits for.
 */
export class VirtualClock implements Clock {
  #now: number;
  /** Latest first: the next one to wake is at the end. */
  readonly #sleepers: Sleeper[] = [];
  readonly #holds = new Set<{ port: number | undefined }>();
  readonly #stalled = new Set<number>();
  #checkPlanned = false;

  /** @param start milliseconds since 1970 */
  constructor(start = Date.UTC(2026, 10, 18, 9)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const sleeper: Sleeper = {
        at: this.#now + Math.max(0, milliseconds),
        awake: false,
        wake: () => {
          sleeper.awake = true;
          signal?.removeEventListener("abort", sleeper.wake);
          resolve();
        },
      };
      signal?.addEventListener("abort", sleeper.wake, { once: true });
      this.#sleepers.splice(this.#position(sleeper.at), 0, sleeper);
      this.#planCheck();
    });
  }

  /** Virtual time stands still while anything is done. */
  busy(): number {
    return 0;
  }

  hold(): Hold {
    const hold: { port: number | undefined } = { port: undefined };
    this.#holds.add(hold);
    return {
      onPort: (port) => {
        hold.port = port;
      },
      release: () => {
        if (!this.#holds.delete(hold)) return;
        if (hold.port !== undefined) this.#stalled.delete(hold.port);
        this.#planCheck();
      },
    };
  }

  /**
   * Sleeps on behalf of a server. Meanwhile the caller on that port does not hold the time.
   *
   * @param port the caller's port, `request.socket.remotePort`
   */
  async stall(port: number | undefined, milliseconds: number): Promise<void> {
    if (port !== undefined) this.#stalled.add(port);
    await this.sleep(milliseconds);
    if (port !== undefined) this.#stalled.delete(port);
  }

  /** Where a sleeper belongs: before all that wake no later, so that equals wake in the order they came. */
  #position(at: number): number {
    let low = 0;
    let high = this.#sleepers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sleepers[middle]?.at ?? 0) > at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Looks again when everything that is due in this turn of the event loop has run. */
  #planCheck(): void {
    if (this.#checkPlanned) return;
    this.#checkPlanned = true;
    setImmediate(() => {
      this.#checkPlanned = false;
      this.#wakeNext();
    });
  }

  #wakeNext(): void {
    for (const { port } of this.#holds) if (port === undefined || !this.#stalled.has(port)) return;
    let next = this.#sleepers.pop();
    while (next?.awake === true) next = this.#sleepers.pop();
    if (next === undefined) return;
    this.#now = next.at;
    next.wake();
    this.#planCheck();
  }
}
