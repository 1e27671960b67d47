/** Plans that are reported and compared with what was approved: `./hub plan-report` and `./hub gate`. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CommandFailure } from "../../../cli/failure";
import { plannedStacks } from "../../../cli/input/plan-files";
import { reportInWords, verdictInWords } from "../../../cli/text/plan-report-text";
import { gate, planReport, readStoredReport, reportInMarkdown } from "../../../review";
import type { Surface } from "../faults";
import type { Ground } from "../ground";
import type { Seed } from "../mutation";

/** One plan, which is also compared with what it was before it was changed. */
export function reportedPlans({ folder }: Ground): Surface {
  const plans = path.join("__tests__", "review", "plans");
  const seeds = readdirSync(plans)
    .filter((name) => name.endsWith(".json"))
    .map((name): Seed => ({ name, language: "json", text: readFileSync(path.join(plans, name), "utf8") }));
  return {
    name: "plan to report",
    weight: 3,
    seeds,
    take: (text, { name }) => {
      const file = path.join(folder, `reported-${name}`);
      writeFileSync(file, text);
      const report = planReport(plannedStacks([file]));
      const stored = readStoredReport(JSON.parse(JSON.stringify(report)));
      if (stored === undefined) throw new Error("a report cannot be read again");
      const approved = readStoredReport(
        JSON.parse(JSON.stringify(planReport(plannedStacks([path.join(plans, name)])))),
      );
      return [
        JSON.stringify(report),
        reportInMarkdown(report),
        ...reportInWords(report),
        ...[stored, approved ?? "", report.digest].flatMap((one) => verdictInWords(gate(report, one, []))),
      ];
    },
    refusals: [CommandFailure],
  };
}
