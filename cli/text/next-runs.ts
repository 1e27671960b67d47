import type { Scheduled } from "#simulator/topology";
import { parseSchedule } from "../../aws/schedule";
import { nextTimes } from "../../aws/schedule-times";

const SHOWN = 3;

/** When a schedule runs next. */
export interface Runs {
  /** Three times or fewer, in UTC as `2030-01-31T06:00:00.000Z`; none for a rate, which counts from its creation. */
  readonly next: readonly string[];
  /** Why AWS would not take the schedule. */
  readonly problem?: string;
  /** A line for people. */
  readonly words: string;
}

/** When a schedule runs next, after a moment; or why it does not. */
export function runsOf({ expression, service, timeZone, state }: Scheduled, now: Date): Runs {
  const read = parseSchedule(expression, service);
  if (!read.ok) {
    const { wrong, instead } = read.problem;
    const problem = `AWS would refuse it: ${wrong}; write ${instead}`;
    return { next: [], problem, words: problem };
  }
  if (state === "DISABLED") return { next: [], words: "disabled" };
  if (read.schedule.kind === "rate") return { next: [], words: "next times count from when it is made" };
  if (!isTimeZone(timeZone)) {
    const problem = `AWS would refuse its time zone: found ${JSON.stringify(timeZone)}; write one such as Europe/Berlin`;
    return { next: [], problem, words: problem };
  }
  const next = nextTimes(read.schedule, now, SHOWN, timeZone).map((time) => time.toISOString());
  const shown = next.map((time) => time.slice(0, 16).replace("T", " ")).join(", ");
  return { next, words: next.length === 0 ? "never again" : `next ${shown} UTC` };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
