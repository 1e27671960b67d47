import type { HttpStage } from "../../topology";

/** Account-level quotas of a Region, which hold where a stage sets none (API Gateway quotas). */
const ACCOUNT = { rateLimit: 10_000, burstLimit: 5_000 } as const;

interface Bucket {
  tokens: number;
  /** Milliseconds since 1970. */
  filledAt: number;
}

/**
 * Lets requests pass as a token bucket does: `burstLimit` at once, filled again by `rateLimit` a second, a bucket for each
 * route. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export class Throttle {
  readonly #buckets = new Map<string, Bucket>();

  constructor(private readonly stage: Pick<HttpStage, "throttling" | "routeThrottling">) {}

  /** Takes a token of a route. False when there is none: the request is one too many. */
  take(routeKey: string, now: number): boolean {
    const { throttling, routeThrottling } = this.stage;
    const own = routeThrottling[routeKey];
    const rate = own?.rateLimit ?? throttling.rateLimit ?? ACCOUNT.rateLimit;
    const burst = own?.burstLimit ?? throttling.burstLimit ?? ACCOUNT.burstLimit;
    const bucket = this.#buckets.get(routeKey) ?? { tokens: burst, filledAt: now };
    const tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.filledAt) / 1000) * rate);
    const passes = tokens >= 1;
    this.#buckets.set(routeKey, { tokens: passes ? tokens - 1 : tokens, filledAt: now });
    return passes;
  }
}
