import type { Failure } from "./failure";

/** Which limit of the retry policy ended the attempts, in AWS's words. */
export type ExhaustedRetryCondition = "MaximumRetryAttempts" | "MaximumEventAgeInSeconds";

/**
 * Attributes of a dead letter, all of type String.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export interface DeadLetterAttributes {
  readonly RULE_ARN: string;
  readonly TARGET_ARN: string;
  readonly ERROR_CODE: string;
  readonly ERROR_MESSAGE: string;
  /** Left out when no limit was reached: the failure was not one to retry. */
  readonly EXHAUSTED_RETRY_CONDITION?: ExhaustedRetryCondition;
  /** How many attempts followed the first one. */
  readonly RETRY_ATTEMPTS: string;
}

/** An event that was given up. */
export interface DeadLetter {
  /** The event as it came, not what the target's input made of it. */
  readonly body: string;
  readonly attributes: DeadLetterAttributes;
}

/** What became of a dead letter. */
export type DeadLetterReceipt = { readonly kind: "queued" } | { readonly kind: "refused"; readonly reason: string };

/** Puts a dead letter into a queue. A queue that is missing or whose policy forbids it refuses, and the event is lost. */
export type SendDeadLetter = (queueArn: string, letter: DeadLetter, ruleArn: string) => DeadLetterReceipt;

/** The dead letter of a delivery that was given up. */
export function deadLetter(
  { event, ruleArn, targetArn }: { readonly event: string; readonly ruleArn: string; readonly targetArn: string },
  { code, message }: Failure,
  retries: number,
  exhausted: ExhaustedRetryCondition | undefined,
): DeadLetter {
  return {
    body: event,
    attributes: {
      RULE_ARN: ruleArn,
      TARGET_ARN: targetArn,
      ERROR_CODE: code,
      ERROR_MESSAGE: message,
      ...(exhausted === undefined ? {} : { EXHAUSTED_RETRY_CONDITION: exhausted }),
      RETRY_ATTEMPTS: String(retries),
    },
  };
}
