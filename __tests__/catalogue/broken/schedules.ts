/** Schedules of functions. AWS names no field; each of these does. */
import { applications } from "../applications-folder";
import type { Broken } from "../environment-folder";

const scheduled = (expression: string) => applications("functions/signup.yaml", "rate(1 minute)", expression);

export const schedules: readonly Broken[] = [
  {
    title: "all days in both fields about days",
    edit: scheduled("cron(55 7-23 * * * *)"),
    expected: [
      "functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: day-of-month is * and day-of-week *, and one of them has to be ?; write cron(55 7-23 * * ? *) [schedule-invalid]",
    ],
  },
  {
    title: "days in both fields about days",
    edit: scheduled("cron(0 6 1 * MON *)"),
    expected: [
      "functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: day-of-month is 1 and day-of-week MON, and one of them has to be ?; write cron(0 6 ? * MON *) [schedule-invalid]",
    ],
  },
  {
    title: "a ? in both fields about days",
    edit: scheduled("cron(0 6 ? * ? *)"),
    expected: [
      "functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: day-of-month and day-of-week are both ?; write cron(0 6 * * ? *) [schedule-invalid]",
    ],
  },
  {
    title: "a ? for the hour",
    edit: scheduled("cron(0 ? * * ? *)"),
    expected: [
      'functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: hours: found "?", which only the two fields about days know; write 0 to 23, such as 8-17, or * [schedule-invalid]',
    ],
  },
  {
    title: "a minute that no hour has",
    edit: scheduled("cron(99 6 * * ? *)"),
    expected: [
      'functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: minutes: found "99"; write 0 to 59, such as 0/15, or * [schedule-invalid]',
    ],
  },
  {
    title: "an hour that no day has",
    edit: scheduled("cron(0 25 * * ? *)"),
    expected: [
      'functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: hours: found "25"; write 0 to 23, such as 8-17, or * [schedule-invalid]',
    ],
  },
  {
    title: "a month that no year has",
    edit: scheduled("cron(0 6 1 13 ? *)"),
    expected: [
      'functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: month: found "13"; write 1 to 12 (or JAN to DEC), such as JAN or 1-6, or * [schedule-invalid]',
    ],
  },
  {
    title: "a weekday counted from 0",
    edit: scheduled("cron(0 6 ? * 0 *)"),
    expected: [
      'functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: day-of-week: found "0"; write 1 to 7 (or SUN to SAT), such as MON-FRI or 2#1, or * [schedule-invalid]',
    ],
  },
  {
    title: "a weekday before the first",
    edit: scheduled("cron(15 12 ? * -1 *)"),
    expected: [
      'functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: day-of-week: found "-1"; write 1 to 7 (or SUN to SAT), such as MON-FRI or 2#1, or * [schedule-invalid]',
    ],
  },
  {
    title: "every sixtieth minute",
    edit: scheduled("cron(*/60 * * * ? *)"),
    expected: [
      "functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: minutes: a step of 60 in */60; write a step from 1 to 59, or what is meant once [schedule-invalid]",
    ],
  },
  {
    title: "two expressions beside a #",
    edit: scheduled("cron(0 6 ? * 3#1,6#3 *)"),
    expected: [
      "functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: day-of-week has more than one item beside a #; write one, such as 3#1 [schedule-invalid]",
    ],
  },
  {
    title: "a sixth Monday",
    edit: scheduled("cron(0 6 ? * MON#6 *)"),
    expected: [
      "functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: day-of-week: no month has a weekday 6 times; write MON#1 to MON#5 [schedule-invalid]",
    ],
  },
  {
    title: "the five fields of a crontab",
    edit: scheduled("cron(0 6 * * MON)"),
    expected: [
      "functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: cron has six fields (minutes, hours, day-of-month, month, day-of-week, year), found 5; write cron(0 6 ? * MON *) [schedule-invalid]",
    ],
  },
  {
    title: "words for fields",
    edit: scheduled("cron(foo bar ? * x *)"),
    expected: [
      'functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: minutes: found "foo"; write 0 to 59, such as 0/15, or * [schedule-invalid]',
    ],
  },
  {
    title: "a rate of nothing",
    edit: scheduled("rate(0 minutes)"),
    expected: [
      "functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: rate(0 minutes) is not a whole number and a unit, with one space between; write a number from 1 and minutes, hours or days, such as rate(5 minutes) [schedule-invalid]",
    ],
  },
  {
    title: "a rate of seconds",
    edit: scheduled("rate(10 seconds)"),
    expected: [
      "functions/signup.yaml:30:15: error: functions.publish-pending.schedule: EventBridge Scheduler would refuse it: rate(10 seconds) is not a whole number and a unit, with one space between; write a number from 1 and minutes, hours or days, such as rate(5 minutes) [schedule-invalid]",
    ],
  },
  {
    title: "years that are over",
    edit: scheduled("cron(15 10 ? * 6L 2019-2022)"),
    expected: [
      "functions/signup.yaml:30:15: warning: functions.publish-pending.schedule: no such time is still to come; write years that are, and days that the months have [schedule-never-runs]",
    ],
  },
  {
    title: "a day that its month never has",
    edit: scheduled("cron(0 6 31 FEB ? *)"),
    expected: [
      "functions/signup.yaml:30:15: warning: functions.publish-pending.schedule: no such time is still to come; write years that are, and days that the months have [schedule-never-runs]",
    ],
  },
];
