/**
 * How many events a second are expected to match a rule at the busiest time. AWS knows no such thing: a tag of the rule
 * carries it through the emitted Terraform, whose readers know nothing else.
 */

/** The most that can be declared, far above what EventBridge invokes without being asked. */
export const MOST_EXPECTED = 10_000;

/** What a rate per second is counted up to where events of a day are expected. */
export const SECONDS_A_DAY = 86_400;

/** Key of the tag. Its value is a number as JavaScript and Terraform write it: digits, `.`, and `e-7` where it is tiny. */
export const EXPECTED_PEAK_TAG = "expected-peak-per-second";

const NUMBER = /^\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** The peak that the tags of a rule tell; undefined where they tell none, or something that is none. */
export function expectedPeakIn(tags: Readonly<Record<string, unknown>>): number | undefined {
  const tag = Object.hasOwn(tags, EXPECTED_PEAK_TAG) ? tags[EXPECTED_PEAK_TAG] : undefined;
  const peak = typeof tag === "string" && NUMBER.test(tag) ? Number(tag) : tag;
  return typeof peak === "number" && Number.isFinite(peak) && peak > 0 ? peak : undefined;
}

/** Peaks together: without the 0.1 + 0.2 = 0.30000000000000004 that would put a sum above its limit. */
export function sumOfPeaks(peaks: readonly number[]): number {
  return Number(peaks.reduce((sum, peak) => sum + peak, 0).toPrecision(12));
}
