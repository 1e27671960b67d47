import { Command } from "commander";
import { buildTopology, publicationsOf, routesOf, scheduledOf, type EmittedStack } from "#simulator/topology";
import { emittedStacks } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { planOption, stacksOfPlans, type PlanOptions } from "../input/plan-files";
import { runCommand } from "../run-command";
import { runsOf } from "../text/next-runs";
import { stackTable } from "../text/stack-table";

type ListOptions = EnvironmentOptions & PlanOptions;

/** `hub list`: the stacks of an environment, read from the Terraform that it emits, or those of plans. */
export function listCommand(): Command {
  return new Command("list")
    .description("List an environment's stacks: account, Region, number of resources, and what goes where")
    .option(...ENV_OPTION)
    .addOption(planOption())
    .option(...JSON_OPTION)
    .action((options: ListOptions) =>
      runCommand(options, () => {
        const stacks = stacksFor(options);
        if (stacks === undefined) return;
        const environment = options.plan === undefined ? options.env : null;
        console.log(options.json ? JSON.stringify(listed(environment, stacks), null, 2) : stackTable(stacks));
      }),
    );
}

/** Undefined when the environment has errors, which are then printed. */
function stacksFor(options: ListOptions): EmittedStack[] | undefined {
  if (options.plan !== undefined) return stacksOfPlans(options.plan);
  const environment = loadForCommand(options);
  return environment === undefined ? undefined : emittedStacks(environment);
}

/** @param environment null for plans */
function listed(environment: string | null, stacks: readonly EmittedStack[], now = new Date()) {
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
      schedules: scheduledOf(topology, stack.name).map((scheduled) => {
        const { name, expression, timeZone, target, state } = scheduled;
        const { next, problem } = runsOf(scheduled, now);
        return { name, expression, timeZone, target, state, next, ...(problem === undefined ? {} : { problem }) };
      }),
    })),
    unknown: topology.unknown,
  };
}
