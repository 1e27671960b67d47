import { Command, Option } from "commander";
import { planReport, reportInMarkdown, type PlanReport } from "../../review";
import { JSON_OPTION } from "../input/environment-option";
import { plannedStacks } from "../input/plan-files";
import { runCommand } from "../run-command";
import { reportInWords } from "../text/plan-report-text";

const FORMATS = ["markdown", "text", "json"] as const;

interface ReportOptions {
  readonly format: (typeof FORMATS)[number];
  readonly json: boolean;
}

/** `hub plan-report`: what the plans of any number of stacks do, for those who review them. */
export function planReportCommand(): Command {
  return new Command("plan-report")
    .description("Say what plans change: what needs attention first, and nothing that is secret")
    .argument("<plan...>", "what terraform show -json printed of each stack's plan (- is standard input)")
    .addOption(new Option("--format <format>", "how to print it").choices(FORMATS).default("text"))
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The exit code is 0 where nothing changes, 2 where something does, 3 where something needs attention, 1 for an error.

Examples:
  terraform show -json plan.tfplan > plan.json
  ./hub plan-report cdktf.out/stacks/*/plan.json
  ./hub plan-report --format markdown plans/*.json > comment.md
  ./hub plan-report --json plans/*.json > approved.json`,
    )
    .action((files: string[], { format, json }: ReportOptions) =>
      runCommand({ json: json || format === "json" }, () => {
        const report = planReport(plannedStacks(files));
        console.log(printed(report, json ? "json" : format));
        process.exitCode = exitCodeOf(report);
      }),
    );
}

function printed(report: PlanReport, format: ReportOptions["format"]): string {
  switch (format) {
    case "markdown":
      return reportInMarkdown(report);
    case "json":
      return JSON.stringify(report, null, 2);
    case "text":
      return reportInWords(report).join("\n");
  }
}

function exitCodeOf({ stacks, attention }: PlanReport): number {
  if (Object.values(attention).some((n) => n > 0)) return 3;
  return stacks.length > 0 ? 2 : 0;
}
