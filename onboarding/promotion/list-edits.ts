/** Changes items of a list, and leaves the lines of the others. */
import { parseDocument } from "yaml";
import { itemRendered, moved, valueAt, type Origin } from "./notation";
import { isSame } from "./same";
import type { KeyPath, PlacedPair, YamlText } from "./yaml-text";

/** A piece of a text that is another then. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Whether it begins a line: the last one of a text may have no end yet. */
  readonly isLines?: true;
}

/**
 * What makes a list another; undefined where its items are not on lines of their own, or none of them stays.
 *
 * @param origin a file whose notation is taken over for items that it has at the same path
 */
export function listEdits(
  target: YamlText,
  path: KeyPath,
  [before, wanted]: readonly [readonly unknown[], readonly unknown[]],
  origin: Origin | undefined,
): readonly Edit[] | undefined {
  const items = target.items(path);
  const [head] = items ?? [];
  const kept = keptItems(before, wanted);
  if (items === undefined || head === undefined || kept.size === 0) return undefined;
  const edits: Edit[] = [];
  const gone = new Set(items.keys());
  let above: PlacedPair | undefined;
  for (const [index, value] of wanted.entries()) {
    const stays = kept.get(index);
    if (stays !== undefined) {
      gone.delete(stays);
      above = items[stays];
      continue;
    }
    const at = above === undefined ? target.lead(head) : target.behind(above);
    const lines = takenItem(value, path, head.column, origin) ?? moved(itemRendered(value), head.column);
    edits.push({ start: at, end: at, text: `${lines.join("\n")}\n`, isLines: true });
  }
  for (const [index, item] of items.entries()) {
    if (gone.has(index)) edits.push({ start: target.lead(item), end: target.behind(item), text: "" });
  }
  return edits;
}

/** The longest common subsequence: index in the wanted list to index in the one before. */
function keptItems(before: readonly unknown[], wanted: readonly unknown[]): ReadonlyMap<number, number> {
  const width = wanted.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = wanted.length - 1; j >= 0; j--) {
      common[i * width + j] = isSame(before[i], wanted[j])
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const kept = new Map<number, number>();
  for (let [i, j] = [0, 0]; i < before.length && j < wanted.length;) {
    if (isSame(before[i], wanted[j])) kept.set(j++, i++);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return kept;
}

/** An item as the origin has it, its comments and all; undefined where it has none like it. */
function takenItem(
  value: unknown,
  path: KeyPath,
  column: number,
  origin: Origin | undefined,
): readonly string[] | undefined {
  const list = origin === undefined ? undefined : valueAt(origin.value, path);
  if (origin === undefined || !Array.isArray(list)) return undefined;
  const item = origin.text.items(path)?.[list.findIndex((one) => isSame(one, value))];
  if (item === undefined || origin.text.references(item.value).length > 0) return undefined;
  const { text } = origin.text;
  const lines = text.slice(origin.text.lead(item), origin.text.lineEnd(item.end)).split(/\r?\n/);
  const shifted = moved(lines, column - item.column);
  const document = parseDocument([...shifted, `${" ".repeat(column)}- z`, ""].join("\n"), { stringKeys: true });
  return document.errors.length === 0 && isSame(document.toJS(), [value, "z"]) ? shifted : undefined;
}
