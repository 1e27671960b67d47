import { Command } from "commander";
import type { Environment } from "../../catalogue";
import { stackIds } from "../../catalogue/names";
import { capacityOf } from "../../review";
import { emittedStacks } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { runCommand } from "../run-command";
import { capacityInWords } from "../text/capacity-text";

/** `hub capacity`: what an environment takes of AWS's quotas, and what it costs a month. */
export function capacityCommand(): Command {
  return new Command("capacity")
    .description("Show what is used and left of AWS's quotas, and what each stack costs a month")
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  ./hub capacity
  ./hub capacity --env prod --json`,
    )
    .action((options: EnvironmentOptions) =>
      runCommand(options, () => {
        const environment = loadForCommand(options);
        if (environment === undefined) return;
        const { rulesPerBus } = environment.hub.quotas;
        const capacity = capacityOf(emittedStacks(environment), expectedPerDay(environment), rulesPerBus);
        console.log(
          options.json ? JSON.stringify({ environment: options.env, ...capacity }, null, 2) : capacityInWords(capacity),
        );
      }),
    );
}

/** Deliveries a day by stack, of tenants that declare some. */
function expectedPerDay({ tenants }: Environment): ReadonlyMap<string, number> {
  const declared = tenants.map(({ id, destinations }): readonly [string, number] => [
    stackIds.tenant(id),
    destinations.flatMap(({ events }) => events).reduce((sum, { expectedPerDay: perDay = 0 }) => sum + perDay, 0),
  ]);
  return new Map(declared.filter(([, perDay]) => perDay > 0));
}
