import { Command } from "commander";
import { buildTopology, publicationsOf, routesOf, scheduledOf, type EmittedStack } from "#simulator/topology";
import { emittedStacks } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { accountOption, withAccounts, type AccountOptions } from "../input/account-option";
import { planOption, stacksOfPlans, type PlanOptions } from "../input/plan-files";
import { runCommand } from "../run-command";
import { runsOf } from "../text/next-runs";
import { stackTable, tenantStates, type TenantStates } from "../text/stack-table";

type ListOptions = EnvironmentOptions & PlanOptions & AccountOptions;

/** `hub list`: the stacks of an environment, read from the Terraform that it emits, or those of plans. */
export function listCommand(): Command {
  return new Command("list")
    .description("List an environment's stacks: account, Region, number of resources, and what goes where")
    .option(...ENV_OPTION)
    .addOption(planOption())
    .addOption(accountOption())
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  ./hub list
  ./hub list --env prod --json`,
    )
    .action((options: ListOptions) =>
      runCommand(options, () => {
        const listing = listingOf(options);
        if (listing === undefined) return;
        const { stacks, states } = listing;
        console.log(options.json ? JSON.stringify(listed(listing), null, 2) : stackTable(stacks, states));
      }),
    );
}

/** What is listed. */
interface Listing {
  /** Null for plans. */
  readonly environment: string | null;
  readonly stacks: readonly EmittedStack[];
  /** Empty for plans. */
  readonly states: TenantStates;
}

/** Undefined when the environment has errors, which are then printed. */
function listingOf(options: ListOptions): Listing | undefined {
  if (options.plan !== undefined)
    return { environment: null, stacks: withAccounts(stacksOfPlans(options.plan), options), states: new Map() };
  const environment = loadForCommand(options);
  if (environment === undefined) return undefined;
  return { environment: options.env, stacks: emittedStacks(environment), states: tenantStates(environment) };
}

function listed({ environment, stacks, states }: Listing, now = new Date()) {
  const topology = buildTopology(stacks);
  return {
    environment,
    stacks: stacks.map((stack) => ({
      name: stack.name,
      account: stack.account,
      region: stack.region,
      destinationStates: states.get(stack.name) ?? null,
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
