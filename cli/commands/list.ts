import { Command } from "commander";
import { buildTopology, publicationsOf, routesOf, type EmittedStack } from "#simulator/topology";
import { emittedStacks } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { runCommand } from "../run-command";
import { stackTable } from "../text/stack-table";

/** `hub list`: the stacks of an environment, read from the Terraform that it emits. */
export function listCommand(): Command {
  return new Command("list")
    .description("List an environment's stacks: account, Region, resources, and what they route where")
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .action((options: EnvironmentOptions) =>
      runCommand(options, () => {
        const environment = loadForCommand(options);
        if (environment === undefined) return;
        const stacks = emittedStacks(environment);
        console.log(options.json ? JSON.stringify(listed(options.env, stacks), null, 2) : stackTable(stacks));
      }),
    );
}

function listed(environment: string, stacks: readonly EmittedStack[]) {
  const topology = buildTopology(stacks);
  return {
    environment,
    stacks: stacks.map((stack) => ({
      name: stack.name,
      account: stack.account,
      region: stack.region,
      dependencies: stack.dependencies,
      resources: stack.resources.length,
      publications: publicationsOf(topology, stack.name),
      routes: routesOf(topology, stack.name),
    })),
  };
}
