import { Command } from "commander";
import { gate, planReport } from "../../review";
import { ALLOW_DESTROY_OPTION, approvedBy } from "../input/approved-report";
import { JSON_OPTION } from "../input/environment-option";
import { plannedStacks } from "../input/plan-files";
import { runCommand } from "../run-command";
import { reportInWords, verdictInWords } from "../text/plan-report-text";

interface GateOptions {
  readonly approved: string;
  readonly allowDestroy: readonly string[];
  readonly json: boolean;
}

/** `hub gate`: lets plans pass that are those that were approved, and lose nothing that nobody named. */
export function gateCommand(): Command {
  return new Command("gate")
    .description("Refuse plans that are not the approved ones, or that lose what nobody allowed to be lost")
    .argument("<plan...>", "what terraform show -json printed of each stack's plan (- is standard input)")
    .requiredOption(
      "--approved <digest|file>",
      "digest of the approved report, or the report as plan-report --json prints it",
    )
    .option(...ALLOW_DESTROY_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The digest must come from where nobody but the plan job can write: an artefact or an environment, not a comment.

Examples:
  ./hub gate --approved approved.json cdktf.out/stacks/*/plan.json
  ./hub gate --approved sha256:4f5c... plan.json --allow-destroy tenant-jira:aws_secretsmanager_secret.secret`,
    )
    .action((files: string[], options: GateOptions) =>
      runCommand(options, () => {
        const approved = approvedBy(options.approved);
        const report = planReport(plannedStacks(files));
        const verdict = gate(report, approved, options.allowDestroy);
        const passes = verdict.differences.length === 0 && verdict.notAllowed.length === 0;
        if (!passes) process.exitCode = 1;
        if (options.json) {
          console.log(JSON.stringify({ passes, ...verdict }, null, 2));
          return;
        }
        // A digest alone does not tell what was approved; what there is now does.
        const now =
          !passes && typeof approved === "string" && verdict.differences.length > 0 ? reportInWords(report) : [];
        console.log([...now, ...verdictInWords(verdict)].join("\n"));
      }),
    );
}
