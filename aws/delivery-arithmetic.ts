/**
 * How long events wait for a destination that takes fewer a second than come.
 *
 * The model: the events of a day come in one burst, each second as many as the peak, and none outside of it. That is the
 * worst that the two numbers allow. The destination takes its rate from the first event on, in the order of arrival, at
 * once and without failures. With peak P, rate R and D events a day, the burst lasts D / P seconds. At its end
 * D x (1 - R / P) events wait, and they are gone after D x (1 / R - 1 / P) more, which is how long the last one waits.
 * Of more than R x 86,400 events a day some are left over each evening, so the backlog has no end: whatever the age that
 * events may reach, what exceeds the rate is lost.
 */
import { SECONDS_A_DAY } from "./expected-peak";

/** What is expected of a destination. */
export interface ExpectedLoad {
  readonly peakPerSecond: number;
  readonly perDay: number;
  readonly ratePerSecond: number;
}

/** What follows from it. */
export interface Waiting {
  /** Events that wait at the end of the burst. */
  readonly backlog: number;
  /** From then on, until none waits; the longest that an event waits. */
  readonly drainSeconds: number;
  /** Events that a day brings beyond what a day can send: lost, however old they may become. */
  readonly lostPerDay: number;
}

/** The arithmetic of the model above; nothing waits where the peak is within the rate. */
export function waitingOf({ peakPerSecond: peak, perDay, ratePerSecond: rate }: ExpectedLoad): Waiting {
  const lostPerDay = Math.max(0, perDay - rate * SECONDS_A_DAY);
  if (peak <= rate) return { backlog: 0, drainSeconds: 0, lostPerDay };
  return { backlog: Math.round(perDay * (1 - rate / peak)), drainSeconds: perDay * (1 / rate - 1 / peak), lostPerDay };
}
