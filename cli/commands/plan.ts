import { rmSync } from "node:fs";
import { Command } from "commander";
import { temporaryFolder } from "#simulator/local";
import { planStacks } from "../../deployment";
import { planReport, type ChangeContext, type PlanReport } from "../../review";
import { contextOf, contextSide } from "../input/change-context";
import { AFFECTED_BY_OPTION, filesAsTheyAre, ofReadable, selectedStacks } from "../input/compared-output";
import { keptStacks } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { PARALLEL_OPTION } from "../input/parallel-option";
import { formatOption, type ReportFormat } from "../input/report-format";
import { EVENTS_OPTION, ofSampleEvents, sampleEvents } from "../input/sample-events";
import { KEEP_OPTION, keepReport } from "../kept-report";
import { plansMade } from "../plans-made";
import { runCommand } from "../run-command";
import { exitCodeOfReport, reportPrinted } from "../text/plan-report-text";

interface PlanOptions extends EnvironmentOptions {
  readonly affectedBy?: string;
  readonly parallel: number;
  readonly destroyRemoved: boolean;
  readonly events?: string;
  readonly format: ReportFormat;
  readonly keep?: string;
}

/** `hub plan`: what a deployment would do, reported; no plan is left anywhere. */
export function planCommand(): Command {
  return new Command("plan")
    .description("Plan stacks and report what would happen; applies nothing, and keeps no plan")
    .argument("[stack...]", "stacks to plan; all when left out")
    .option(...AFFECTED_BY_OPTION)
    .option(...PARALLEL_OPTION)
    .option(
      "--destroy-removed",
      "with --affected-by: also plan to destroy the stacks that are no longer declared",
      false,
    )
    .option(...EVENTS_OPTION)
    .addOption(formatOption())
    .option(...KEEP_OPTION)
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The exit code is 0 where nothing changes, 2 where something does, 3 where something needs attention, 1 when a stack cannot
be planned (there is no report then), and 130 when you stopped it.

Examples:
  ./hub plan --env prod
  ./hub plan --env prod --affected-by origin/main --format markdown --keep approved.json > comment.md
  ./hub plan central-bus tenant-slack`,
    )
    .action((stacks: string[], options: PlanOptions) => {
      const json = options.json || options.format === "json";
      return runCommand({ json }, () => run(stacks, { ...options, json }));
    });
}

async function run(named: readonly string[], options: PlanOptions): Promise<void> {
  const environment = loadForCommand(options);
  if (environment === undefined) return;
  const samples = options.affectedBy === undefined ? [] : sampleEvents(options.env, options.events);
  const keep = temporaryFolder("emitted");
  const head = keptStacks(environment);
  try {
    const { stacks, base } = selectedStacks(named, { outdir: head.outdir, keep }, options);
    const { deployment } = environment.hub;
    const toPlan = options.destroyRemoved ? stacks : { ...stacks, removed: [] };
    const plans = await plansMade(toPlan.apply.length + toPlan.removed.length, options, (telling) =>
      planStacks({ stacks: toPlan, atOnce: options.parallel, planRole: deployment?.planRole, ...telling }),
    );
    if (plans === undefined) return;
    const report = planReport(plans);
    const context =
      base === undefined
        ? undefined
        : contextBetween(
            report,
            { base: { from: base, outdir: keep }, head: { from: filesAsTheyAre(options), outdir: head.outdir } },
            samples,
          );
    if (options.keep !== undefined) keepReport(options.keep, report, context);
    console.log(reportPrinted(report, context, options.json ? "json" : options.format));
    process.exitCode = exitCodeOfReport(report);
  } finally {
    head.discard();
    rmSync(keep, { recursive: true, force: true });
  }
}

function contextBetween(
  report: PlanReport,
  { base, head }: Readonly<Record<"base" | "head", { readonly from: string; readonly outdir: string }>>,
  samples: ReturnType<typeof sampleEvents>,
): ChangeContext {
  const sides = ofReadable(() => ({
    base: { from: base.from, output: contextSide(base.outdir) },
    head: { from: head.from, output: contextSide(head.outdir) },
  }));
  return ofSampleEvents(() => contextOf(report, sides, samples));
}
