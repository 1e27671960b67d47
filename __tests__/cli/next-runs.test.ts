import { runsOf } from "../../cli/text/next-runs";
import type { Scheduled } from "#simulator/topology";

const NOW = new Date("2026-11-23T10:07:30Z");

const daily: Scheduled = {
  ...{ name: "daily", service: "scheduler", expression: "cron(0 6 * * ? *)" },
  ...{ timeZone: "UTC", state: "ENABLED", target: "function f" },
};

test("the next three times are told in UTC, whatever the time zone", () => {
  expect(runsOf({ ...daily, timeZone: "Europe/Berlin" }, NOW)).toEqual({
    next: ["2026-11-24T05:00:00.000Z", "2026-11-25T05:00:00.000Z", "2026-11-26T05:00:00.000Z"],
    words: "next 2026-11-24 05:00, 2026-11-25 05:00, 2026-11-26 05:00 UTC",
  });
});

test.each<[what: string, differs: Partial<Scheduled>, words: string]>([
  ["a rate has no times that can be known", { expression: "rate(5 minutes)" }, "next times count from when it is made"],
  ["what is disabled does not run", { state: "DISABLED" }, "disabled"],
  ["a time that is over does not come again", { expression: "at(2026-11-22T06:00:00)" }, "never again"],
])("%s", (_, differs, words) => {
  expect(runsOf({ ...daily, ...differs }, NOW)).toEqual({ next: [], words });
});

test.each<[what: string, differs: Partial<Scheduled>, problem: string]>([
  [
    "a field",
    { expression: "cron(0 25 * * ? *)" },
    'AWS would refuse it: hours: found "25"; write 0 to 23, such as 8-17, or *',
  ],
  [
    "at(...) of a rule",
    { service: "rule", expression: "at(2030-01-31T06:00:00)" },
    "AWS would refuse it: rules know no at(...); write cron(...) or rate(...)",
  ],
  [
    "a time zone",
    { timeZone: "Mars/Olympus" },
    'AWS would refuse its time zone: found "Mars/Olympus"; write one such as Europe/Berlin',
  ],
])("%s that AWS would refuse is named in place of times", (_, differs, problem) => {
  expect(runsOf({ ...daily, ...differs }, NOW)).toEqual({ next: [], problem, words: problem });
});
