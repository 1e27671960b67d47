/** What a preview shows, in the comment on a pull request. */
import type { ChangeContext } from "./change-context";
import type { DifferenceLine } from "./line-difference";
import { differenceMarkdown, size } from "./markdown-text";
import { previewSections } from "./preview-sections";

/**
 * The section, as far as it fits.
 *
 * @param room characters that it may take
 */
export function previewSection(context: ChangeContext | undefined, room: number) {
  if (context === undefined) return { lines: [], leftOut: [] };
  const sections = previewSections(context.preview).filter(({ lines }) => lines.length > 0);
  if (sections.length === 0) {
    return { lines: ["### What becomes of events", "", "Nothing changes for events and publishers.", ""], leftOut: [] };
  }
  const lines = ["### What becomes of events", ""];
  let left = 0;
  for (const { title, lines: all } of sections) {
    const open = [`**${title}**`, ""];
    const fits: DifferenceLine[] = [];
    let used = size(lines) + size(open) + 20;
    for (const line of all) {
      used += line.text.length + 3;
      if (used > room) break;
      fits.push(line);
    }
    left += all.length - fits.length;
    if (fits.length > 0) lines.push(...open, ...differenceMarkdown(fits, ""), "");
  }
  return { lines, leftOut: left === 0 ? [] : [`${left} lines on what becomes of events`] };
}
