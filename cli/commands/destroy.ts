import { Command } from "commander";
import {
  deploy,
  foldersIn,
  planStacks,
  selectToDestroy,
  type DeploymentResult,
  type EmittedFolder,
} from "../../deployment";
import type { Environment } from "../../catalogue";
import { planReport } from "../../review";
import { deploymentUnderWay, exitCodeOf, requireAnswer } from "../deployment-under-way";
import { ALLOW_DESTROY_OPTION } from "../input/approved-report";
import { keptStacks, type KeptStacks } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { PARALLEL_OPTION } from "../input/parallel-option";
import { unsavedState } from "../input/unsaved-state";
import { plansMade } from "../plans-made";
import { runCommand } from "../run-command";
import { goneVerifier } from "../stack-verifier";
import { deploymentInWords } from "../text/deployment-text";
import { keptByAws, keptInWords } from "../text/kept-by-aws";
import { exitCodeOfReport, reportInWords } from "../text/plan-report-text";

interface DestroyOptions extends EnvironmentOptions {
  readonly plan: boolean;
  readonly yes: boolean;
  readonly parallel: number;
  readonly allowDestroy: readonly string[];
  readonly verify: boolean;
}

/** `hub destroy`: destroys stacks against their order, each from a saved plan that the gate has let pass. */
export function destroyCommand(): Command {
  return new Command("destroy")
    .description("Destroy stacks against their order: plan, gate, ask, apply that very plan, look that all is gone")
    .argument("<stack...>", "stacks to destroy; nothing that stays may depend on them")
    .option("--plan", "say what would be destroyed, and change nothing", false)
    .option("--yes", "destroy without being asked; what is done is told nevertheless", false)
    .option(...PARALLEL_OPTION)
    .option(...ALLOW_DESTROY_OPTION)
    .option("--no-verify", "do not ask AWS whether anything of a stack is left")
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The gate refuses a stack with a queue, secret, bus, key, archive or table unless --allow-destroy names each of them. The
stacks must still be declared; what is no longer declared, ./hub deploy --destroy-removed destroys.

The exit code is 0 when all are destroyed and nothing of them is left, 3 when all are destroyed and something is left or
AWS cannot be asked, 1 when a stack is not destroyed, and 130 when you stopped it. With --plan it is 0 where nothing
would be destroyed, and 2 or 3 where something would.

Examples:
  ./hub destroy tenant-slack --env prod --plan
  ./hub destroy tenant-slack --env prod --allow-destroy tenant-slack:aws_secretsmanager_secret.secret`,
    )
    .action((stacks: string[], options: DestroyOptions) => runCommand(options, () => run(stacks, options)));
}

async function run(named: readonly string[], options: DestroyOptions): Promise<void> {
  const environment = loadForCommand(options);
  if (environment === undefined) return;
  requireAnswer(options);
  const emitted = keptStacks(environment);
  try {
    const stacks = selectToDestroy(foldersIn(emitted.outdir), named);
    await (options.plan ? planAll(stacks, environment, options) : destroyAll(stacks, environment, emitted, options));
  } finally {
    emitted.discard();
  }
}

async function planAll(
  removed: readonly EmittedFolder[],
  { hub }: Environment,
  { env, json, parallel: atOnce }: DestroyOptions,
): Promise<void> {
  const plans = await plansMade(removed.length, { json }, (telling) =>
    planStacks({ stacks: { apply: [], removed }, atOnce, planRole: hub.deployment?.planRole, ...telling }),
  );
  if (plans === undefined) return;
  const report = planReport(plans);
  console.log(json ? JSON.stringify({ environment: env, report }, null, 2) : reportInWords(report).join("\n"));
  process.exitCode = exitCodeOfReport(report);
}

async function destroyAll(
  removed: readonly EmittedFolder[],
  environment: Environment,
  emitted: KeptStacks,
  { env, json, yes, parallel, allowDestroy, verify }: DestroyOptions,
): Promise<void> {
  const { interruption, onStep, onOutcome, confirmed } = deploymentUnderWay(
    removed.map(({ name }) => name),
    { json },
  );
  const result = await deploy({
    stacks: { apply: [], removed },
    // Whoever is asked is asked about one thing at a time.
    atOnce: yes ? parallel : 1,
    approved: undefined,
    allowDestroy,
    keepUnsavedAs: unsavedState,
    verify: undefined,
    verifyGone: verify ? goneVerifier(environment, emitted.stacks) : undefined,
    confirm: confirmed({ shown: reportInWords, asked: (stack) => `Destroy ${stack}?`, yes }),
    interruption,
    onStep,
    onOutcome,
  });
  const kept = keptByAws(destroyedIn(emitted, result), new Date());
  console.log(
    json
      ? JSON.stringify({ environment: env, ...result, kept }, null, 2)
      : [...deploymentInWords(result, []), ...keptInWords(kept)].join("\n"),
  );
  process.exitCode = exitCodeOf(result, interruption);
}

function destroyedIn({ stacks }: KeptStacks, { outcomes }: DeploymentResult) {
  const names = new Set(outcomes.flatMap(({ stack, ending }) => (ending.kind === "destroyed" ? [stack] : [])));
  return stacks.filter(({ name }) => names.has(name));
}
