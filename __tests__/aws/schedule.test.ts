import fc from "fast-check";
import { parseSchedule } from "../../aws/schedule";
import { nextTimes } from "../../aws/schedule-times";

/** Monday. */
const NOW = new Date("2026-11-23T10:07:30Z");

function next(expression: string, count = 3, timeZone?: string, after = NOW): string[] {
  const read = parseSchedule(expression, "scheduler");
  if (!read.ok) throw new Error(read.problem.wrong);
  return nextTimes(read.schedule, after, count, timeZone).map((time) => time.toISOString().slice(0, 16));
}

/** eb-scheduled-rule-pattern and eb-create-rule-schedule of EventBridge's guide, schedule-types of Scheduler's. */
const OF_THE_GUIDES: readonly (readonly [expression: string, times: readonly string[]])[] = [
  ["cron(0 10 * * ? *)", ["2026-11-24T10:00", "2026-11-25T10:00", "2026-11-26T10:00"]],
  ["cron(15 12 * * ? *)", ["2026-11-23T12:15", "2026-11-24T12:15", "2026-11-25T12:15"]],
  ["cron(0 18 ? * MON-FRI *)", ["2026-11-23T18:00", "2026-11-24T18:00", "2026-11-25T18:00"]],
  ["cron(0 8 1 * ? *)", ["2026-12-01T08:00", "2027-01-01T08:00", "2027-02-01T08:00"]],
  ["cron(0/15 * * * ? *)", ["2026-11-23T10:15", "2026-11-23T10:30", "2026-11-23T10:45"]],
  ["cron(0/10 * ? * MON-FRI *)", ["2026-11-23T10:10", "2026-11-23T10:20", "2026-11-23T10:30"]],
  ["cron(0/5 8-17 ? * MON-FRI *)", ["2026-11-23T10:10", "2026-11-23T10:15", "2026-11-23T10:20"]],
  ["cron(0/30 20-2 ? * MON-FRI *)", ["2026-11-23T20:00", "2026-11-23T20:30", "2026-11-23T21:00"]],
  ["cron(0/30 20-23 ? * MON-FRI *)", ["2026-11-23T20:00", "2026-11-23T20:30", "2026-11-23T21:00"]],
  ["cron(0/30 0-2 ? * MON-FRI *)", ["2026-11-24T00:00", "2026-11-24T00:30", "2026-11-24T01:00"]],
  ["cron(0 12 * * ? *)", ["2026-11-23T12:00", "2026-11-24T12:00", "2026-11-25T12:00"]],
  ["cron(5,35 14 * * ? *)", ["2026-11-23T14:05", "2026-11-23T14:35", "2026-11-24T14:05"]],
  ["cron(15 10 ? * 6L 2019-2022)", []],
  ["cron(15 10 ? * 6L 2022-2030)", ["2026-11-27T10:15", "2026-12-25T10:15", "2027-01-29T10:15"]],
  ["cron(15 10 ? * 3#2 *)", ["2026-12-08T10:15", "2027-01-12T10:15", "2027-02-09T10:15"]],
  ["cron(0 9 3W * ? *)", ["2026-12-03T09:00", "2027-01-04T09:00", "2027-02-03T09:00"]],
  ["rate(1 minute)", []],
  ["rate(5 minutes)", []],
  ["rate(1 hour)", []],
  ["rate(1 day)", []],
];

test.each(OF_THE_GUIDES)("%s, an example of AWS's guides, is taken and runs when they say", (expression, times) => {
  expect(next(expression)).toEqual(times);
});

test.each(OF_THE_GUIDES)("%s is taken of a rule too", (expression) => {
  expect(parseSchedule(expression, "rule").ok).toBe(true);
});

describe("what AWS was seen to take", () => {
  test.each([
    ["a range of one value with a step (localstack#13572)", "cron(0-15/1 8-8 ? * 2,3,4,5,6,7 *)", "2026-11-24T08:00"],
    ["a range of one minute (localstack#13572)", "cron(30-30 13-13 ? * 2,4,6 *)", "2026-11-23T13:30"],
    ["a step that leaves its range (localstack#13572)", "cron(1-31/30 1-1 ? * 1,7 *)", "2026-11-28T01:01"],
    ["a comma behind each field (boto3#2876)", "cron(0/5, 9-18, ?, *, MON-FRI, *)", "2026-11-23T10:10"],
    ["every minute of an hour (cfn-lint#1351)", "cron(* 1 * * ? *)", "2026-11-24T01:00"],
  ])("%s", (_, expression, first) => {
    expect(next(expression, 1)).toEqual([first]);
  });
});

