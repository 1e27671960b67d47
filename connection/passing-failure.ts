/** Which failures of AWS and its SDK pass by themselves, so that the same call may succeed in a while. */
import { isThrottlingError, isTransientError } from "@smithy/core/retry";

/** Whether a service asks to come back later. The SDK counts a quota that is used up, too; waiting does not help there. */
export function isThrottled(error: unknown): boolean {
  return isJudgeable(error) && error.name !== "LimitExceededException" && isThrottlingError(error);
}

/**
 * Two updates at once of which the service takes one: EventBridge's and Parameter Store's names for it. Both answer 400,
 * so the SDK takes them for a fault of the request.
 */
const OVERTAKEN = ["ConcurrentModificationException", "TooManyUpdates"];

/** Whether a failure passes: by the SDK's own judgement of throttling, network and service, or as another call ends. */
export function isPassing(error: unknown): boolean {
  return isJudgeable(error) && (isThrottled(error) || isTransientError(error) || OVERTAKEN.includes(error.name));
}

/** What the SDK can judge: it looks at a cause too, and wants it to be an error. */
function isJudgeable(error: unknown): error is Parameters<typeof isTransientError>[0] {
  return isObject(error) && (!("cause" in error) || error.cause === undefined || isObject(error.cause));
}

/** Not `instanceof Error`: an error of the network may be another realm's. */
function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
