/** What applying stacks would do. */
import type { PlannedStack } from "../review";
import { planEach, type PlannedFor, type PlanningRequest } from "./plan-each";
import type { Selection } from "./stack";

interface Found {
  readonly kind: "planned";
  readonly planned: PlannedStack;
}

/** A stack's plan, redacted, or why there is none. */
export type StackPlan = PlannedFor<Found>;

/** How stacks are planned. */
export type PlanRequest = Omit<PlanningRequest<Found>, "stacks"> & {
  /** `removed` are planned to be destroyed; leave them out where nobody wants that. */
  readonly stacks: Selection;
};

/**
 * Plans stacks. Nothing is applied and no plan is kept: a saved plan holds the stack's secrets, and what is deployed is
 * planned again and compared.
 *
 * @throws DeploymentError when there is no Terraform
 */
export function planStacks(request: PlanRequest): Promise<StackPlan[]> {
  const { apply, removed } = request.stacks;
  const stacks = [
    ...apply.map((stack) => ({ ...stack, mode: "apply" as const })),
    ...removed.map((stack) => ({ ...stack, mode: "destroy" as const })),
  ];
  return planEach({ ...request, stacks }, (planned) => ({ kind: "planned", planned }));
}
