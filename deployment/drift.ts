/** What was changed outside Terraform: a plan of each stack that changes nothing but the state. */
import { planReport, type PlanReport } from "../review";
import { TerraformFailure, type Step } from "./diagnostics";
import type { StackEnding } from "./endings";
import { inOrder } from "./in-order";
import { Plans } from "./plans";
import type { EmittedFolder } from "./stack";

/** What was found of a stack. */
export interface StackDrift {
  readonly stack: string;
  /** `drifted` with what was changed, redacted. */
  readonly found:
    | { readonly kind: "none" }
    | { readonly kind: "drifted"; readonly report: PlanReport["stacks"][number] }
    | Extract<StackEnding, { readonly kind: "failed" | "interrupted" | "not begun" }>;
  readonly seconds: number;
}

/** How it is looked for. */
export interface DriftRequest {
  readonly stacks: readonly EmittedFolder[];
  readonly atOnce: number;
  readonly interruption: AbortSignal;
  readonly onStep?: (stack: string, step: Step) => void;
  readonly onFound?: (drift: StackDrift) => void;
}

/**
 * Looks for drift, in the order of the stacks. Nothing is applied, and states stay as they are.
 *
 * @throws DeploymentError when there is no Terraform
 */
export async function findDrift({
  stacks,
  atOnce,
  interruption,
  onStep,
  onFound,
}: DriftRequest): Promise<StackDrift[]> {
  const plans = new Plans(interruption);
  const told = (drift: StackDrift) => {
    onFound?.(drift);
    return drift;
  };
  const find = async (stack: EmittedFolder): Promise<StackDrift["found"]> => {
    try {
      const plan = await plans.save(stack, "refresh-only", (step) => onStep?.(stack.name, step));
      plan.discard();
      const [report] = planReport([plan.planned]).stacks;
      return report === undefined || report.drift.length === 0 ? { kind: "none" } : { kind: "drifted", report };
    } catch (error) {
      if (!(error instanceof TerraformFailure)) throw error;
      const { step, diagnostics, lock } = error;
      return interruption.aborted
        ? { kind: "interrupted", step, diagnostics }
        : { kind: "failed", step, diagnostics, lock };
    }
  };
  try {
    return await inOrder(
      stacks.map((stack) => ({ ...stack, dependencies: [] })),
      {
        atOnce,
        interruption,
        isDone: () => true,
        work: async (stack) => {
          const began = Date.now();
          const found = await find(stack);
          return told({ stack: stack.name, found, seconds: (Date.now() - began) / 1000 });
        },
        notBegun: ({ name }) =>
          told({ stack: name, found: { kind: "not begun", because: "it was interrupted" }, seconds: 0 }),
      },
    );
  } finally {
    plans.discard();
  }
}
