import { parseSchedule } from "../../aws/schedule";
import { nextTimes } from "../../aws/schedule-times";
import type { Finding } from "../files/findings";
import { writtenFunctions, type SoundFiles } from "../sound-files";

/** A schedule is one that EventBridge Scheduler takes, and there is a time at which it runs. */
export function* schedules(files: SoundFiles): Iterable<Finding> {
  for (const { functions, definition, path } of writtenFunctions(files)) {
    if (definition.schedule === undefined) continue;
    const at = [...path, "schedule"];
    const read = parseSchedule(definition.schedule, "scheduler");
    if (!read.ok) {
      const { wrong, instead } = read.problem;
      const message = `EventBridge Scheduler would refuse it: ${wrong}; write ${instead}`;
      yield functions.file.finding("schedule-invalid", at, message);
    } else if (read.schedule.kind !== "rate" && nextTimes(read.schedule, new Date(), 1).length === 0) {
      const instead = "write years that are, and days that the months have";
      yield functions.file.finding("schedule-never-runs", at, `no such time is still to come; ${instead}`);
    }
  }
}
