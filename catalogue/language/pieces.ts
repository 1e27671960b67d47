/** Pieces that several kinds of files are made of, larger than those of fields.ts. */
import { z } from "zod";
import { write } from "./advice";
import * as field from "./fields";
import { formatNumber } from "../wording";
import { EVENT_AGE_SECONDS, EVENT_PATTERN_CHARACTERS, RETRY_ATTEMPTS } from "../../aws/limits";

/** A whole number within bounds; the sentence names both. */
export const wholeNumber = (min: number, max: number, description: string, example: number) =>
  z
    .int({ error: write(`a whole number from ${min} to ${max}`) })
    .min(min, { error: write(`a whole number from ${min} to ${max}`) })
    .max(max, { error: write(`a whole number from ${min} to ${max}`) })
    .meta({ description, examples: [example] });

/** A record with at least one entry; editors learn it from `minProperties`, the reference names its example by `entry`. */
export function nonEmpty<V extends z.ZodType>(value: V, error: string, entry: string) {
  return z
    .record(field.id, value, { error })
    .refine((entries) => Object.keys(entries).length > 0, { error })
    .meta({ minProperties: 1, entry });
}

/** Checked by the pattern compiler of the simulator, not by shape. */
export const eventPattern = z.record(z.string(), z.unknown()).meta({
  description: "Event pattern. `source` is required; the hub adds `account` itself",
  examples: [{ source: ["com.acme.shop.orders"], "detail-type": ["Order Placed"] }],
  limits: `a mapping of at most ${formatNumber(EVENT_PATTERN_CHARACTERS)} characters as JSON`,
  aws: "eventbridge.PutRuleRequest.EventPattern",
});

/** Of a target on the hub bus. */
export const retryPolicy = z
  .strictObject({
    maximumEventAgeInSeconds: wholeNumber(
      EVENT_AGE_SECONDS.min,
      EVENT_AGE_SECONDS.max,
      "Give up after so many seconds",
      3_600,
    )
      .default(EVENT_AGE_SECONDS.max)
      .meta({ aws: "eventbridge.RetryPolicy.MaximumEventAgeInSeconds" }),
    maximumRetryAttempts: wholeNumber(RETRY_ATTEMPTS.min, RETRY_ATTEMPTS.max, "Attempts after the first", 20)
      .default(RETRY_ATTEMPTS.max)
      .meta({ aws: "eventbridge.RetryPolicy.MaximumRetryAttempts" }),
  })
  .prefault({})
  .meta({ description: "How long delivery is tried before the event goes to the dead-letter queue" });
