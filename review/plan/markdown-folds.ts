/** A fold per stack, or group of stacks, in the comment on a pull request. */
import { verbOf } from "./attention";
import type { AttributeChange } from "./attribute-changes";
import { changeLines } from "./change-lines";
import { countsInWords, groupName } from "./count-words";
import { codeMarkdown, differenceMarkdown, NAMED_STACKS, plainMarkdown, shortName, size } from "./markdown-text";
import type { ResourceChange } from "./planned-stack";
import type { StackGroup } from "./report";

interface Fold {
  readonly full: readonly string[];
  readonly brief: readonly string[];
  readonly createsOnly: boolean;
}

/**
 * The folds, as far as they fit.
 *
 * @param shown changes that stand elsewhere in the comment
 * @param room characters that they may take
 */
export function foldSection(groups: readonly StackGroup[], shown: ReadonlySet<unknown>, room: number) {
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
