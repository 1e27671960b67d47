import path from "node:path";
import { Command } from "commander";
import { LocalHub, logLine, type HubReport, type LiveConnections } from "#simulator/local";
import { buildTopology, type EmittedStack, type Topology } from "#simulator/topology";
import { keptStacks, stacksOfFolder, type KeptStacks } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { CommandFailure } from "../failure";
import { liveConnections } from "../input/live-credentials";
import {
  accountOption,
  accountsToTell,
  stacksWithoutAccount,
  withAccounts,
  type AccountOptions,
} from "../input/account-option";
import { planOption, stacksOfPlans, type PlanOptions } from "../input/plan-files";
import { outputClosed, printLeavingTime, printLine } from "../output";
import { runCommand } from "../run-command";
import { welcome } from "../text/local-welcome";
import { functionsWithoutCode } from "../text/terraform-text";
import { packageFolder } from "../../catalogue/files/project-folder";
import { all, counted } from "../../catalogue/wording";

interface LocalOptions extends EnvironmentOptions, PlanOptions, AccountOptions {
  readonly port: string;
  readonly out?: string;
  readonly live?: string;
}

/** `hub local`: an event hub on this machine, until Ctrl-C. */
export function localCommand(): Command {
  return new Command("local")
    .description("Run the hub on this machine: put events with AWS's tools, see every request, read dead letters")
    .option("--port <number>", "where to listen on 127.0.0.1; 0 for any free port", "4010")
    .option(...ENV_OPTION)
    .option("--out <folder>", "read Terraform that was emitted before, instead of an environment")
    .addOption(planOption())
    .addOption(accountOption())
    .option(
      "--live <tenant>",
      "send the requests of this tenant, or tenant/connection, to its real product instead of the recorder",
    )
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  ./hub local
  ./hub local --live slack
  ./hub local --plan plan.json --account-of central-bus=210987654321`,
    )
    .action((options: LocalOptions) =>
      runCommand(options, async () => {
        const port = portOf(options.port);
        const kept = stacksFor(options);
        if (kept === undefined) return;
        try {
          await runUntilInterrupted(kept.stacks, port, options);
        } finally {
          kept.discard();
        }
      }),
    );
}

async function runUntilInterrupted(stacks: readonly EmittedStack[], port: number, options: LocalOptions) {
  const topology = buildTopology(stacks);
  const untold = stacksWithoutAccount(topology);
  if (untold.length > 0) {
    throw new CommandFailure(
      `the Terraform does not tell in which account ${all(untold)} ${untold.length === 1 ? "is" : "are"}; ` +
        `write ${accountsToTell(untold)}`,
    );
  }
  const { live: tenant } = options;
  const live = tenant === undefined ? undefined : await liveConnections(tenant, topology, stacks);
  const hub = await start(topology, port, live, options.json);
  const interruption = interrupted();
  if (options.json) console.log(JSON.stringify(listening(hub, topology)));
  else {
    const problems = hub.problems.map((problem) => `\nnot understood  ${problem}`);
    await printLeavingTime([welcome(hub, topology, tenant), ...problems].join(""));
  }
  await interruption;
  await hub.stop();
  const { accepted, delivered, deadLettered, dropped, stopped } = hub.counts;
  if (options.json) printLine(JSON.stringify({ kind: "stopped", deliveries: hub.counts }));
  else {
    printLine(
      `\n${counted(accepted, "request")} to make: ${delivered} delivered, ${deadLettered} dead-lettered, ` +
        `${dropped} dropped, ${stopped} under way`,
    );
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new CommandFailure(`--port ${text}: a port is a number from 0 to 65535`);
}

/** Undefined when the environment has errors, which are then printed. */
function stacksFor(options: LocalOptions): Omit<KeptStacks, "outdir"> | undefined {
  const discard = () => undefined;
  if (options.plan !== undefined) return { stacks: withAccounts(stacksOfPlans(options.plan), options), discard };
  if (options.out !== undefined) return { stacks: withAccounts(stacksOfFolder(options.out), options), discard };
  const environment = loadForCommand(options);
  return environment === undefined ? undefined : keptStacks(environment);
}

/** The launcher runs any TypeScript of this package, and keeps the bundle. */
const recorderThread = {
  file: path.join(packageFolder(), "cli", "launch.cjs"),
  argv: ["simulator/local/recorder-thread.ts"],
};

async function start(
  topology: Topology,
  port: number,
  live: LiveConnections | undefined,
  json: boolean,
): Promise<LocalHub> {
  const report = (one: HubReport) => {
    const at = new Date();
    printLine(json ? JSON.stringify({ at, ...one }) : logLine(one, at));
  };
  try {
    return await LocalHub.start({ topology, port, report, recorderThread, ...(live === undefined ? {} : { live }) });
  } catch (error) {
    const { code, port: refused = port } = error as { readonly code?: unknown; readonly port?: unknown };
    const which = String(refused);
    const whose = refused === port ? "" : " (HTTP APIs listen on the ports after the hub's)";
    if (code === "EADDRINUSE") throw new CommandFailure(`port ${which} is taken${whose}; choose another with --port`);
    if (code === "EACCES")
      throw new CommandFailure(`port ${which} needs privileges, as ports below 1024 do; choose another with --port`);
    throw error;
  }
}

/** Ctrl-C, a polite kill, or nobody who reads what is printed. A second signal ends the process as usual. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    outputClosed.addEventListener("abort", () => {
      resolve();
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });
}

function listening(hub: LocalHub, { buses, functions }: Topology) {
  const declared = buses.filter(({ origin }) => origin === "declared").map(({ arn }) => arn);
  return {
    kind: "listening",
    url: hub.url,
    buses: declared,
    apis: hub.apis,
    functionsWithoutCode: functionsWithoutCode(functions),
    problems: hub.problems,
  };
}
