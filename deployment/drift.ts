/** What was changed outside Terraform: a plan of each stack that changes nothing but the state. */
import { planReport, type PlanReport } from "../review";
import { planEach, type PlannedFor, type PlanningRequest } from "./plan-each";
import type { EmittedFolder } from "./stack";

/** `drifted` with what was changed, redacted. */
type Found = { readonly kind: "none" } | { readonly kind: "drifted"; readonly report: PlanReport["stacks"][number] };

/** What was found of a stack. */
export type StackDrift = PlannedFor<Found>;

/** How it is looked for. */
export type DriftRequest = Omit<PlanningRequest<Found>, "stacks"> & { readonly stacks: readonly EmittedFolder[] };

/**
 * Looks for drift, in the order of the stacks. Nothing is applied, and states stay as they are.
 *
 * @throws DeploymentError when there is no Terraform
 */
export function findDrift(request: DriftRequest): Promise<StackDrift[]> {
  const stacks = request.stacks.map((stack) => ({ ...stack, mode: "refresh-only" as const }));
  return planEach({ ...request, stacks }, (planned) => {
    const [report] = planReport([planned]).stacks;
    return report === undefined || report.drift.length === 0 ? { kind: "none" } : { kind: "drifted", report };
  });
}
