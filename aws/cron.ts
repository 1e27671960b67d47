/**
 * The fields of AWS's cron expressions: docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 * for rules, docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html for EventBridge Scheduler. Both say the
 * same of cron. What neither refuses is read as leniently as AWS was seen to read it: ranges that run over the end
 * (`20-2` is an example of AWS's), ranges of one value with a step (localstack/localstack#13572), an empty item behind a
 * comma (boto/boto3#2876).
 */

/** Which days of a month, by its days. */
export type DayOfMonth =
  | { readonly kind: "days"; readonly days: readonly number[] }
  /** The last day, or one so many days before; with `weekday`, the nearest of Monday to Friday. */
  | { readonly kind: "last"; readonly before: number; readonly weekday: boolean }
  | { readonly kind: "nearestWeekday"; readonly day: number };

/** Which days of a month, by the days of its weeks; 1 is Sunday. */
export type DayOfWeek =
  | { readonly kind: "days"; readonly days: readonly number[] }
  | { readonly kind: "last"; readonly day: number }
  | { readonly kind: "nth"; readonly day: number; readonly nth: number };

/** A cron expression that AWS takes. Lists are in ascending order. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** One of the two day fields is `?`. */
  readonly days:
    | { readonly by: "month"; readonly items: readonly DayOfMonth[] }
    | { readonly by: "week"; readonly items: readonly DayOfWeek[] };
  readonly months: readonly number[];
  readonly years: readonly number[];
}

/** What AWS refuses in a schedule expression: a field, unless it is the whole, and what to write instead. */
export interface ScheduleProblem {
  readonly field?: CronField;
  readonly wrong: string;
  readonly instead: string;
}

/** A field as AWS's documentation calls it. */
type CronField = (typeof FIELDS)[number];

const FIELDS = ["minutes", "hours", "day-of-month", "month", "day-of-week", "year"] as const;

interface Range {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
  readonly example: string;
}

const RANGES: Readonly<Record<CronField, Range>> = {
  minutes: { min: 0, max: 59, example: "0/15" },
  hours: { min: 0, max: 23, example: "8-17" },
  "day-of-month": { min: 1, max: 31, example: "1,15 or L" },
  month: {
    min: 1,
    max: 12,
    names: "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" "),
    example: "JAN or 1-6",
  },
  "day-of-week": { min: 1, max: 7, names: "SUN MON TUE WED THU FRI SAT".split(" "), example: "MON-FRI or 2#1" },
  year: { min: 1970, max: 2199, example: "2030-2035" },
};

/** Thrown within this file only: a field is read by functions that return what it means. */
class FieldRefused extends Error {
  constructor(readonly problem: ScheduleProblem) {
    super(problem.wrong);
  }
}

/** Reads what stands between the brackets of `cron(...)`. */
export function parseCron(text: string): { ok: true; cron: Cron } | { ok: false; problem: ScheduleProblem } {
  const fields = text
    .trim()
    .split(/\s+/)
    .map((field) => field.replace(/,$/, ""));
  const [minutes, hours, dayOfMonth, month, dayOfWeek, year, ...more] = fields;
  if (minutes === undefined || hours === undefined || dayOfMonth === undefined || month === undefined)
    return { ok: false, problem: wrongCount(fields) };
  if (dayOfWeek === undefined || year === undefined || more.length > 0)
    return { ok: false, problem: wrongCount(fields) };
  try {
    const cron: Cron = {
      minutes: values("minutes", minutes),
      hours: values("hours", hours),
      days: daysOf({ dayOfMonth, dayOfWeek }, (days) => [minutes, hours, days[0], month, days[1], year].join(" ")),
      months: values("month", month),
      years: values("year", year),
    };
    return { ok: true, cron };
  } catch (refused) {
    if (refused instanceof FieldRefused) return { ok: false, problem: refused.problem };
    throw refused;
  }
}

function wrongCount(fields: readonly string[]): ScheduleProblem {
  const found = fields[0] === "" ? 0 : fields.length;
  const wrong = `cron has six fields (${FIELDS.join(", ")}), found ${found}`;
  const [minutes, hours, dayOfMonth = "*", month, dayOfWeek = "*"] = fields;
  if (found !== 5) return { wrong, instead: "cron(0 6 ? * MON-FRI *)" };
  // Five fields are a crontab's: AWS's have a year, and a ? in one of the two that are about days.
  const days = dayOfWeek === "*" ? [dayOfMonth, "?"] : ["?", dayOfWeek];
  return { wrong, instead: `cron(${[minutes, hours, days[0], month, days[1], "*"].join(" ")})` };
}

