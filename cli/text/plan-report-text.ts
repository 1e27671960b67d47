import { counted } from "../../catalogue/wording";
import {
  ATTENTION_NAMES,
  changeLines,
  countsInWords,
  groupName,
  groupsOf,
  refusalsOf,
  verbOf,
  type GateVerdict,
  type PlanReport,
  type StackGroup,
} from "../../review";
import { columns, folded } from "./terminal";

/** The report for people at a terminal: all of it, however long it is. */
export function reportInWords(report: PlanReport): string[] {
  const { digest, counts, stacks, unchanged } = report;
  const groups = groupsOf(stacks);
  if (groups.length === 0) return [`${counted(unchanged.length, "stack")}, and nothing changes`];
  return [
    ...columns(groups.map(({ stacks: names, like }) => [groupName(names), countsInWords(like.counts)])),
    ...(unchanged.length === 0 ? [] : folded(`unchanged: ${unchanged.join(", ")}`, "  ")),
    "",
    ...attentionInWords(groups),
    ...groups.flatMap(groupInWords),
    `${counted(stacks.length, "stack")}: ${countsInWords(counts)}`,
    `digest ${digest}`,
  ];
}

function attentionInWords(groups: readonly StackGroup[]): string[] {
  const entries = groups.flatMap(({ stacks, like }) =>
    like.attention.flatMap(({ kind, sentences, changes }) => [
      ...folded(`  ${ATTENTION_NAMES[kind]}: ${groupName(stacks)} ${sentences.join(" ")}`, "    "),
      ...changeLines(changes).map(({ sign, text }) => `    ${sign} ${text}`),
    ]),
  );
  return entries.length === 0 ? [] : ["Needs attention", ...entries, ""];
}

function groupInWords({ stacks, like }: StackGroup): string[] {
  const outputs = Object.keys(like.outputs);
  return [
    ...folded(`${stacks.join(", ")} (account ${like.account ?? "unknown"}, state ${like.backend ?? "unknown"})`, "  "),
    ...like.changes.flatMap((change) => [
      `  ${verbOf(change)} ${change.address}${change.movedFrom === undefined ? "" : ` (was ${change.movedFrom})`}`,
      ...changeLines(change.changes).map(({ sign, text }) => `    ${sign} ${text}`),
    ]),
    ...(outputs.length === 0 ? [] : [`  outputs that change: ${outputs.join(", ")}`]),
    "",
  ];
}

/** What the gate says. */
export function verdictInWords(verdict: GateVerdict): string[] {
  const { digest, notes } = verdict;
  const refusals = refusalsOf(verdict);
  return [
    ...[...refusals, ...notes.map((note) => `note: ${note}`)].flatMap((line) => folded(line, "  ")),
    refusals.length === 0 ? `pass: ${digest}` : `refused: ${digest}`,
  ];
}
