/**
 * Schedule expressions of AWS: of rules (docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html)
 * and of EventBridge Scheduler (docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html).
 */
import { parseCron, type Cron, type ScheduleProblem } from "./cron";

/** Whose expression it is: the two services differ in `at(...)` and in how a rate is written. */
export type ScheduleService = "rule" | "scheduler";

/** An expression that AWS takes. */
export type Schedule =
  | { readonly kind: "cron"; readonly cron: Cron }
  | { readonly kind: "rate"; readonly value: number; readonly unit: "minute" | "hour" | "day" }
  /** @property time without time zone, as `2030-01-31T06:00:00` */
  | { readonly kind: "at"; readonly time: string };

/** An expression that AWS takes, or why it would not. */
export type ScheduleParse =
  { readonly ok: true; readonly schedule: Schedule } | { readonly ok: false; readonly problem: ScheduleProblem };

/** Reads a schedule expression as the service would. */
export function parseSchedule(text: string, service: ScheduleService): ScheduleParse {
  const [, kind, inner = ""] = /^(cron|rate|at)\((.*)\)$/s.exec(text) ?? [];
  switch (kind) {
    case "cron": {
      const read = parseCron(inner);
      return read.ok ? { ok: true, schedule: { kind: "cron", cron: read.cron } } : read;
    }
    case "rate":
      return parseRate(inner, service);
    case "at":
      return service === "scheduler" ? parseAt(inner) : refused("rules know no at(...)", "cron(...) or rate(...)");
    case undefined:
    default: {
      const crontab = parseCron(text);
      const instead = crontab.ok ? `cron(${text})` : "rate(5 minutes) or cron(0 6 ? * MON-FRI *)";
      return refused(`found ${JSON.stringify(text)}`, instead);
    }
  }
}

/**
 * A rule asks for `1 minute` and `2 minutes`, letter for letter. Scheduler documents the plurals in its guide and both
 * forms in its API reference (API_CreateSchedule), whatever the value.
 */
function parseRate(inner: string, service: ScheduleService): ScheduleParse {
  const [, digits = "", unit, plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(inner) ?? [];
  const value = Number(digits);
  if ((unit !== "minute" && unit !== "hour" && unit !== "day") || value < 1) {
    const wrong = `rate(${inner}) is not a whole number and a unit, with one space between`;
    return refused(wrong, "a number from 1 and minutes, hours or days, such as rate(5 minutes)");
  }
  if (service === "rule" && (value === 1) !== (plural === "")) {
    return refused(
      `rate(${inner}): a rule's unit agrees with its number`,
      `rate(${value} ${unit}${value === 1 ? "" : "s"})`,
    );
  }
  return { ok: true, schedule: { kind: "rate", value, unit } };
}

function parseAt(time: string): ScheduleParse {
  const valid = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(time) && isDate(time);
  const instead = "a date and a time without time zone, such as at(2030-01-31T06:00:00)";
  return valid ? { ok: true, schedule: { kind: "at", time } } : refused(`at(${time}) is not a time`, instead);
}

/** February 30 is none, though JavaScript takes it for March 2. */
function isDate(time: string): boolean {
  const read = new Date(`${time}Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(time);
}

function refused(wrong: string, instead: string): ScheduleParse {
  return { ok: false, problem: { wrong, instead } };
}
