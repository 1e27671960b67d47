/** Who must approve what: declared in `hub.yaml`, and carried by the emitted Terraform as a local value that nothing uses. */
import { z } from "zod";
import { jsonOf } from "./json-changes";
import type { PlanReport } from "./plan/report";
import type { StackOutput } from "./stack-output";

/** By label of a report, such as `destroy`, who must approve a change that has it. */
export type Approvers = Readonly<Record<string, readonly string[]>>;

/** Somebody who must approve, and for which labels. */
export interface Approval {
  readonly by: string;
  readonly for: readonly string[];
}

const carrierSchema = z.object({
  locals: z.object({ review: z.object({ approvers: z.record(z.string(), z.array(z.string())) }) }),
});

/**
 * The approvers that some emitted stack carries; nobody where none does. Read them from the base of a change: what is
 * reviewed must not choose its reviewers.
 */
export function approversIn(output: readonly Pick<StackOutput, "terraform">[]): Approvers {
  for (const { terraform } of output) {
    const carrier = carrierSchema.safeParse(jsonOf(terraform.toString("utf8")));
    if (carrier.success) return carrier.data.locals.review.approvers;
  }
  return {};
}

/** Who must approve what a report says, in the order of its labels. */
export function approvalsOf({ labels }: Pick<PlanReport, "labels">, approvers: Approvers): Approval[] {
  const wanted = new Map<string, string[]>();
  for (const label of labels) {
    for (const by of approvers[label] ?? []) wanted.set(by, [...(wanted.get(by) ?? []), label]);
  }
  return [...wanted].map(([by, labelsOfOne]) => ({ by, for: labelsOfOne }));
}
