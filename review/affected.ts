import { blocksOf, differences, type BlockChange } from "./blocks";
import { LOCK_FILE, type StackOutput } from "./stack-output";

/** What became of one stack between two outputs. */
export interface StackComparison {
  readonly name: string;
  readonly change: "added" | "changed" | "removed" | "unchanged";
  /** What differs; empty but for a changed stack. */
  readonly blocks: readonly BlockChange[];
}

/**
 * Compares the Terraform of two outputs, stack by stack: those of `head` in the order of its manifest, then those that are
 * gone. A stack is changed when a plan could differ: by its Terraform, by a file that it takes up, or by its lock file
 * where both sides have one. Metadata of CDKTF, the order of keys and white space are no change, and neither is the order
 * in which stacks are applied.
 *
 * @throws UnreadableTerraformError when a stack's Terraform is not a JSON object
 */
export function compareOutputs(base: readonly StackOutput[], head: readonly StackOutput[]): StackComparison[] {
  const before = new Map(base.map((stack) => [stack.name, stack]));
  const names = new Set(head.map(({ name }) => name));
  return [
    ...head.map((stack) => compared(before.get(stack.name), stack)),
    ...base.filter(({ name }) => !names.has(name)).map(({ name }): StackComparison => whole(name, "removed")),
  ];
}

function compared(base: StackOutput | undefined, head: StackOutput): StackComparison {
  if (base === undefined) return whole(head.name, "added");
  const blocks = [...terraformChanges(base, head), ...fileChanges(base, head)];
  return blocks.length === 0 ? whole(head.name, "unchanged") : { name: head.name, change: "changed", blocks };
}

function whole(name: string, change: StackComparison["change"]): StackComparison {
  return { name, change, blocks: [] };
}

function terraformChanges(base: StackOutput, head: StackOutput): BlockChange[] {
  // Nearly all stacks are the same to the byte, and reading JSON takes much longer than comparing bytes.
  if (base.terraform.equals(head.terraform)) return [];
  return differences(blocksOf(base.terraform, base.file), blocksOf(head.terraform, head.file));
}

function fileChanges(base: StackOutput, head: StackOutput): BlockChange[] {
  const lockChanged = base.lock !== undefined && head.lock !== undefined && base.lock !== head.lock;
  return [
    ...differences(base.assets, head.assets),
    ...(lockChanged ? [{ address: LOCK_FILE, change: "changed" as const, arguments: [] }] : []),
  ];
}
