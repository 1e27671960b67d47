/** What was planned, where all of it could be. */
import type { StackPlan } from "../deployment";
import type { PlannedStack } from "../review";
import { interruptible } from "./interruption";
import { StackProgress } from "./text/deployment-progress";
import { unplannedInWords } from "./text/deployment-text";
import { note } from "./text/terminal";

/** What those who plan are told by, and stopped. */
interface Telling {
  readonly interruption: AbortSignal;
  readonly onStep: (stack: string, step: string) => void;
  readonly onFound: (found: StackPlan) => void;
}

/**
 * Plans stacks, and tells how far that is.
 *
 * @param amount of stacks
 * @returns undefined where a stack could not be planned: that is said then, and the exit code set
 */
export async function plansMade(
  amount: number,
  { json }: { readonly json: boolean },
  plan: (telling: Telling) => Promise<StackPlan[]>,
): Promise<PlannedStack[] | undefined> {
  const progress = new StackProgress(amount);
  const interruption = interruptible(() => {
    progress.hide();
    note("Stopping: Terraform releases its locks");
  });
  const found = await plan({
    interruption,
    onStep: (stack, step) => {
      progress.step(stack, step);
    },
    onFound: ({ stack }) => {
      progress.end(stack, []);
    },
  });
  progress.hide();
  const plans = found.flatMap((one) => (one.found.kind === "planned" ? [one.found.planned] : []));
  if (plans.length === found.length) return plans;
  const unplanned = found.filter((one) => one.found.kind !== "planned");
  if (json) console.log(JSON.stringify({ error: "not every stack could be planned", stacks: unplanned }, null, 2));
  else console.error(unplannedInWords(found).join("\n"));
  process.exitCode = interruption.aborted ? 130 : 1;
  return undefined;
}
