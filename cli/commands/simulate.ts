import path from "node:path";
import { Command } from "commander";
import { writeJson } from "#simulator/input";
import {
  hubBus,
  NoSuchBusError,
  NotAnEventError,
  parseEvent,
  simulate,
  type PutEvent,
  type Simulation,
} from "#simulator/routing";
import { buildTopology, isSymbolic, type Bus, type Topology } from "#simulator/topology";
import { emittedTopology, stacksOfFolder, topologyOfFreshFolder } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { CommandFailure } from "../failure";
import { calledFile, readInputFile } from "../input/input-file";
import { accountOption, accountsToTell, withAccounts, type AccountOptions } from "../input/account-option";
import { otherwise, outcomeOption, type OutcomeOptions } from "../input/expected-outcome";
import { planOption, stacksOfPlans, type PlanOptions } from "../input/plan-files";
import { tenantStack } from "../input/tenant-stack";
import { runCommand } from "../run-command";
import { accountNote } from "../text/account-note";
import { simulationInWords } from "../text/simulation-text";
import { note } from "../text/terminal";

interface SimulateOptions extends EnvironmentOptions, PlanOptions, AccountOptions, OutcomeOptions {
  readonly event: string;
  readonly account?: string;
  readonly tenant?: string;
  readonly bus?: string;
  readonly out?: string;
}

/** `hub simulate`: what would happen to an event on the hub's bus, and what exactly would be sent. */
export function simulateCommand(): Command {
  return new Command("simulate")
    .description(
      "Show what would happen to an event on the hub's bus: who would get it, and exactly what would be sent",
    )
    .requiredOption("--event <file>", "an event, JSON (- is standard input)")
    .option("--account <id>", "the account that puts it (default: the event's own, else the hub)")
    .option("--tenant <id>", "also show why this tenant's other rules do not match")
    .option("--bus <name>", "the bus it arrives on (default: the only one that the stacks declare)")
    .option(...ENV_OPTION)
    .option(
      "--out <folder>",
      "read Terraform that was emitted before; cdktf.out must be up to date, and with --env any folder",
    )
    .addOption(planOption())
    .addOption(accountOption())
    .addOption(outcomeOption())
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The exit code is 0 whatever becomes of the event, unless --expect says what should. With --tenant, delivered and
unmatched are about that tenant.

Examples:
  ./hub simulate --event order.json --tenant slack --expect delivered
  ./hub simulate --event order.json --account 210000000002 --expect refused`,
    )
    .action((options: SimulateOptions, command: Command) =>
      runCommand(options, () => {
        const event = eventOf(options.event);
        if (options.account !== undefined && !/^\d{12}$/.test(options.account)) {
          throw new CommandFailure(`--account ${options.account}: an account is twelve digits`);
        }
        const topology = topologyFor(options, command.getOptionValueSource("env") === "cli");
        if (topology === undefined) return;
        const bus = busOf(topology, options.bus);
        const all = ofFile(options.event, () => simulate({ topology, event, bus, account: options.account }));
        const stack = options.tenant === undefined ? undefined : tenantStack(topology, options.tenant);
        const simulation = stack === undefined ? all : onlyUnmatchedOf(all, stack);
        console.log(
          options.json
            ? writeJson(simulation, "  ")
            : simulationInWords(simulation, { showUnmatched: options.tenant !== undefined, hint: hintFor(bus) }),
        );
        if (!options.json && options.account === undefined && event.account === undefined) {
          for (const line of accountNote({ topology, event, bus }, simulation)) console.log(line);
        }
        expectOutcome(options, stack === undefined ? all : onlyDeliveriesOf(all, stack));
      }),
    );
}

function eventOf(file: string): PutEvent {
  const text = readInputFile(file);
  return ofFile(file, () => parseEvent(text));
}

/** What is made of a file's event; what is wrong with the event is said of the file. */
function ofFile<T>(file: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotAnEventError) throw new CommandFailure(`${calledFile(file)} ${error.message}`);
    throw error;
  }
}

/** Undefined when the environment has errors, which are then printed. */
function topologyFor(options: SimulateOptions, envIsGiven: boolean): Topology | undefined {
  if (options.plan !== undefined) return buildTopology(withAccounts(stacksOfPlans(options.plan), options));
  // cdktf.out is what one's own environment emitted a while ago: an answer from an old one would mislead. Any other folder
  // may well be meant to differ, such as what another commit emits.
  const mayDiffer = options.out !== undefined && path.resolve(options.out) !== path.resolve("cdktf.out") && !envIsGiven;
  if (options.out !== undefined && mayDiffer) return buildTopology(withAccounts(stacksOfFolder(options.out), options));
  const environment = loadForCommand(options);
  if (environment === undefined) return undefined;
  return options.out === undefined
    ? emittedTopology(environment)
    : topologyOfFreshFolder(options.out, environment, options.env);
}

function busOf(topology: Topology, name: string | undefined) {
  try {
    return hubBus(topology, name);
  } catch (error) {
    if (error instanceof NoSuchBusError) throw new CommandFailure(`${error.message}; write --bus with a name or ARN`);
    throw error;
  }
}

function onlyUnmatchedOf(simulation: Simulation, stack: string): Simulation {
  return { ...simulation, unmatched: simulation.unmatched.filter((rule) => rule.stack === stack) };
}

function onlyDeliveriesOf(simulation: Simulation, stack: string): Simulation {
  const { deliveries, ifEnabled } = simulation;
  const ofTenant = (delivery: { readonly stack: string }) => delivery.stack === stack;
  return { ...simulation, deliveries: deliveries.filter(ofTenant), ifEnabled: ifEnabled.filter(ofTenant) };
}

/** On standard error: standard output has the simulation, and with `--json` nothing but one value. */
function expectOutcome({ expect }: OutcomeOptions, simulation: Simulation): void {
  const sentence = expect === undefined ? undefined : otherwise(expect, simulation);
  if (sentence === undefined) return;
  note(sentence);
  process.exitCode = 1;
}

/** What to write where the account of the bus is not known. */
function hintFor({ stack, account }: Bus): string | undefined {
  return isSymbolic(account) ? `To tell the account: ${accountsToTell([stack])}` : undefined;
}
