/** The report as one comment on a pull request. */
import { unchangedStacks, type ChangeContext } from "./change-context";
import { countsInWords, groupName } from "./count-words";
import { attentionSection } from "./markdown-attention";
import { foldSection } from "./markdown-folds";
import { previewSection } from "./markdown-preview";
import { codeMarkdown, NAMED_STACKS, plainMarkdown, shortName, size } from "./markdown-text";
import { groupsOf, type Counts, type PlanReport, type StackGroup } from "./report";

/** By this the comment is found again, to be edited in place. It has no version, so that every version finds it. */
const REPORT_MARKER = "<!-- eventbridge-saas-hub: plan report -->";

/** GitHub takes 65,536 characters, and a workflow may want to say something, too. */
export const REPORT_CHARACTERS = 60_000;

const ROWS = 100;

/** The part of what is left after header and table that a preview may take. */
const PREVIEW = 0.3;
/** Kept for saying what was left out. */
const NOTE = 1_000;

/**
 * At most {@link REPORT_CHARACTERS} characters. What does not fit is counted.
 *
 * @param context where both sides of the change are at hand
 */
export function reportInMarkdown(report: PlanReport, context?: ChangeContext): string {
  const groups = groupsOf(report.stacks);
  const head = [
    ...header(report, context),
    ...table(groups),
    ...unchangedLine(unchangedStacks(report, context)),
    ...stacksLine("No longer declared, and left as it is unless it is destroyed", removedUnplanned(report, context)),
    ...stacksLine("Differs too, and was not planned", context?.notPlanned ?? []),
  ];
  const foot = nextStep(report, context);
  const room = REPORT_CHARACTERS - size(head) - size(foot) - NOTE;
  const preview = previewSection(context, room * PREVIEW);
  const roomForPlans = room - size(preview.lines);
  const attention = attentionSection(groups, context, roomForPlans);
  const folds = foldSection(groups, attention.shown, roomForPlans - size(attention.lines));
  const leftOut = [...attention.leftOut, ...preview.leftOut, ...folds.leftOut];
  const body = [...head, ...attention.lines, ...preview.lines, ...folds.lines, ...foot];
  return [...body, ...leftOutNote(leftOut, context)].join("\n").trimEnd();
}

function header(report: PlanReport, context?: ChangeContext): string[] {
  const { digest, counts, stacks } = report;
  const sides = context === undefined ? [] : [`From ${sideName(context.base)} to ${sideName(context.head)}.`, ""];
  if (stacks.length === 0) {
    const unchanged = stackCount(unchangedStacks(report, context).length);
    return [REPORT_MARKER, `## Plan: nothing changes in ${unchanged}`, "", ...sides];
  }
  return [
    REPORT_MARKER,
    `## Plan: ${stackCount(stacks.length)} ${stacks.length === 1 ? "changes" : "change"}`,
    "",
    `${countsInWords(counts)}.`,
    "",
    ...sides,
    `Digest \`${digest}\`. It is stale as soon as a plan of these stacks would change anything else.`,
    "",
  ];
}

/** A commit as people know it. */
function sideName(from: string): string {
  if (from === "working tree") return "the working tree";
  return codeMarkdown(/^[0-9a-f]{40}$/.test(from) ? from.slice(0, 12) : shortName(from));
}

function stackCount(n: number): string {
  return n === 1 ? "1 stack" : `${n} stacks`;
}

const COLUMNS: readonly (readonly [keyof Counts, string])[] = [
  ["delete", "Destroy"],
  ["replace", "Replace"],
  ["create", "Create"],
  ["update", "Change"],
  ["permissions", "Permissions"],
  ["drift", "Drift"],
];

function table(groups: readonly StackGroup[]): string[] {
  if (groups.length === 0) return [];
  const rows = groups.slice(0, ROWS).map(({ stacks, like }) => {
    const cells = COLUMNS.map(([key]) =>
      like.counts[key] === 0 ? "" : `${like.counts[key]}${stacks.length > 1 ? " each" : ""}`,
    );
    return `| ${codeMarkdown(shortName(groupName(stacks)))} | ${cells.join(" | ")} |`;
  });
  const more = groups.slice(ROWS);
  const moreStacks = more.reduce((n, { stacks }) => n + stacks.length, 0);
  const totals = COLUMNS.map(([key]) => more.reduce((n, { stacks, like }) => n + like.counts[key] * stacks.length, 0));
  return [
    `| Stack | ${COLUMNS.map(([, title]) => title).join(" | ")} |`,
    `|---|${COLUMNS.map(() => "--:|").join("")}`,
    ...rows,
    ...(more.length === 0 ? [] : [`| ${moreStacks} more, in all | ${totals.join(" | ")} |`]),
    "",
  ];
}

function unchangedLine(names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`Nothing changes in ${namedStacks(names)}.`, ""];
}

function stacksLine(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${what}: ${namedStacks(names)}.`, ""];
}

function namedStacks(names: readonly string[]): string {
  const shown = names.slice(0, NAMED_STACKS).map((name) => codeMarkdown(shortName(name)));
  const more = names.length > NAMED_STACKS ? ` and ${names.length - NAMED_STACKS} more` : "";
  return shown.join(", ") + more;
}

/** A stack that is no longer declared is planned only by who wants to destroy it. */
function removedUnplanned({ stacks, unchanged }: PlanReport, context?: ChangeContext): string[] {
  const planned = new Set([...stacks.map(({ name }) => name), ...unchanged]);
  return (context?.removed ?? []).filter((name) => !planned.has(name));
}

function nextStep({ digest, stacks }: PlanReport, context?: ChangeContext): string[] {
  if (stacks.length === 0) return [];
  const approvals = (context?.approvals ?? []).map(
    ({ by, for: labels }) => `- ${plainMarkdown(by)} must approve: ${labels.map(codeMarkdown).join(", ")}`,
  );
  return [
    "",
    "### Next",
    "",
    ...(approvals.length === 0 ? [] : [...approvals, ""]),
    "Once this is approved, the pipeline applies just this, or nothing. By hand: `./hub deploy --approved` with the report that " +
      `\`./hub plan --keep\` wrote, or \`./hub gate --approved ${digest} PLAN.json...\` on the plans that are to be applied.`,
  ];
}

function leftOutNote(leftOut: readonly string[], context?: ChangeContext): string[] {
  if (leftOut.length === 0) return [];
  const base = context === undefined ? "" : " --base REVISION";
  return [
    "",
    `> Left out for length: ${leftOut.join("; ")}. The log of the job that planned a stack shows everything of it, and so does ` +
      `\`./hub plan-report${base} --format text\` on the plans, or on a report that was kept.`,
  ];
}
