import type { ConnectionDescription } from "../request";
import { attempt } from "./attempt";
import { pauseBefore } from "./back-off";
import type { Clock } from "./clock";
import { ConnectionSession } from "./connection-session";
import type { ConnectionSecrets } from "./credentials";
import { deadLetter, type ExhaustedRetryCondition, type SendDeadLetter } from "./dead-letter";
import type { Delivery, DeliveryCounts, Outcome, Progress } from "./delivery";
import type { Router } from "./exchange";
import { failure, type Failure } from "./failure";
import { RateLimit } from "./rate-limit";
import { Turns } from "./turns";

/** The one dead letter of an API destination that was published has the event; whether its target had an input is not known. */
const WHOLE_EVENT = "the body: whether AWS puts the event there, as here, or what the target's input makes of it";

/**
 * Requests under way at once, to one destination and to all. What is beyond them waits, so that its time to answer does
 * not run while this machine is busy with others. EventBridge itself is bounded by rate limits alone: a product that
 * takes a second to answer gets up to this many requests a second here.
 */
const AT_ONCE = { destination: 128, all: 512 };

/** What a {@link DeliveryEngine} needs of the world. */
export interface DeliveryEngineOptions {
  readonly clock: Clock;
  /** Between 0 and 1, for the jitter. */
  readonly random: () => number;
  readonly sendDeadLetter: SendDeadLetter;
  readonly onProgress?: (progress: Progress) => void;
  /** Ends all waiting: deliveries under way end as `stopped`. */
  readonly signal?: AbortSignal;
}

/**
 * Delivers events to API destinations as EventBridge does: connections and their tokens, rate limits, retries, dead
 * letters. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html
 *
 * Where AWS documents nothing, the choice is named where it is made; `docs/delivery.md` lists them all.
 */
export class DeliveryEngine {
  readonly #sessions = new Map<string, ConnectionSession>();
  readonly #limits = new Map<string, RateLimit>();
  readonly #turns = new Turns(AT_ONCE.all);
  readonly #turnsAt = new Map<string, Turns>();
  #atDestinations = 0;
  readonly #counts = { accepted: 0, pending: 0, delivered: 0, deadLettered: 0, dropped: 0, stopped: 0 };

  constructor(private readonly options: DeliveryEngineOptions) {}

  /** How many deliveries there are, by how they ended. */
  get counts(): DeliveryCounts {
    return { ...this.#counts };
  }

  /**
   * Makes a connection known, authorized.
   *
   * @param router where its requests and token calls go
   */
  connect(connectionArn: string, description: ConnectionDescription, secrets: ConnectionSecrets, router: Router): void {
    const { clock, onProgress } = this.options;
    const session = new ConnectionSession(description, secrets, router, clock, ({ kind, reason }) => {
      onProgress?.(kind === "authorized" ? { kind, connectionArn } : { kind, connectionArn, reason });
    });
    this.#sessions.set(connectionArn, session);
  }

  /** Authorizes a connection again, with new secrets or the old ones. False when there is no such connection. */
  updateConnection(connectionArn: string, secrets?: ConnectionSecrets): boolean {
    const session = this.#sessions.get(connectionArn);
    session?.update(secrets);
    return session !== undefined;
  }

  /** State of a connection; undefined when there is no such connection. */
  connectionState(connectionArn: string): "AUTHORIZED" | "DEAUTHORIZED" | undefined {
    return this.#sessions.get(connectionArn)?.state;
  }

  /** Delivers an event, however long that takes. Never rejects. */
  async deliver(delivery: Delivery): Promise<Outcome> {
    this.#counts.accepted += 1;
    this.#counts.pending += 1;
    const outcome = await this.#deliver(delivery);
    this.#counts.pending -= 1;
    this.#counts[outcome.kind] += 1;
    this.options.onProgress?.({ kind: "ended", delivery, outcome });
    return outcome;
  }

  async #deliver(delivery: Delivery): Promise<Outcome> {
    const { clock, random, onProgress, signal } = this.options;
    const { maximumEventAgeInSeconds, maximumRetryAttempts } = delivery.retryPolicy;
    const deadline = delivery.acceptedAt + maximumEventAgeInSeconds * 1000;
    for (let retry = 0; ; retry += 1) {
      const result = await this.#attemptInTurn(delivery, deadline);
      const attempts = retry + 1;
      switch (result.kind) {
        case "stopped":
          return { kind: "stopped", attempts: retry };
        case "tooLate":
          return this.#giveUp(delivery, result.failure, retry, Math.max(0, retry - 1), "MaximumEventAgeInSeconds");
        case "delivered":
          return { kind: "delivered", status: result.status, attempts };
        case "failed":
      }
      const { failure: failed } = result;
      if (!failed.retriable || failed.retryAfter?.kind === "stop") {
        return this.#giveUp(delivery, failed, attempts, retry, undefined);
      }
      if (retry >= maximumRetryAttempts) {
        return this.#giveUp(delivery, failed, attempts, retry, "MaximumRetryAttempts");
      }
      // "The more conservative value" of the retry policy and the header (eb-api-destinations).
      const pause = Math.max(pauseBefore(retry + 1, random), failed.retryAfter?.milliseconds ?? 0);
      if (clock.now() + pause > deadline) {
        // AWS seems to notice only when the next attempt is due: a published dead letter came six minutes late.
        return this.#giveUp(delivery, failed, attempts, retry, "MaximumEventAgeInSeconds");
      }
      onProgress?.({ kind: "retry", delivery, failure: failed, retry: retry + 1, inMilliseconds: pause });
      await clock.sleep(pause, signal);
    }
  }

