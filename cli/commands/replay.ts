import { Command, InvalidArgumentError } from "commander";
import { ruleArn } from "../../aws/arn";
import type { Environment } from "../../catalogue";
import { deliveryNames, hubNames, stackIds } from "../../catalogue/names";
import { count } from "../../catalogue/wording";
import { CommandFailure } from "../failure";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { destinationsCalled } from "../input/tenant-destinations";
import { runCommand } from "../run-command";
import { replayInWords, type TenantReplay } from "../text/replay-text";
import { seconds, startReplay } from "../text/start-replay";

interface ReplayOptions extends EnvironmentOptions {
  readonly destination?: string;
  readonly from?: Date;
  readonly to?: Date;
}

const EXPLANATION = `
It starts nothing: whoever may start a replay runs what it prints, once the rules are enabled. A time that is not given
stands in it as a variable of the shell.

Examples:
  ./hub replay slack --from 2026-11-26T10:00:00Z --to 2026-11-27T08:30:00Z
  ./hub replay slack --destination messages`;

/** `hub replay`: the command that sends again what was published while a tenant's rules sent nothing. */
export function replayCommand(): Command {
  return new Command("replay")
    .description(
      "Print the command that sends a tenant what was published while it was suspended, a draft or in shadow",
    )
    .argument("<tenant>", "a tenant")
    .option("--destination <id>", "one of its destinations (default: all)")
    .option("--from <time>", "when its rules stopped sending, such as 2026-11-26T10:00:00Z", time)
    .option("--to <time>", "when they went on", time)
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText("after", EXPLANATION)
    .action((tenant: string, options: ReplayOptions) =>
      runCommand(options, () => {
        const environment = loadForCommand(options);
        if (environment === undefined) return;
        const replay = replayOf(environment, tenant, options);
        const { rules, destinations, command } = replay;
        const shown = { environment: options.env, tenant, rules, destinations, replay: command };
        console.log(options.json ? JSON.stringify(shown, null, 2) : replayInWords(replay));
      }),
    );
}

/** RFC 3339, to the second: a time without an offset would mean another one on another machine. */
function time(text: string): Date {
  const date = new Date(text);
  const [, day] = /^\d{4}-\d\d-(\d\d)T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  // JavaScript takes 30 February for 2 March.
  const isOfCalendar = new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(day);
  if (day !== undefined && isOfCalendar && !Number.isNaN(date.getTime())) return date;
  throw new InvalidArgumentError("Write a time with its offset, such as 2026-11-26T10:00:00Z.");
}

const DAY = 24 * 60 * 60 * 1000;

/** @throws CommandFailure where there is no such tenant or destination, or the archive has no such time */
function replayOf(environment: Environment, tenant: string, options: ReplayOptions, now = new Date()): TenantReplay {
  const { hub } = environment;
  const { from, to } = options;
  const days = hub.archive.retentionDays;
  requireKept(options, days, now);
  const called = destinationsCalled(environment, tenant, options.destination);
  const stopped = called.filter(({ state }) => state !== "live");
  // What went on sending has missed nothing, and would send all of it again.
  const destinations = stopped.length > 0 ? stopped : called;
  const rules = destinations.flatMap(({ id, events }) =>
    events.map((event) => deliveryNames(hub, tenant, id, event.id).rule),
  );
  const ruleArns = rules.map((rule) => ruleArn(hub, hubNames(hub).bus, rule));
  const name = `${hub.namespace}-${hub.environment}-${tenant}`;
  return {
    tenant,
    stack: stackIds.tenant(tenant),
    rules,
    destinations: destinations.map(({ id, state }) => ({ id, state })),
    days,
    variables: [
      ...(from === undefined ? ["STOPPED" as const] : []),
      ...(to === undefined ? ["WENT_LIVE" as const] : []),
    ],
    command: startReplay(hub, { name, ruleArns, since: from ?? "STOPPED", until: to ?? "WENT_LIVE" }, now),
  };
}

function requireKept({ from, to }: ReplayOptions, days: number, now: Date): void {
  const kept = new Date(now.getTime() - days * DAY);
  if (to !== undefined && to < kept) {
    throw new CommandFailure(`the archive keeps ${count(days, "day")}, and --to ${seconds(to)} is before them`);
  }
  if (from === undefined) return;
  if (to !== undefined && from >= to) {
    throw new CommandFailure(
      `--from ${seconds(from)} is not before --to ${seconds(to)}; write the earlier time as --from`,
    );
  }
  if (from > now) {
    throw new CommandFailure(`--from ${seconds(from)} is in the future; write when the rules stopped`);
  }
  if (from < kept) {
    throw new CommandFailure(
      `the archive keeps ${count(days, "day")}, and --from ${seconds(from)} is before them; write ${seconds(kept)} or later`,
    );
  }
}
