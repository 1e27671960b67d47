/** The first pause, in seconds, before jitter. */
const FIRST_PAUSE = 1;

/** No pause is longer, in seconds. */
const LONGEST_PAUSE = 900;

/**
 * The pause before a retry, in milliseconds: it doubles from one second up to fifteen minutes, and a random half of it
 * is taken away.
 *
 * AWS says "exponential back off and jitter" and gives no numbers (eb-rule-retry-policy). These are ours; they make some
 * 135 retries in a day. A dead letter that somebody published, of an endpoint that timed out for a day, names 129.
 *
 * @param retry 1 for the first retry
 * @param random between 0 and 1
 */
export function pauseBefore(retry: number, random: () => number): number {
  const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (retry - 1));
  return Math.round(1000 * longest * (1 - random() / 2));
}