  /** One attempt, when the rate limit of its destination lets it start. */
  async #attemptInTurn(delivery: Delivery, deadline: number) {
    const { clock, signal } = this.options;
    const session = this.#sessions.get(delivery.connectionArn);
    if (session === undefined) {
      const missing = failure("NO_PERMISSIONS", "the connection of the API destination does not exist.", false);
      return { kind: "failed", failure: missing } as const;
    }
    const refused = session.refusal;
    if (refused !== undefined && signal?.aborted !== true) return { kind: "failed", failure: refused } as const;
    const start = this.#limitOf(delivery).take(clock.now(), deadline);
    if ((start ?? deadline) > clock.now()) await clock.sleep((start ?? deadline) - clock.now(), signal);
    if (signal?.aborted === true) return { kind: "stopped" } as const;
    if (start === undefined) {
      const late = failure("THROTTLING", "the rate limit of the API destination let no attempt start in time.", false);
      return { kind: "tooLate", failure: late } as const;
    }
    return this.#inTurn(delivery, () => attempt(delivery, session, clock));
  }

  /** How many deliveries could make a request and wait for others to end theirs. */
  get waiting(): number {
    return this.#atDestinations + this.#turns.waiting;
  }

  async #inTurn<T>({ destination: { arn } }: Delivery, act: () => Promise<T>): Promise<T> {
    let own = this.#turnsAt.get(arn);
    if (own === undefined) {
      own = new Turns(AT_ONCE.destination);
      this.#turnsAt.set(arn, own);
    }
    const turn = own.take();
    if (turn !== undefined) {
      this.#atDestinations += 1;
      await turn;
      this.#atDestinations -= 1;
    }
    await this.#turns.take();
    try {
      return await act();
    } finally {
      this.#turns.done();
      own.done();
    }
  }

  #limitOf({ destination: { arn, rateLimitPerSecond } }: Delivery): RateLimit {
    const known = this.#limits.get(arn);
    if (known !== undefined) return known;
    const limit = new RateLimit(rateLimitPerSecond);
    this.#limits.set(arn, limit);
    return limit;
  }

  #giveUp(
    delivery: Delivery,
    failed: Failure,
    attempts: number,
    retries: number,
    exhausted: ExhaustedRetryCondition | undefined,
  ): Outcome {
    const { deadLetterArn: queueArn, ruleArn, targetArn, event: body, hasInput = false } = delivery;
    const assumption = hasInput ? WHOLE_EVENT : undefined;
    const letter = deadLetter({ ruleArn, targetArn, body, assumption }, failed, retries, exhausted);
    if (queueArn === undefined) {
      return { kind: "dropped", letter, reason: "the target has no dead-letter queue", attempts };
    }
    const receipt = this.options.sendDeadLetter(queueArn, letter, ruleArn);
    return receipt.kind === "queued"
      ? { kind: "deadLettered", queueArn, letter, attempts }
      : { kind: "dropped", letter, reason: receipt.reason, attempts };
  }
}
