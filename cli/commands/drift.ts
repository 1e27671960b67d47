import { Command } from "commander";
import { findDrift, foldersIn, selectStacks, type StackDrift } from "../../deployment";
import { keptStacks } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { PARALLEL_OPTION } from "../input/parallel-option";
import { interruptible } from "../interruption";
import { runCommand } from "../run-command";
import { StackProgress } from "../text/deployment-progress";
import { driftInWords, driftSummary } from "../text/deployment-text";
import { note } from "../text/terminal";

interface DriftOptions extends EnvironmentOptions {
  readonly parallel: number;
}

/** `hub drift`: what was changed outside Terraform. */
export function driftCommand(): Command {
  return new Command("drift")
    .description("Say what was changed outside Terraform, stack by stack; changes nothing")
    .argument("[stack...]", "stacks to look at; all when left out")
    .option(...PARALLEL_OPTION)
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The exit code is 0 where there is no drift, 2 where there is, 1 when a stack could not be looked at, and 130 when you
stopped it.

Examples:
  ./hub drift --env prod
  ./hub drift central-bus tenant-slack --json`,
    )
    .action((stacks: string[], options: DriftOptions) => runCommand(options, () => run(stacks, options)));
}

async function run(named: readonly string[], { env, json, parallel }: DriftOptions): Promise<void> {
  const environment = loadForCommand({ env, json });
  if (environment === undefined) return;
  const { outdir, discard } = keptStacks(environment);
  try {
    const { apply } = selectStacks(foldersIn(outdir), named);
    const width = Math.max(0, ...apply.map(({ name }) => name.length));
    const progress = new StackProgress(apply.length);
    const interruption = interruptible(() => {
      progress.hide();
      note("Stopping: Terraform releases its locks");
    });
    const began = Date.now();
    const found = await findDrift({
      stacks: apply,
      atOnce: parallel,
      planRole: environment.hub.deployment?.planRole,
      interruption,
      onStep: json
        ? undefined
        : (stack, step) => {
            progress.step(stack, step);
          },
      onFound: json
        ? undefined
        : (drift) => {
            progress.end(drift.stack, driftInWords(drift, width));
          },
    });
    const seconds = (Date.now() - began) / 1000;
    console.log(
      json ? JSON.stringify({ environment: env, stacks: found, seconds }, null, 2) : driftSummary(found, seconds),
    );
    process.exitCode = interruption.aborted ? 130 : exitCodeOf(found);
  } finally {
    discard();
  }
}

function exitCodeOf(found: readonly StackDrift[]): number {
  const kinds = new Set(found.map((one) => one.found.kind));
  if (kinds.has("failed") || kinds.has("not begun") || kinds.has("interrupted")) return 1;
  return kinds.has("drifted") ? 2 : 0;
}
