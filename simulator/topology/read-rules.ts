import { z } from "zod";
import { eventBusArn, toArn, type Place } from "../../aws/arn";
import { expectedPeakIn } from "../../aws/expected-peak";
import { optionalBoolean, optionalText } from "./argument-schemas";
import type { Rule, RuleTrigger } from "./model";
import type { TargetsByRule } from "./targets-by-rule";
import type { StackReader } from "./stack-reader";
import type { TerraformResource } from "./terraform-stack";

const ruleSchema = z.object({
  event_bus_name: optionalText,
  event_pattern: optionalText,
  schedule_expression: optionalText,
  state: z.enum(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"]).nullish(),
  is_enabled: optionalBoolean,
});

const taggedSchema = z.object({ tags: z.record(z.string(), z.unknown()).nullish() });

/** The rules of a stack, each with its targets, of whichever stack they are. */
export function readRules(reader: StackReader, targets: TargetsByRule): Rule[] {
  return reader.ofType("aws_cloudwatch_event_rule").flatMap((resource) => {
    const known = reader.unknown.length;
    const read = reader.read(resource, ruleSchema);
    if (read === undefined) return [];
    const rule = reader.resource(resource);
    // An unresolved bus is named by its place: what the rule asks for is known all the same.
    const unresolved = reader.unknown
      .slice(known)
      .map(({ what }) => what)
      .filter((what) => !what.startsWith("event_bus_name: "));
    const peak = expectedPeakOf(reader, resource);
    const unread = [...(targets.unread.get(rule.arn) ?? []), ...(targets.ofAnyRule.get(reader.stack.name) ?? [])];
    return [
      {
        ...rule,
        busArn: busArnOf(rule, reader.busOf(resource)),
        state: read.state ?? (read.is_enabled === false ? "DISABLED" : "ENABLED"),
        trigger: unresolved.length > 0 ? { kind: "unknown", what: unresolved.join("; ") } : triggerOf(read),
        targets: targets.byRule.get(rule.arn) ?? [],
        ...(unread.length === 0 ? {} : { unreadTargets: unread }),
        ...(peak === undefined ? {} : { expectedPeakPerSecond: peak }),
      },
    ];
  });
}

/** Read apart: tags that cannot be told leave open nothing of what the rule does. */
function expectedPeakOf(reader: StackReader, resource: TerraformResource): number | undefined {
  return expectedPeakIn(reader.peek(resource, taggedSchema)?.tags ?? {});
}

/** The ARN of a bus that is given by name or by ARN. */
export function busArnOf(place: Place, nameOrArn: string): string {
  return toArn(nameOrArn, place, eventBusArn);
}

function triggerOf(rule: z.infer<typeof ruleSchema>): RuleTrigger {
  const { event_pattern: pattern, schedule_expression: schedule } = rule;
  if (pattern !== undefined) return { kind: "pattern", pattern, ...(schedule === undefined ? {} : { schedule }) };
  if (schedule !== undefined) return { kind: "schedule", expression: schedule };
  return { kind: "unknown", what: "the rule has neither event_pattern nor schedule_expression" };
}
