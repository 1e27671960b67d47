import { Command } from "commander";
import { planReport, type ChangeContext, type PlanReport } from "../../review";
import { CommandFailure } from "../failure";
import { contextOf, contextSide } from "../input/change-context";
import { comparedSides, HEAD_OPTION, type ComparisonOptions } from "../input/compared-output";
import { ENV_OPTION, JSON_OPTION, type EnvironmentOptions } from "../input/environment-option";
import { plannedStacks } from "../input/plan-files";
import { KEEP_OPTION, keepReport } from "../kept-report";
import { EVENTS_OPTION, ofSampleEvents, sampleEvents } from "../input/sample-events";
import { formatOption, type ReportFormat } from "../input/report-format";
import { runCommand } from "../run-command";
import { exitCodeOfReport, reportPrinted } from "../text/plan-report-text";

interface ReportOptions extends EnvironmentOptions {
  readonly format: ReportFormat;
  readonly base?: string;
  readonly head?: string;
  readonly events?: string;
  readonly keep?: string;
}

/** `hub plan-report`: what the plans of any number of stacks do, for those who review them. */
export function planReportCommand(): Command {
  return new Command("plan-report")
    .description("Say what plans change: what needs attention first, and nothing that is secret")
    .argument(
      "[plan...]",
      "what terraform show -json printed of each stack's plan (- is standard input), or reports that were kept",
    )
    .addOption(formatOption())
    .option("--base <folder|revision>", "also show what becomes of events and publishers, compared with this one")
    .option(...HEAD_OPTION)
    .option(...EVENTS_OPTION)
    .option(...KEEP_OPTION)
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The exit code is 0 where nothing changes, 2 where something does, 3 where something needs attention, 1 for an error.
Without a plan, and with --base, it tells what becomes of events and publishers, and which stacks have no plan.

Examples:
  terraform show -json plan.tfplan > plan.json
  ./hub plan-report cdktf.out/stacks/*/plan.json
  ./hub plan-report --base origin/main --env prod --format markdown plans/*.json > comment.md
  ./hub plan-report --keep approved.json parts/*.json       # what ./hub plan --keep wrote in several jobs, as one report`,
    )
    .action((files: string[], options: ReportOptions) => {
      const json = options.json || options.format === "json";
      return runCommand({ json }, () => {
        report(files, { ...options, json });
      });
    });
}

function report(files: readonly string[], options: ReportOptions): void {
  const { base, head, events, keep } = options;
  if (base === undefined && files.length === 0) {
    throw new CommandFailure(
      "write the files of plans: what terraform show -json prints of each, or reports that were kept",
    );
  }
  if (base === undefined && (head ?? events) !== undefined) {
    throw new CommandFailure(`--${head === undefined ? "events" : "head"} needs --base, what to compare with`);
  }
  const plans = planReport(plannedStacks(files));
  const context = base === undefined ? undefined : changeContext(plans, { ...options, base });
  if (context === null) return;
  if (keep !== undefined) keepReport(keep, plans, context);
  console.log(reportPrinted(plans, context, options.json ? "json" : options.format));
  process.exitCode = exitCodeOfReport(plans);
}

/** @returns null when the environment has errors, which are then printed */
function changeContext(plans: PlanReport, options: ComparisonOptions & ReportOptions): ChangeContext | null {
  const samples = sampleEvents(options.env, options.events);
  const sides = comparedSides(options, contextSide);
  return sides === undefined ? null : ofSampleEvents(() => contextOf(plans, sides, samples));
}
