import { counted } from "../../catalogue/wording";
import {
  ATTENTION_NAMES,
  changeLines,
  countsInWords,
  groupName,
  groupsOf,
  refusalsOf,
  reportAsJson,
  reportInMarkdown,
  sentencesOf,
  unchangedStacks,
  verbOf,
  type ChangeContext,
  type GateVerdict,
  type PlanReport,
  type StackGroup,
} from "../../review";
import { previewInWords } from "./preview-text";
import type { ReportFormat } from "../input/report-format";
import { columns, folded } from "./terminal";

/** The report as it was asked for. */
export function reportPrinted(report: PlanReport, context: ChangeContext | undefined, format: ReportFormat): string {
  switch (format) {
    case "markdown":
      return reportInMarkdown(report, context);
    case "json":
      return reportAsJson(report, context);
    case "text":
      return reportInWords(report, context).join("\n");
  }
}

/** 0 where nothing changes, 2 where something does, 3 where something needs attention. */
export function exitCodeOfReport({ stacks, attention }: PlanReport): number {
  if (Object.values(attention).some((n) => n > 0)) return 3;
  return stacks.length > 0 ? 2 : 0;
}

/**
 * The report for people at a terminal: all of it, however long it is.
 *
 * @param context where both sides of the change are at hand
 */
export function reportInWords(report: PlanReport, context?: ChangeContext): string[] {
  const { digest, counts, stacks } = report;
  const unchanged = unchangedStacks(report, context);
  const groups = groupsOf(stacks);
  const others = otherStacks(context);
  if (groups.length === 0) return [`${counted(unchanged.length, "stack")}, and nothing changes`, ...others];
  return [
    ...columns(groups.map(({ stacks: names, like }) => [groupName(names), countsInWords(like.counts)])),
    ...others,
    ...(unchanged.length === 0 ? [] : folded(`unchanged: ${unchanged.join(", ")}`, "  ")),
    "",
    ...attentionInWords(groups, context),
    ...(context === undefined ? [] : [...previewInWords(context.preview), ""]),
    ...groups.flatMap(groupInWords),
    `${counted(stacks.length, "stack")}: ${countsInWords(counts)}`,
    `digest ${digest}`,
    ...(context?.approvals ?? []).map(({ by, for: labels }) => `${by} must approve: ${labels.join(", ")}`),
  ];
}

/** Of what differs, that of which the plans need not tell. */
function otherStacks(context: ChangeContext | undefined): string[] {
  const named = (what: string, names: readonly string[] = []) =>
    names.length === 0 ? [] : folded(`${what}: ${names.join(", ")}`, "  ");
  return [
    ...named("no longer declared", context?.removed),
    ...named("differs too, and was not planned", context?.notPlanned),
  ];
}

function attentionInWords(groups: readonly StackGroup[], context: ChangeContext | undefined): string[] {
  const entries = groups.flatMap(({ stacks, like }) =>
    like.attention.flatMap((attention) => [
      ...folded(
        `  ${ATTENTION_NAMES[attention.kind]}: ${groupName(stacks)} ${sentencesOf(attention, stacks, context).join(" ")}`,
        "    ",
      ),
      ...changeLines(attention.changes).map(({ sign, text }) => `    ${sign} ${text}`),
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
