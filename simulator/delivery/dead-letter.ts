import type { ErrorCode } from "./failure";

/** Which limit of the retry policy ended the attempts, in AWS's words. */
export type ExhaustedRetryCondition = "MaximumRetryAttempts" | "MaximumEventAgeInSeconds";

/**
 * Attributes of a dead letter, all of type String.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export interface DeadLetterAttributes {
  readonly RULE_ARN: string;
  readonly TARGET_ARN: string;
  readonly ERROR_CODE: ErrorCode;
  readonly ERROR_MESSAGE: string;
  /** Left out when no limit was reached: the failure was not one to retry. */
  readonly EXHAUSTED_RETRY_CONDITION?: ExhaustedRetryCondition;
  /** How many attempts followed the first one. Left out where none did, as in all letters that were recorded on AWS. */
  readonly RETRY_ATTEMPTS?: string;
}

/** An event that was given up. */
export interface DeadLetter {
  /**
   * What the target would have received, as recorded on AWS for queues, topics and log groups; for an API destination the
   * event as it came.
   */
  readonly body: string;
  readonly attributes: DeadLetterAttributes;
  /** What of the body is not known of AWS. */
  readonly assumption?: string;
}

/** What became of a dead letter. */
export type DeadLetterReceipt = { readonly kind: "queued" } | { readonly kind: "refused"; readonly reason: string };

/** Puts a dead letter into a queue. A queue that is missing or whose policy forbids it refuses, and the event is lost. */
export type SendDeadLetter = (queueArn: string, letter: DeadLetter, ruleArn: string) => DeadLetterReceipt;

/** Whose dead letter it is, and what would be in it. */
export interface GivenUpDelivery {
  readonly ruleArn: string;
  readonly targetArn: string;
  readonly body: string;
  readonly assumption?: string | undefined;
}

/** The dead letter of a delivery that was given up. */
export function deadLetter(
  { ruleArn, targetArn, body, assumption }: GivenUpDelivery,
  { code, message }: { readonly code: ErrorCode; readonly message: string },
  retries = 0,
  exhausted?: ExhaustedRetryCondition,
): DeadLetter {
  return {
    body,
    attributes: {
      RULE_ARN: ruleArn,
      TARGET_ARN: targetArn,
      ERROR_CODE: code,
      ERROR_MESSAGE: message,
      ...(exhausted === undefined ? {} : { EXHAUSTED_RETRY_CONDITION: exhausted }),
      ...(retries === 0 ? {} : { RETRY_ATTEMPTS: String(retries) }),
    },
    ...(assumption === undefined ? {} : { assumption }),
  };
}
