import { nameOfArn, parseArn } from "../../aws/arn";
import type { Topology } from "./model";
import { destinationInWords } from "./routes";

/** What runs on a schedule, in words taken from the Terraform. */
export interface Scheduled {
  /** Of the rule or of the schedule. */
  readonly name: string;
  /** Rules and EventBridge Scheduler read expressions a little differently. */
  readonly service: "rule" | "scheduler";
  readonly expression: string;
  /** `UTC` for a rule, which knows no other. */
  readonly timeZone: string;
  readonly state: "ENABLED" | "DISABLED";
  /** `function <name>`, or as {@link Route} says; several of a rule are one behind the other. */
  readonly target: string;
}

/** The rules and the schedules of a stack that run on a schedule. */
export function scheduledOf({ rules, schedules }: Topology, stack: string): Scheduled[] {
  return [
    ...rules.flatMap((rule): Scheduled[] => {
      if (rule.stack !== stack || rule.trigger.kind !== "schedule") return [];
      const none = rule.unreadTargets === undefined ? "nothing: it has no target" : "not known";
      const target = rule.targets.length === 0 ? none : rule.targets.map(destinationInWords).join(", ");
      const state = rule.state === "DISABLED" ? "DISABLED" : "ENABLED";
      return [
        { name: rule.name, service: "rule", expression: rule.trigger.expression, timeZone: "UTC", state, target },
      ];
    }),
    ...schedules
      .filter((schedule) => schedule.stack === stack)
      .map(({ name, expression, timeZone, state, targetArn }): Scheduled => {
        const target =
          parseArn(targetArn)?.kind === "function" ? `function ${nameOfArn("function", targetArn)}` : targetArn;
        return { name, service: "scheduler", expression, timeZone, state, target };
      }),
  ];
}
