import { sumOfPeaks } from "../../aws/expected-peak";
import type { Finding } from "../files/findings";
import type { SoundFiles } from "../sound-files";
import { formatNumber } from "../wording";

/** Destinations whose rate takes what is expected of all their events at the busiest time. */
export function* expectedPeaks({ tenants }: SoundFiles): Iterable<Finding> {
  for (const { value, file } of tenants) {
    for (const [id, { invocationRateLimitPerSecond: rate, events }] of Object.entries(value.destinations)) {
      const peak = sumOfPeaks(Object.values(events).map(({ expectedPeakPerSecond = 0 }) => expectedPeakPerSecond));
      if (peak <= rate) continue;
      const wrong =
        `the expectedPeakPerSecond of its events add up to ${formatNumber(peak)}, above ${formatNumber(rate)} ` +
        "per second: events then wait, and those older than retryPolicy.maximumEventAgeInSeconds end in the " +
        "dead-letter queue";
      const instead = `write ${Math.ceil(peak)} or more if the product takes as many, or narrower event patterns`;
      yield file.finding(
        "peak-above-rate",
        ["destinations", id, "invocationRateLimitPerSecond"],
        `${wrong}; ${instead}`,
      );
    }
  }
}
