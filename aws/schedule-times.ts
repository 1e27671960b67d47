/** When a schedule runs next. */
import type { Cron, DayOfMonth, DayOfWeek } from "./cron";
import type { Schedule } from "./schedule";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The next times that a schedule runs, after a moment; fewer where it ends before. None for a rate, which AWS counts from
 * when the schedule is made.
 *
 * @param timeZone as IANA names it, such as `Europe/Berlin`; of EventBridge Scheduler only, rules are in UTC. A time that
 * does not exist as the clocks go forward is left out, and one that comes twice as they go back counts once
 * (docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html, daylight savings time).
 * @throws RangeError for a time zone that is none
 */
export function nextTimes(schedule: Schedule, after: Date, count: number, timeZone = "UTC"): Date[] {
  const clock = clockOf(timeZone);
  const found: Date[] = [];
  for (const wall of wallTimes(schedule, clock(after.getTime()))) {
    const time = instantOf(wall, clock);
    if (time === undefined || time <= after.getTime()) continue;
    found.push(new Date(time));
    if (found.length >= count) break;
  }
  return found;
}

/** Times as a clock on a wall shows them, in milliseconds as if it were in UTC; ascending, from a day before. */
function wallTimes(schedule: Schedule, from: number): Iterable<number> {
  switch (schedule.kind) {
    case "rate":
      return [];
    case "at":
      return [Date.parse(`${schedule.time}Z`)];
    case "cron":
      return cronTimes(schedule.cron, from);
  }
}

function* cronTimes(cron: Cron, from: number): Iterable<number> {
  const start = new Date(from - DAY);
  for (const year of cron.years) {
    if (year < start.getUTCFullYear()) continue;
    for (const month of cron.months) {
      for (const day of daysIn(cron.days, year, month)) {
        const midnight = Date.UTC(year, month - 1, day);
        if (midnight + DAY <= start.getTime()) continue;
        for (const hour of cron.hours) {
          for (const minute of cron.minutes) yield midnight + (hour * 60 + minute) * MINUTE;
        }
      }
    }
  }
}

/** The days of a month that are meant, ascending. */
function daysIn(days: Cron["days"], year: number, month: number): number[] {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  // 1 is Sunday.
  const weekday = (day: number) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
  const found =
    days.by === "month"
      ? days.items.flatMap((item) => byMonth(item, length, weekday))
      : days.items.flatMap((item) => byWeek(item, length, weekday));
  return [...new Set(found)].filter((day) => day >= 1 && day <= length).sort((a, b) => a - b);
}

function byMonth(item: DayOfMonth, length: number, weekday: (day: number) => number): readonly number[] {
  switch (item.kind) {
    case "days":
      return item.days;
    case "last": {
      const day = length - item.before;
      return [item.weekday ? nearestWeekday(day, length, weekday) : day];
    }
    case "nearestWeekday":
      return item.day > length ? [] : [nearestWeekday(item.day, length, weekday)];
  }
}

/** Within the month: the Monday after Saturday the first, the Friday before Sunday the last. */
function nearestWeekday(day: number, length: number, weekday: (day: number) => number): number {
  const of = weekday(day);
  if (of === 7) return day === 1 ? 3 : day - 1;
  if (of === 1) return day === length ? day - 2 : day + 1;
  return day;
}

function byWeek(item: DayOfWeek, length: number, weekday: (day: number) => number): number[] {
  const all = Array.from({ length }, (_, index) => index + 1);
  switch (item.kind) {
    case "days":
      return all.filter((day) => item.days.includes(weekday(day)));
    case "last":
      return all.filter((day) => weekday(day) === item.day).slice(-1);
    case "nth":
      return all.filter((day) => weekday(day) === item.day).slice(item.nth - 1, item.nth);
  }
}

/** What a clock on a wall shows at an instant, in milliseconds as if it were in UTC. */
function clockOf(timeZone: string): (instant: number) => number {
  if (timeZone === "UTC") return (instant) => instant;
  const format = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  });
  return (instant) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const { year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN, second = NaN } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

/** The first instant at which the clock shows a time; undefined where it leaps over it. */
function instantOf(wall: number, clock: (instant: number) => number): number | undefined {
  const guesses = [wall - DAY, wall + DAY].map((near) => wall - (clock(near) - near));
  return guesses.filter((guess) => clock(guess) === wall).sort((a, b) => a - b)[0];
}
