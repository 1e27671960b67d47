import type { LambdaFunction, Rule, Schedule, Topology } from "../../topology";
import type { Access } from "../caller";
import { newEvent, type HubEvent } from "../hub-event";
import type { AsyncInvocations } from "./async-invocations";
import type { LocalFunctions } from "./local-functions";

/** What {@link Schedules} works with. */
export interface SchedulesOptions {
  readonly topology: Topology;
  readonly functions: LocalFunctions;
  readonly asyncInvocations: AsyncInvocations;
  readonly access: Access;
  readonly now: () => number;
  /** Sends an event to the targets of one rule. */
  readonly toTargets: (event: HubEvent, rule: Rule) => Promise<void>;
  readonly background: (work: Promise<void>) => void;
}

/**
 * Rules with a schedule, and schedules of EventBridge Scheduler. No clock runs them here: they fire when they are told
 * to, so that a test need not wait for a minute to pass.
 */
export class Schedules {
  constructor(private readonly options: SchedulesOptions) {}

  /** Names and expressions of all. */
  get all(): readonly { readonly name: string; readonly expression: string }[] {
    const { rules, schedules } = this.options.topology;
    return [
      ...rules.flatMap(({ name, trigger }) =>
        trigger.kind === "schedule" ? [{ name, expression: trigger.expression }] : [],
      ),
      ...schedules.map(({ name, expression }) => ({ name, expression })),
    ];
  }

  /** Fires one. @returns why it cannot, in a sentence, when it cannot */
  fire(name: string): string | undefined {
    const { topology, toTargets, background, now } = this.options;
    const rule = topology.rules.find((one) => one.name === name && one.trigger.kind === "schedule");
    if (rule !== undefined) {
      if (rule.state === "DISABLED") return `rule ${name} is disabled`;
      background(toTargets(scheduledEvent("aws.events", rule, "{}", now()), rule));
      return undefined;
    }
    const schedule = topology.schedules.find((one) => one.name === name);
    if (schedule === undefined) return `no schedule is called ${name}`;
    return this.#invoke(schedule);
  }

  #invoke(schedule: Schedule): string | undefined {
    const { functions, asyncInvocations, access, background, now } = this.options;
    const { name, account, roleArn, targetArn, region, state } = schedule;
    if (state === "DISABLED") return `schedule ${name} is disabled`;
    const lambda: LambdaFunction | undefined = functions.byArn(targetArn);
    if (lambda === undefined) return `the target of ${name} is no function of this Terraform: ${targetArn}`;
    const refused = access.refusal(
      { kind: "role", account, roleArn, session: `schedule ${name}` },
      { action: "lambda:InvokeFunction", resource: lambda.arn, region },
    );
    if (refused !== undefined) return refused;
    // Unlike that of a rule, the detail of Scheduler's own event is text (scheduler/latest/UserGuide/managing-targets-templated).
    const event = schedule.input ?? scheduledEvent("aws.scheduler", schedule, '"{}"', now()).text;
    background(asyncInvocations.invoke(lambda, event, `schedule ${name}`));
    return undefined;
  }
}

/**
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
 *
 * @param detail JSON text
 */
function scheduledEvent(
  source: string,
  { account, region, arn }: Rule | Schedule,
  detail: string,
  now: number,
): HubEvent {
  return newEvent({ source, detailType: "Scheduled Event", account, region, resources: [arn], detail }, now);
}
