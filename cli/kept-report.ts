/** A report in a file: what is approved, and what several jobs have planned and one puts together. */
import { writeFileSync } from "node:fs";
import { reportAsJson, type ChangeContext, type PlanReport } from "../review";

/** `--keep`, as commander wants it. */
export const KEEP_OPTION = [
  "--keep <file>",
  "also write the report as JSON into a file: for gate, deploy --approved and plan-report",
] as const;

/** Writes it for its owner alone: it holds digests of values that are secret. */
export function keepReport(file: string, report: PlanReport, context: ChangeContext | undefined): void {
  writeFileSync(file, `${reportAsJson(report, context)}\n`, { mode: 0o600 });
}