/** AWS takes no values in both fields about days: exactly one of them is `?`. */
function daysOf(
  { dayOfMonth, dayOfWeek }: { readonly dayOfMonth: string; readonly dayOfWeek: string },
  withDays: (days: readonly [string, string]) => string,
): Cron["days"] {
  if (dayOfMonth === "?" && dayOfWeek === "?") {
    const wrong = "day-of-month and day-of-week are both ?";
    throw new FieldRefused({ field: "day-of-week", wrong, instead: `cron(${withDays(["*", "?"])})` });
  }
  if (dayOfWeek === "?") return { by: "month", items: items("day-of-month", dayOfMonth).map(dayOfMonthItem) };
  if (dayOfMonth === "?") {
    const found = items("day-of-week", dayOfWeek);
    if (found.length > 1 && dayOfWeek.includes("#")) {
      const wrong = "day-of-week has more than one item beside a #";
      throw new FieldRefused({ field: "day-of-week", wrong, instead: `one, such as ${found[0] ?? "2#1"}` });
    }
    return { by: "week", items: found.map(dayOfWeekItem) };
  }
  const wrong = `day-of-month is ${dayOfMonth} and day-of-week ${dayOfWeek}, and one of them has to be ?`;
  const days = dayOfWeek === "*" ? ([dayOfMonth, "?"] as const) : (["?", dayOfWeek] as const);
  throw new FieldRefused({ field: "day-of-week", wrong, instead: `cron(${withDays(days)})` });
}

function dayOfMonthItem(item: string): DayOfMonth {
  const last = /^L(?:-(\d{1,2}))?(W)?$/i.exec(item);
  if (last) return { kind: "last", before: Number(last[1] ?? 0), weekday: last[2] !== undefined };
  const weekday = /^(\d+)W$/i.exec(item)?.[1];
  if (weekday !== undefined) return { kind: "nearestWeekday", day: value("day-of-month", weekday) };
  return { kind: "days", days: span("day-of-month", item) };
}

function dayOfWeekItem(item: string): DayOfWeek {
  // Of the week, the last day is Saturday.
  if (/^L$/i.test(item)) return { kind: "days", days: [7] };
  const last = /^(\w+)L$/i.exec(item)?.[1];
  if (last !== undefined) return { kind: "last", day: value("day-of-week", last) };
  const [, day, nth] = /^(\w+)#(\d+)$/.exec(item) ?? [];
  if (day === undefined || nth === undefined) return { kind: "days", days: span("day-of-week", item) };
  if (Number(nth) < 1 || Number(nth) > 5) {
    const wrong = `day-of-week: no month has a weekday ${nth} times`;
    throw new FieldRefused({ field: "day-of-week", wrong, instead: `${day}#1 to ${day}#5` });
  }
  return { kind: "nth", day: value("day-of-week", day), nth: Number(nth) };
}

function items(field: CronField, text: string): string[] {
  const found = text.split(",").filter((item) => item !== "");
  return found.length === 0 ? refuse(field, text) : found;
}

/** All values of a field that knows neither `?` nor letters of its own. */
function values(field: CronField, text: string): readonly number[] {
  const all = items(field, text).flatMap((item) => span(field, item));
  return [...new Set(all)].sort((a, b) => a - b);
}

/** `*`, `5`, `MON`, `8-17`, and each of them with `/<step>`. */
function span(field: CronField, item: string): number[] {
  const { min, max } = RANGES[field];
  const [, whole, from, to, step] = /^(?:(\*)|(\w+)(?:-(\w+))?)?(?:\/(\d+))?$/.exec(item) ?? [];
  if (whole === undefined && from === undefined && step === undefined) refuse(field, item);
  const by = step === undefined ? 1 : Number(step);
  if (by < 1 || (field !== "year" && by > max)) {
    const instead = `a step from 1 to ${max}, or what is meant once`;
    throw new FieldRefused({ field, wrong: `${field}: a step of ${by} in ${item}`, instead });
  }
  const start = from === undefined ? min : value(field, from);
  const end = to !== undefined ? value(field, to) : from !== undefined && step === undefined ? start : max;
  if (field === "year" && end < start) refuse(field, item);
  // A range that runs over the end begins again: 20-2 are the hours from 20 to 2.
  const length = (end < start ? end + (max - min + 1) : end) - start;
  return Array.from({ length: Math.floor(length / by) + 1 }, (_, index) => {
    const each = start + index * by;
    return each > max ? each - (max - min + 1) : each;
  }).sort((a, b) => a - b);
}

function value(field: CronField, text: string): number {
  const { min, max, names } = RANGES[field];
  const named = names?.indexOf(text.toUpperCase()) ?? -1;
  const number = named >= 0 ? min + named : /^\d+$/.test(text) ? Number(text) : NaN;
  return number >= min && number <= max ? number : refuse(field, text);
}

function refuse(field: CronField, found: string): never {
  const { min, max, names, example } = RANGES[field];
  const named = names === undefined ? "" : ` (or ${names[0] ?? ""} to ${names.at(-1) ?? ""})`;
  const unknown = found === "?" && !field.startsWith("day-") ? ", which only the two fields about days know" : "";
  const wrong = `${field}: found ${JSON.stringify(found)}${unknown}`;
  throw new FieldRefused({ field, wrong, instead: `${min} to ${max}${named}, such as ${example}, or *` });
}
