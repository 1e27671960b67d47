/** What was approved, and what may be lost: as `gate` and `deploy` are told. */
import { AlteredReportError, readStoredReport, type StoredReport } from "../../review";
import { CommandFailure } from "../failure";
import { readInputFile } from "./input-file";

/** `--allow-destroy`, as commander wants it. */
export const ALLOW_DESTROY_OPTION = [
  "--allow-destroy <address>",
  "a queue, secret, bus, key, archive, table or bucket that may go; ADDRESS or STACK:ADDRESS, as often as needed",
  (address: string, others: readonly string[]): readonly string[] => [...others, address],
  [] as readonly string[],
] as const;

/**
 * A digest, or the report in a file.
 *
 * @throws CommandFailure when the file is missing, is no report, or was changed after it was made
 */
export function approvedBy(given: string): StoredReport | string {
  if (/^(?:sha256:)?[0-9a-f]{64}$/.test(given)) return `sha256:${given.replace("sha256:", "")}`;
  const text = readInputFile(given);
  const report = storedReport(given, text);
  if (report !== undefined) return report;
  throw new CommandFailure(`${given} is no report; ./hub plan-report --json PLAN.json... prints one`);
}

function storedReport(file: string, text: string): StoredReport | undefined {
  try {
    return readStoredReport(JSON.parse(text));
  } catch (error) {
    if (error instanceof AlteredReportError) throw new CommandFailure(`${file} ${error.message}`);
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
