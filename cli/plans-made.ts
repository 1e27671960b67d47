/** What was planned, where all of it could be. */
import type { StackPlan } from "../deployment";
import type { PlannedStack } from "../review";
import { unplannedInWords } from "./text/deployment-text";

/** @returns undefined where a stack could not be planned: that is said then, and the exit code set */
export function plansMade(
  found: readonly StackPlan[],
  { json, interruption }: { readonly json: boolean; readonly interruption: AbortSignal },
): PlannedStack[] | undefined {
  const plans = found.flatMap((one) => (one.found.kind === "planned" ? [one.found.planned] : []));
  if (plans.length === found.length) return plans;
  const unplanned = found.filter((one) => one.found.kind !== "planned");
  if (json) console.log(JSON.stringify({ error: "not every stack could be planned", stacks: unplanned }, null, 2));
  else console.error(unplannedInWords(found).join("\n"));
  process.exitCode = interruption.aborted ? 130 : 1;
  return undefined;
}
