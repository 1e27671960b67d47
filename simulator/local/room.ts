import type { Clock } from "../delivery";
import { AwsError } from "./aws-protocol";

/** Deliveries that may wait for others to end their requests, before further events have to wait. */
const MOST_WAITING = 500;

/** Deliveries that may be under way in all, those included that wait for a retry or for their rate limit. */
const MOST_PENDING = 100_000;

const PAUSE = 20;
const LONGEST_WAIT = 10_000;

/** What a {@link Room} looks at. */
export interface Load {
  /** Deliveries that could make a request now and wait for their turn. */
  readonly waiting: number;
  /** Deliveries that have not ended. */
  readonly pending: number;
}

/**
 * Keeps the memory of the hub within bounds. Where events come faster than they go, PutEvents is answered later, and
 * after ten seconds as AWS answers who is too fast. This machine's limits are not AWS's: there, PutEvents has a quota by
 * Region, and what is taken is kept however much it is.
 */
export class Room {
  constructor(
    private readonly load: () => Load,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Resolves when there is room for further events.
   *
   * @throws AwsError ThrottlingException when there is none
   */
  async have(): Promise<void> {
    for (let waited = 0; waited < LONGEST_WAIT; waited += PAUSE) {
      const { waiting, pending } = this.load();
      if (pending >= MOST_PENDING) break;
      if (waiting < MOST_WAITING) return;
      await this.clock.sleep(PAUSE, this.signal);
    }
    throw new AwsError(
      "ThrottlingException",
      "Rate exceeded: the local hub has as many deliveries under way as it holds.",
    );
  }
}
