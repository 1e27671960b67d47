import { waitingOf } from "../../aws/delivery-arithmetic";
import { SECONDS_A_DAY, sumOfPeaks } from "../../aws/expected-peak";
import type { Finding } from "../files/findings";
import type { DestinationFile } from "../model";
import type { SoundFiles } from "../sound-files";
import { formatNumber } from "../wording";

/** Destinations whose rate takes what is expected of all their events, at the busiest time and on a busy day. */
export function* expectedPeaks({ tenants }: SoundFiles): Iterable<Finding> {
  for (const { value, file } of tenants) {
    for (const [id, destination] of Object.entries(value.destinations)) {
      const { invocationRateLimitPerSecond: rate, events } = destination;
      const path = ["destinations", id, "invocationRateLimitPerSecond"];
      const expected = Object.values(events);
      const perDay = expected.reduce((sum, { expectedPerDay = 0 }) => sum + expectedPerDay, 0);
      if (perDay > rate * SECONDS_A_DAY) {
        yield file.finding("more-per-day-than-rate", path, tooManyADay(perDay, rate));
        continue;
      }
      const peak = sumOfPeaks(expected.map(({ expectedPeakPerSecond = 0 }) => expectedPeakPerSecond));
      if (peak > rate) yield file.finding("peak-above-rate", path, peakAboveRate(destination, peak, perDay));
    }
  }
}

function tooManyADay(perDay: number, rate: number): string {
  const { lostPerDay } = waitingOf({ peakPerSecond: rate, perDay, ratePerSecond: rate });
  const wrong =
    `the expectedPerDay of its events add up to ${formatNumber(perDay)}, and ${formatNumber(rate)} per second are ` +
    `${formatNumber(rate * SECONDS_A_DAY)} a day: ${formatNumber(lostPerDay)} a day end in the dead-letter queue, however long they may wait`;
  return `${wrong}; write ${Math.ceil(perDay / SECONDS_A_DAY)} or more if the product takes as many, or narrower event patterns`;
}

function peakAboveRate({ invocationRateLimitPerSecond: rate, events }: DestinationFile, peak: number, perDay: number) {
  const above = `the expectedPeakPerSecond of its events add up to ${formatNumber(peak)}, above ${formatNumber(rate)} per second`;
  const instead = `write ${Math.ceil(peak)} or more if the product takes as many, or narrower event patterns`;
  if (perDay === 0) {
    const then =
      "events then wait, and those older than retryPolicy.maximumEventAgeInSeconds end in the dead-letter queue";
    return `${above}: ${then}; ${instead}`;
  }
  const { backlog, drainSeconds } = waitingOf({ peakPerSecond: peak, perDay, ratePerSecond: rate });
  const ages = Object.values(events).map(({ retryPolicy }) => retryPolicy.maximumEventAgeInSeconds);
  const age = Math.min(...ages);
  const outlived =
    drainSeconds > age
      ? `longer than the ${minutes(age)} that retryPolicy.maximumEventAgeInSeconds allows, so the last end in the dead-letter queue`
      : `within the ${minutes(age)} that retryPolicy.maximumEventAgeInSeconds allows`;
  const wrong =
    `if the ${formatNumber(perDay)} of a day come at that peak, up to ${formatNumber(backlog)} wait for up to ` +
    `${minutes(drainSeconds)}, ${outlived}`;
  return `${above}: ${wrong}; ${instead}`;
}

function minutes(seconds: number): string {
  const whole = Math.ceil(seconds / 60);
  return `${formatNumber(whole)} ${whole === 1 ? "minute" : "minutes"}`;
}
