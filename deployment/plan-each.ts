/** Plans stacks for what their plans say; nothing is applied, and states stay as they are. */
import { TerraformFailure, type Step } from "./diagnostics";
import type { StackEnding } from "./endings";
import { inOrder } from "./in-order";
import { planAs } from "./plan-role";
import { Plans, type SavedPlan, type StackAccess } from "./plans";
import type { EmittedFolder } from "./stack";
import type { PlanMode } from "./terraform";

/** What a plan was made for, or why there is none. */
export interface PlannedFor<Found> {
  readonly stack: string;
  readonly found: Found | Extract<StackEnding, { readonly kind: "failed" | "interrupted" | "not begun" }>;
  readonly seconds: number;
}

/** How stacks are planned. */
export interface PlanningRequest<Found> {
  readonly stacks: readonly (EmittedFolder & { readonly mode: PlanMode })[];
  /** Stacks that are worked on at once. Each Terraform takes about 0.8 GB. */
  readonly atOnce: number;
  /** Name of a role that plans, in place of the one that deploys. */
  readonly planRole?: string | undefined;
  /** As whom Terraform works; as this process when absent. */
  readonly accessTo?: ((stack: string) => StackAccess) | undefined;
  readonly interruption: AbortSignal;
  readonly onStep?: ((stack: string, step: Step) => void) | undefined;
  readonly onFound?: ((found: PlannedFor<Found>) => void) | undefined;
}

/**
 * Plans each stack; none waits for another. Saved plans are removed at once.
 *
 * @param find what is wanted of a plan
 * @returns in the order of the stacks
 * @throws DeploymentError when there is no Terraform
 */
export async function planEach<Found>(
  { stacks, atOnce, planRole, accessTo, interruption, onStep, onFound }: PlanningRequest<Found>,
  find: (plan: SavedPlan["planned"]) => Found,
): Promise<PlannedFor<Found>[]> {
  const plans = new Plans(interruption, accessTo);
  const told = (found: PlannedFor<Found>) => {
    onFound?.(found);
    return found;
  };
  const foundIn = async (stack: (typeof stacks)[number]): Promise<PlannedFor<Found>["found"]> => {
    try {
      if (planRole !== undefined) planAs(planRole, stack);
      const plan = await plans.save(stack, stack.mode, (step) => onStep?.(stack.name, step));
      plan.discard();
      return find(plan.planned);
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
          const found = await foundIn(stack);
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
