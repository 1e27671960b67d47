import { rmSync } from "node:fs";
import { Command } from "commander";
import { temporaryFolder } from "#simulator/local";
import { deploy, type Selection } from "../../deployment";
import { deploymentUnderWay, exitCodeOf } from "../deployment-under-way";
import { ALLOW_DESTROY_OPTION, approvedBy } from "../input/approved-report";
import { AFFECTED_BY_OPTION, selectedStacks } from "../input/compared-output";
import { keptStacks } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { PARALLEL_OPTION } from "../input/parallel-option";
import { unsavedState } from "../input/unsaved-state";
import { runCommand } from "../run-command";
import { stackVerifier } from "../stack-verifier";
import { deploymentInWords } from "../text/deployment-text";

interface DeployOptions extends EnvironmentOptions {
  readonly affectedBy?: string;
  readonly parallel: number;
  readonly approved?: string;
  readonly allowDestroy: readonly string[];
  readonly destroyRemoved: boolean;
  readonly verify: boolean;
}

/** `hub deploy`: applies stacks in their order, each from a saved plan that the gate has let pass. */
export function deployCommand(): Command {
  return new Command("deploy")
    .description("Apply stacks in their order: plan, gate, apply that very plan, verify")
    .argument("[stack...]", "stacks to deploy; all when left out")
    .option(...AFFECTED_BY_OPTION)
    .option(...PARALLEL_OPTION)
    .option("--approved <digest|file>", "apply only what was approved: a digest, or what plan-report --json printed")
    .option(...ALLOW_DESTROY_OPTION)
    .option("--destroy-removed", "with --affected-by: destroy the stacks that are no longer declared", false)
    .option("--no-verify", "do not compare each stack with AWS when it is applied")
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The exit code is 0 when all stacks are applied and as declared, 3 when all are applied and verify finds something or
cannot look, 1 when a stack is not applied, and 130 when you stopped it. Ctrl-C lets Terraform end and release its locks.

Examples:
  ./hub deploy --env prod
  ./hub deploy --env prod --affected-by v1.2.0 --approved approved.json
  ./hub deploy central-bus tenant-slack --parallel 1`,
    )
    .action((stacks: string[], options: DeployOptions) => runCommand(options, () => run(stacks, options)));
}

async function run(named: readonly string[], options: DeployOptions): Promise<void> {
  const approved = options.approved === undefined ? undefined : approvedBy(options.approved);
  const environment = loadForCommand(options);
  if (environment === undefined) return;
  const base = temporaryFolder("emitted");
  const head = keptStacks(environment);
  try {
    const { stacks } = selectedStacks(named, { outdir: head.outdir, keep: base }, options);
    const { removed } = stacks;
    const left = options.destroyRemoved ? [] : removed.map(({ name }) => name);
    const toDo: Selection = options.destroyRemoved ? stacks : { ...stacks, removed: [] };
    const { interruption, onStep, onOutcome } = deploymentUnderWay(
      [...toDo.apply, ...toDo.removed].map(({ name }) => name),
      options,
    );
    const result = await deploy({
      stacks: toDo,
      atOnce: options.parallel,
      approved,
      allowDestroy: options.allowDestroy,
      keepUnsavedAs: unsavedState,
      verify: options.verify ? stackVerifier(environment, head.stacks) : undefined,
      interruption,
      onStep,
      onOutcome,
    });
    console.log(
      options.json
        ? JSON.stringify({ environment: options.env, ...result, left }, null, 2)
        : deploymentInWords(result, left).join("\n"),
    );
    process.exitCode = exitCodeOf(result, interruption);
  } finally {
    head.discard();
    rmSync(base, { recursive: true, force: true });
  }
}
