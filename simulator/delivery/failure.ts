import type { Exchange } from "./exchange";
import { readRetryAfter, type RetryAfter } from "./retry-after";

/**
 * Codes of a dead letter. Recorded on AWS (September 2026), none of them after a retry:
 *
 * - `INVALID_JSON`: what the target's input makes of the event is no JSON
 * - `NO_PERMISSIONS`: a policy does not allow the call, or the next bus the event
 * - `FAILED_TO_ASSUME_ROLE`: the target's role does not trust EventBridge, or does not exist
 * - `NO_RESOURCE`: the queue does not exist, or its key is disabled
 * - `RULE_DECRYPTION_FAILURE`: the key of the bus cannot be used; the bus's own queue gets the letter
 * - `THIRD_ACCOUNT_HOP_DETECTED`, `THIRD_REGION_HOP_DETECTED`: the event came over a bus, or into a Region, before
 *
 * For API destinations AWS publishes "a sample of the error codes a DLQ can return" (eb-rule-dlq) and not which of them
 * comes when, so the choice is ours:
 *
 * - `THROTTLING`: 429, or the rate limit let no attempt start in time
 * - `UNKNOWN`: no answer within five seconds (as in a published dead letter of 2023)
 * - `SDK_CLIENT_ERROR`: the endpoint cannot be reached (as in a published dead letter of 2026)
 * - `ERROR_FROM_TARGET`: any other answer than 2xx
 * - `NO_PERMISSIONS`: also that the connection is not authorized, or its token call failed
 * - `INVALID_PARAMETER`: no request can be made of the event
 */
export type ErrorCode =
  | "ERROR_FROM_TARGET"
  | "FAILED_TO_ASSUME_ROLE"
  | "INVALID_JSON"
  | "INVALID_PARAMETER"
  | "NO_PERMISSIONS"
  | "NO_RESOURCE"
  | "RULE_DECRYPTION_FAILURE"
  | "SDK_CLIENT_ERROR"
  | "THIRD_ACCOUNT_HOP_DETECTED"
  | "THIRD_REGION_HOP_DETECTED"
  | "THROTTLING"
  | "UNKNOWN";

/** Why an attempt failed, and whether another may follow. */
export interface Failure {
  readonly code: ErrorCode;
  /** Begins as AWS's own messages do; never holds a header, a query or a body. */
  readonly message: string;
  /** False: the event is given up at once. */
  readonly retriable: boolean;
  readonly retryAfter: RetryAfter | undefined;
}

/** What is called of an API destination, as {@link failureOf} names it. */
export const THE_ENDPOINT = "the endpoint";

/** AWS's words, of a published dead letter. */
const TIMEOUT = "Timeout calling endpoint for API Destination: socket closed.";

/** Beside 5xx (eb-api-destinations; older copies of that page name 429 and 5xx only). */
const RETRIED_STATUSES: ReadonlySet<number> = new Set([401, 407, 409, 429]);

/** True for statuses after which EventBridge tries again. */
function isRetriedStatus(status: number): boolean {
  return RETRIED_STATUSES.has(status) || (status >= 500 && status <= 599);
}

/** An attempt that failed without an answer to speak of. */
export function failure(code: ErrorCode, what: string, retriable: boolean): Failure {
  return { code, message: `Unable to invoke ApiDestination endpoint: ${what}`, retriable, retryAfter: undefined };
}

/**
 * Why an exchange is a failure; undefined when it is none, which is any complete 2xx.
 *
 * A name that does not resolve is given up at once, as is said of EventBridge at second hand; one that cannot be resolved
 * now is not.
 *
 * @param whose what was called: {@link THE_ENDPOINT}, or another in words
 * @param now milliseconds since 1970, for a `Retry-After` that is a date
 */
export function failureOf(result: Exchange, whose: string, now: number): Failure | undefined {
  switch (result.kind) {
    case "answer": {
      const { status } = result;
      if (status >= 200 && status <= 299) return undefined;
      const code = status === 429 ? "THROTTLING" : "ERROR_FROM_TARGET";
      const retryAfter = readRetryAfter(result.retryAfter, now);
      return { ...failure(code, `${whose} answered ${status}.`, isRetriedStatus(status)), retryAfter };
    }
    case "timeout":
      return failure("UNKNOWN", whose === THE_ENDPOINT ? TIMEOUT : `Timeout calling ${whose}.`, true);
    case "broken": {
      const message = `${whose} cannot be reached (${result.code}).`;
      return failure("SDK_CLIENT_ERROR", message, result.code !== "ENOTFOUND");
    }
    case "unsendable":
      return failure("INVALID_PARAMETER", `the request cannot be sent: ${result.reason}.`, false);
  }
}
