/** The report as one comment on a pull request. */
import { ATTENTION_KINDS, verbOf, type Attention, type AttentionKind } from "./attention";
import type { AttributeChange } from "./attribute-changes";
import { changeLines } from "./change-lines";
import { ATTENTION_NAMES, countsInWords, groupName } from "./count-words";
import { codeMarkdown, differenceMarkdown, plainMarkdown } from "./markdown-text";
import type { ResourceChange } from "./planned-stack";
import { groupsOf, type Counts, type PlanReport, type StackGroup } from "./report";

/** By this the comment is found again, to be edited in place. It has no version, so that every version finds it. */
const REPORT_MARKER = "<!-- eventbridge-saas-hub: plan report -->";

/** GitHub takes 65,536 characters, and a workflow may want to say something, too. */
export const REPORT_CHARACTERS = 60_000;

const ROWS = 100;
const NAMED_STACKS = 30;

/** Parts of what is left after header and table: up to where lines, and details, of what needs attention may go. */
const ATTENTION_LINES = 0.55;
const ATTENTION_DETAILS = 0.8;
/** Kept for saying what was left out. */
const NOTE = 1_000;

/** At most {@link REPORT_CHARACTERS} characters. What does not fit is counted. */
export function reportInMarkdown(report: PlanReport): string {
  const groups = groupsOf(report.stacks);
  const head = [...header(report), ...table(groups), ...unchangedLine(report.unchanged)];
  const foot = nextStep(report);
  const room = REPORT_CHARACTERS - size(head) - size(foot) - NOTE;
  const attention = attentionSection(groups, room);
  const folds = foldSection(groups, attention.shown, room - size(attention.lines));
  const leftOut = [...attention.leftOut, ...folds.leftOut];
  return [...head, ...attention.lines, ...folds.lines, ...foot, ...leftOutNote(leftOut)].join("\n").trimEnd();
}

