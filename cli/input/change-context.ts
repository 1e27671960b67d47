/** Both sides of a change, for a report of its plans. */
import {
  approvalsOf,
  approversIn,
  compareOutputs,
  previewOf,
  previewSide,
  readOutput,
  type ChangeContext,
  type PlanReport,
  type SampleEvent,
} from "../../review";

/** What a report needs of a side. */
type ContextSide = ReturnType<typeof contextSide>;

/**
 * Reads a side from the folder that CDKTF wrote.
 *
 * @throws UnreadableTerraformError when that is not what CDKTF writes
 */
export function contextSide(outdir: string) {
  return { stacks: readOutput(outdir), preview: previewSide(outdir) };
}

/**
 * What a report says besides the plans.
 *
 * @throws NotAnEventError, NoSuchBusError where sample events cannot be sent on both sides
 */
export function contextOf(
  plans: PlanReport,
  { base, head }: Readonly<Record<"base" | "head", { readonly from: string; readonly output: ContextSide }>>,
  samples: readonly SampleEvent[],
): ChangeContext {
  const compared = compareOutputs(base.output.stacks, head.output.stacks);
  const named = (wanted: "removed" | "unchanged") =>
    compared.flatMap(({ name, change }) => (change === wanted ? [name] : []));
  const planned = new Set([...plans.stacks.map(({ name }) => name), ...plans.unchanged]);
  return {
    base: base.from,
    head: head.from,
    removed: named("removed"),
    notAffected: named("unchanged"),
    notPlanned: compared.flatMap(({ name, change }) =>
      (change === "added" || change === "changed") && !planned.has(name) ? [name] : [],
    ),
    preview: previewOf(base.output.preview, head.output.preview, samples),
    approvals: approvalsOf(plans, approversIn(base.output.stacks)),
  };
}
