/** Text of others within Markdown, where it must do nothing: no markup, no HTML, no mention, no link. */
import type { DifferenceLine } from "./line-difference";
import { withoutTricks } from "./redaction/visible-text";

/** A text in the middle of a sentence or a cell. */
export function plainMarkdown(text: string): string {
  return oneLine(text).replace(SPECIAL, (found) => {
    // GitHub and GitLab look for mentions, references and addresses in what Markdown has become; a comment parts them.
    if (found.length > 1) return `${found.slice(0, -1)}<!-- -->${found.slice(-1)}`;
    if (found === "@" || found === "#") return `${found}<!-- -->`;
    return `&#${found.charCodeAt(0)};`;
  });
}

/** What Markdown, HTML, or what is done to them afterwards could take up. An underscore within a word is none of it. */
const SPECIAL = /:\/\/|\bwww\.|[&<>`*[\]|\\~$@#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/gi;

/** A name or value as code. Nothing is looked for in code, and entities cannot end it. */
export function codeMarkdown(text: string): string {
  const line = oneLine(text);
  return /^[\w.:/=+,()-]+$/.test(line) ? `\`${line}\`` : `<code>${plainMarkdown(line)}</code>`;
}

/** Lines of a difference as a block of code; its fence is longer than any within it. */
export function differenceMarkdown(lines: readonly DifferenceLine[], indent: string): string[] {
  const shown = lines.map(({ sign, text }) => `${indent}${sign} ${oneLine(text)}`.trimEnd());
  const longest = Math.max(2, ...shown.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = indent + "`".repeat(longest + 1);
  return [`${fence}diff`, ...shown, fence];
}

function oneLine(text: string): string {
  return withoutTricks(text)
    .replace(/\s*[\n\r]\s*/g, " ⏎ ")
    .replaceAll("\t", " ");
}

/** Stacks that are named in one place; of more, their number is. */
export const NAMED_STACKS = 30;

/** A name as far as it fits into a table. */
export function shortName(name: string): string {
  return name.length <= 90 ? name : `${name.slice(0, 89)}…`;
}

/** Characters that lines take in a comment. */
export function size(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