function size(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function header({ digest, counts, stacks, unchanged }: PlanReport): string[] {
  if (stacks.length === 0) return [REPORT_MARKER, `## Plan: nothing changes in ${stackCount(unchanged.length)}`, ""];
  return [
    REPORT_MARKER,
    `## Plan: ${stackCount(stacks.length)} ${stacks.length === 1 ? "changes" : "change"}`,
    "",
    `${countsInWords(counts)}.`,
    "",
    `Digest \`${digest}\`. It is stale as soon as a plan of these stacks would change anything else.`,
    "",
  ];
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

function shortName(name: string): string {
  return name.length <= 90 ? name : `${name.slice(0, 89)}…`;
}

function unchangedLine(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, NAMED_STACKS).map((name) => codeMarkdown(shortName(name)));
  const more = names.length > NAMED_STACKS ? ` and ${names.length - NAMED_STACKS} more` : "";
  return [`Nothing changes in ${shown.join(", ")}${more}.`, ""];
}

function nextStep({ digest, stacks }: PlanReport): string[] {
  if (stacks.length === 0) return [];
  return [
    "",
    "### Next",
    "",
    `Once this is approved: \`./hub gate --approved ${digest} PLAN.json...\` on the plans that are to be applied.`,
  ];
}

/** One entry, with the stacks that it is about. */
interface Entry {
  readonly group: StackGroup;
  readonly attention: Attention;
  readonly line: string;
  readonly detail: readonly string[];
}

function attentionSection(groups: readonly StackGroup[], room: number) {
  const entries = groups
    .flatMap((group) => group.like.attention.map((attention) => entryOf(group, attention)))
    .sort((a, b) => ATTENTION_KINDS.indexOf(a.attention.kind) - ATTENTION_KINDS.indexOf(b.attention.kind));
  const listed: Entry[] = [];
  let used = 0;
  for (const entry of entries) {
    if (used + entry.line.length + 1 > room * ATTENTION_LINES) break;
    used += entry.line.length + 1;
    listed.push(entry);
  }
  const detailed = new Set<Entry>();
  for (const entry of listed) {
    if (used + size(entry.detail) > room * ATTENTION_DETAILS) continue;
    used += size(entry.detail);
    detailed.add(entry);
  }
  const without = listed.filter((entry) => !detailed.has(entry)).length;
  const rest = entries.slice(listed.length);
  return {
    lines:
      entries.length === 0
        ? []
        : [
            "### Needs attention",
            "",
            ...listed.flatMap((entry) => [entry.line, ...(detailed.has(entry) ? entry.detail : [])]),
            ...restLine(rest),
            "",
          ],
    shown: new Set([...detailed].flatMap(({ attention }) => attention.changes)),
    leftOut: without === 0 ? [] : [`the differences of ${without} entries that need attention`],
  };
}

function entryOf(group: StackGroup, attention: Attention): Entry {
  const { kind, address, sentences, changes } = attention;
  const text = withCode(sentences.join(" "), address);
  const lines = changeLines(changes);
  return {
    group,
    attention,
    line: `- **${ATTENTION_NAMES[kind]}** ${codeMarkdown(shortName(groupName(group.stacks)))} ${text}`,
    detail: lines.length === 0 ? [] : differenceMarkdown(lines, "  "),
  };
}

function withCode(text: string, address: string | undefined): string {
  if (address === undefined || address === "") return plainMarkdown(text);
  return text.split(address).map(plainMarkdown).join(codeMarkdown(address));
}

/** What there was no room for: counted, with the stacks that each entry stands for. */
function restLine(rest: readonly Entry[]): string[] {
  if (rest.length === 0) return [];
  const counts = new Map<AttentionKind, number>();
  for (const { group, attention } of rest) {
    const resources = Math.max(attention.resources, 1) * group.stacks.length;
    counts.set(attention.kind, (counts.get(attention.kind) ?? 0) + resources);
  }
  const words = [...counts].map(([kind, n]) => `${ATTENTION_NAMES[kind]} ${n}`);
  return [`- **And there is more than fits here**, by resources: ${words.join(", ")}.`];
}

interface Fold {
  readonly full: readonly string[];
  readonly brief: readonly string[];
  readonly createsOnly: boolean;
}

function foldSection(groups: readonly StackGroup[], shown: ReadonlySet<unknown>, room: number) {
  const folds = groups.map((group) => foldOf(group, shown));
  const chosen = new Map<Fold, readonly string[]>();
  let used = 0;
  for (const fold of folds) {
    if (used + size(fold.brief) > room) continue;
    used += size(fold.brief);
    chosen.set(fold, fold.brief);
  }
  // Of what is only created, the details are the first to go.
  for (const fold of [...folds].sort((a, b) => Number(a.createsOnly) - Number(b.createsOnly))) {
    const more = size(fold.full) - size(fold.brief);
    if (!chosen.has(fold) || used + more > room) continue;
    used += more;
    chosen.set(fold, fold.full);
  }
  const brief = folds.filter((fold) => chosen.get(fold) === fold.brief && fold.brief.length < fold.full.length).length;
  const missing = folds.length - chosen.size;
  return {
    lines: folds.flatMap((fold) => chosen.get(fold) ?? []),
    leftOut: [
      ...(brief === 0 ? [] : [`the attributes of ${brief} folds`]),
      ...(missing === 0 ? [] : [`the folds of ${missing} groups of stacks`]),
    ],
  };
}

function foldOf(group: StackGroup, shown: ReadonlySet<unknown>): Fold {
  const { stacks, like } = group;
  const open = `<details><summary><code>${plainMarkdown(shortName(groupName(stacks)))}</code>: ${plainMarkdown(countsInWords(like.counts))}</summary>`;
  const names = stacks.slice(1, 1 + NAMED_STACKS).map((name) => codeMarkdown(shortName(name)));
  const rest = stacks.length - 1 - names.length;
  const same = names.length === 0 ? [] : [`The same in ${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.`, ""];
  const place = `Account ${codeMarkdown(like.account ?? "unknown")}, state ${codeMarkdown(like.backend ?? "unknown")}.`;
  const outputs = Object.keys(like.outputs);
  const body = (detailed: boolean) => [
    ...[open, "", place, "", ...same],
    ...like.changes.flatMap((change) => {
      const lines = changeLines(change.changes.filter((one) => !shown.has(one) && isTold(change, one)));
      const moved = change.movedFrom === undefined ? "" : ` (was ${codeMarkdown(change.movedFrom)})`;
      return [
        `- ${verbOf(change)} ${codeMarkdown(change.address)}${moved}`,
        ...(detailed && lines.length > 0 ? differenceMarkdown(lines, "  ") : []),
      ];
    }),
    ...(outputs.length === 0 ? [] : [`- outputs that change: ${outputs.map(codeMarkdown).join(", ")}`]),
    ...["", "</details>", ""],
  ];
  return { full: body(true), brief: body(false), createsOnly: like.changes.every(({ action }) => action === "create") };
}

/** Of what is destroyed, only whom it let do what; of what is new, not what every other has, too. */
function isTold({ action }: ResourceChange, { kind, path }: AttributeChange): boolean {
  if (action === "delete") return kind === "statements";
  return action !== "create" || (kind !== "unknown" && !/^tags(?:_all)?\b/.test(path));
}

function leftOutNote(leftOut: readonly string[]): string[] {
  if (leftOut.length === 0) return [];
  return [
    "",
    `> Left out for length: ${leftOut.join("; ")}. \`./hub plan-report --format text PLAN.json...\` shows everything.`,
  ];
}
