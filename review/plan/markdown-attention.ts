/** What needs attention, in the comment on a pull request. */
import { ATTENTION_KINDS, type Attention, type AttentionKind } from "./attention";
import { sentencesOf, type ChangeContext } from "./change-context";
import { changeLines } from "./change-lines";
import { ATTENTION_NAMES, groupName } from "./count-words";
import { codeMarkdown, differenceMarkdown, plainMarkdown, shortName, size } from "./markdown-text";
import type { StackGroup } from "./report";

/** Parts of the room: up to where lines, and details, may go. */
const ATTENTION_LINES = 0.55;
const ATTENTION_DETAILS = 0.8;

/** One entry, with the stacks that it is about. */
interface Entry {
  readonly group: StackGroup;
  readonly attention: Attention;
  readonly line: string;
  readonly detail: readonly string[];
}

/**
 * The section, as far as it fits; what does not is counted.
 *
 * @param room characters of the comment that are left
 */
export function attentionSection(groups: readonly StackGroup[], context: ChangeContext | undefined, room: number) {
  const entries = groups
    .flatMap((group) => group.like.attention.map((attention) => entryOf(group, attention, context)))
    .sort((a, b) => rank(a) - rank(b));
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

/** The worst first; of the same kind, what is about one resource before what counts several. */
function rank({ attention: { kind, address } }: Entry): number {
  return ATTENTION_KINDS.indexOf(kind) * 2 + (address === undefined ? 1 : 0);
}

function entryOf(group: StackGroup, attention: Attention, context: ChangeContext | undefined): Entry {
  const { kind, address, changes } = attention;
  const text = withCode(sentencesOf(attention, group.stacks, context).join(" "), address);
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