test.each([
  ["the last day of the month", "cron(0 6 L * ? *)", ["2026-11-30T06:00", "2026-12-31T06:00", "2027-01-31T06:00"]],
  ["two days before it", "cron(0 6 L-2 * ? *)", ["2026-11-28T06:00", "2026-12-29T06:00", "2027-01-29T06:00"]],
  ["its last weekday", "cron(0 6 LW * ? *)", ["2026-11-30T06:00", "2026-12-31T06:00", "2027-01-29T06:00"]],
  ["the weekday nearest the first", "cron(0 6 1W * ? *)", ["2026-12-01T06:00", "2027-01-01T06:00", "2027-02-01T06:00"]],
  [
    "a Monday in place of a Saturday",
    "cron(0 6 1W 5 ? *)",
    ["2027-05-03T06:00", "2028-05-01T06:00", "2029-05-01T06:00"],
  ],
  [
    "Saturday as the last day of the week",
    "cron(0 6 ? * L *)",
    ["2026-11-28T06:00", "2026-12-05T06:00", "2026-12-12T06:00"],
  ],
  [
    "days over the end of the week",
    "cron(0 6 ? * SAT-MON *)",
    ["2026-11-28T06:00", "2026-11-29T06:00", "2026-11-30T06:00"],
  ],
  [
    "months by name, in small letters",
    "cron(0 6 1 jan,jul ? *)",
    ["2027-01-01T06:00", "2027-07-01T06:00", "2028-01-01T06:00"],
  ],
  ["February 29", "cron(0 6 29 2 ? *)", ["2028-02-29T06:00", "2032-02-29T06:00", "2036-02-29T06:00"]],
])("runs on %s", (_, expression, times) => {
  expect(next(expression)).toEqual(times);
});

describe("in a time zone", () => {
  const zone = "Europe/Berlin";

  it("runs at the time that clocks show there, winter and summer", () => {
    expect(next("cron(0 6 23 5,11,12 ? *)", 2, zone)).toEqual(["2026-12-23T05:00", "2027-05-23T04:00"]);
  });

  it("leaves out a time that the clocks leap over", () => {
    const after = new Date("2027-03-27T12:00:00Z");
    expect(next("cron(30 2 * * ? *)", 2, zone, after)).toEqual(["2027-03-29T00:30", "2027-03-30T00:30"]);
  });

  it("runs once at a time that comes twice", () => {
    const after = new Date("2027-10-30T12:00:00Z");
    expect(next("cron(30 2 * * ? *)", 2, zone, after)).toEqual(["2027-10-31T00:30", "2027-11-01T01:30"]);
  });

  it("runs once at(...), unless that is over", () => {
    expect(next("at(2026-11-24T06:00:00)", 3, zone)).toEqual(["2026-11-24T05:00"]);
    expect(next("at(2026-11-22T06:00:00)", 3, zone)).toEqual([]);
  });
});

test.each([
  // Recorded by LocalStack's validated tests: PutRule answers "Parameter ScheduleExpression is not valid."
  ...["rate(10 seconds)", "rate(10 years)", "rate(1 minutes)", "rate(1 hours)", "rate(1 days)", "rate(10 minute)"],
  ...["rate(10 hour)", "rate(10 day)", "rate()", "rate(10)", "rate(10 minutess)", "rate(foo minutes)"],
  ...["rate(0 minutes)", "rate(-10 minutes)", "rate(10 MINUTES)", "rate( 10 minutes )", " rate(10 minutes)"],
  "at(2030-01-31T06:00:00)",
])("%s is no expression of a rule", (expression) => {
  expect(parseSchedule(expression, "rule").ok).toBe(false);
});

test.each(["at(2030-02-30T06:00:00)", "at(2030-01-31)", "at(2030-01-31T06:00:00Z)", "cron()", "cron(, * * * ? *)", ""])(
  "%s is no expression of Scheduler",
  (expression) => {
    expect(parseSchedule(expression, "scheduler").ok).toBe(false);
  },
);

test.each(["rate(1 minutes)", "rate(1 minute)", "rate(5 minute)"])(
  "Scheduler takes %s in either number",
  (expression) => {
    expect(parseSchedule(expression, "scheduler").ok).toBe(true);
  },
);

test("an expression in the notation of crontab is told in AWS's", () => {
  const instead = (expression: string) => {
    const read = parseSchedule(expression, "scheduler");
    return read.ok ? "" : read.problem.instead;
  };
  expect(instead("cron(0 6 * * MON)")).toBe("cron(0 6 ? * MON *)");
  expect(instead("0 6 * * ? *")).toBe("cron(0 6 * * ? *)");
});

test("whatever the fields, times ascend, lie ahead, and are the fields' own", () => {
  const minute = fc.integer({ min: 0, max: 59 });
  const hour = fc.integer({ min: 0, max: 23 });
  const day = fc.integer({ min: 1, max: 7 });
  fc.assert(
    fc.property(
      minute,
      hour,
      day,
      fc.date({ min: NOW, max: new Date("2090-01-01"), noInvalidDate: true }),
      (m, h, d, after) => {
        const read = parseSchedule(`cron(${m} ${h} ? * ${d} *)`, "rule");
        const times = read.ok ? nextTimes(read.schedule, after, 3) : [];
        expect(times.map((time) => [time.getUTCMinutes(), time.getUTCHours(), time.getUTCDay() + 1])).toEqual(
          Array(3).fill([m, h, d]),
        );
        const [first = 0, second = 0, third = 0] = times.map(Number);
        expect(first).toBeGreaterThan(after.getTime());
        expect([second - first, third - second]).toEqual([7 * 86_400_000, 7 * 86_400_000]);
      },
    ),
  );
});
