import { z } from "zod";
import { block, optionalText, text } from "./argument-schemas";
import type { Schedule } from "./application-model";
import type { StackReader } from "./stack-reader";

const scheduleSchema = z.object({
  schedule_expression: text,
  schedule_expression_timezone: optionalText,
  state: optionalText,
  target: block(
    z.object({
      arn: text,
      role_arn: text,
      input: optionalText,
      dead_letter_config: block(z.object({ arn: optionalText })),
    }),
  ),
});

/** The schedules of EventBridge Scheduler in a stack. Rules with a schedule are among the rules. */
export function readSchedules(reader: StackReader): Schedule[] {
  return reader.ofType("aws_scheduler_schedule").flatMap((resource): Schedule[] => {
    const read = reader.read(resource, scheduleSchema);
    if (read?.target === undefined) return [];
    const { target } = read;
    return [
      {
        ...reader.resource(resource),
        expression: read.schedule_expression,
        timeZone: read.schedule_expression_timezone ?? "UTC",
        state: read.state === "DISABLED" ? "DISABLED" : "ENABLED",
        targetArn: target.arn,
        roleArn: target.role_arn,
        input: target.input,
        deadLetterArn: target.dead_letter_config?.arn,
      },
    ];
  });
}
