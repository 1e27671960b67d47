import type { BlockChange, PipelineJobs, StackComparison } from "../../review";
import { counted } from "../../catalogue/wording";
import { folded } from "./terminal";

const SIGNS = { added: "+", changed: "~", removed: "-" } as const satisfies Record<BlockChange["change"], string>;

/** A line for each stack that differs, beneath it its blocks, and at the end how many stay as they are. */
export function affectedInWords(stacks: readonly StackComparison[]): string[] {
  const unchanged = stacks.filter(({ change }) => change === "unchanged").length;
  const differing = stacks.filter(({ change }) => change !== "unchanged");
  return [
    ...differing.flatMap(({ name, change, blocks }) => [`${change.padEnd(9)}${name}`, ...blocks.flatMap(blockInWords)]),
    ...(differing.length === 0 ? [] : [""]),
    `${counted(differing.length, "stack")} affected, ${unchanged} unchanged`,
  ];
}

/** A line for each job, in the order in which they are done. */
export function jobsInWords({ shared, jobs, removed }: PipelineJobs): string[] {
  const line = (job: string, stacks: readonly string[]) =>
    stacks.length === 0 ? [] : folded(`${job}: ${stacks.join(", ")}`, "  ");
  return [
    ...line("first", shared),
    ...jobs.flatMap(({ name, stacks }) => line(`job ${name}`, stacks)),
    ...line("destroyed last", removed),
  ];
}

function blockInWords({ address, change, arguments: differing }: BlockChange): string[] {
  const which = differing.length === 0 ? "" : `: ${differing.join(", ")}`;
  return folded(`  ${SIGNS[change]} ${address}${which}`, "      ");
}
