/** Counts of a report, in words. */
import type { AttentionKind } from "./attention";
import type { Counts } from "./report";

const WHAT_HAPPENS: readonly (readonly [keyof Counts, string])[] = [
  ["delete", "to destroy"],
  ["replace", "to replace"],
  ["create", "to create"],
  ["update", "to change"],
  ["forget", "to forget"],
  ["import", "to import"],
  ["move", "to move"],
  ["other", "not understood"],
];

/** `1 to replace, 2 to change; 1 with permissions; 3 changed outside Terraform`. */
export function countsInWords(counts: Counts): string {
  const actions = WHAT_HAPPENS.flatMap(([key, words]) => (counts[key] === 0 ? [] : [`${counts[key]} ${words}`]));
  return [
    actions.length === 0 ? "nothing to apply" : actions.join(", "),
    ...(counts.permissions === 0 ? [] : [`${counts.permissions} of these with permissions`]),
    ...(counts.drift === 0 ? [] : [`${counts.drift} changed outside Terraform`]),
  ].join("; ");
}

/** What a kind of attention is called. */
export const ATTENTION_NAMES: Readonly<Record<AttentionKind, string>> = {
  destroy: "Destroy",
  replace: "Replace",
  other: "Not covered",
  permission: "Permissions",
  delivery: "Delivery",
  drift: "Drift",
};

/** `tenant-a`, or `tenant-a and 411 more`. */
export function groupName(stacks: readonly string[]): string {
  const [first = "", ...others] = stacks;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
