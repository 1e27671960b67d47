/** Attribute changes in lines, for whatever shows them. */
import type { AttributeChange } from "./attribute-changes";
import { aroundDifferences, type DifferenceLine } from "./line-difference";
import { isEmpty } from "./redaction/visible-text";

/** More of one attribute is not shown at once. */
const SHOWN_LINES = 120;

/** Changes as lines; each is one line, whatever its values hold. What is known only after apply comes last, in one. */
export function changeLines(changes: readonly AttributeChange[]): DifferenceLine[] {
  const unknown = changes.flatMap(({ kind, path }) => (kind === "unknown" ? [path] : []));
  const lines = changes.flatMap((change) => shortened(linesOf(change)));
  const last: DifferenceLine[] =
    unknown.length === 0 ? [] : [{ sign: " ", text: `known after apply: ${unknown.join(", ")}` }];
  return [...lines, ...last].map(({ sign, text }) => ({ sign, text: text.replace(/\s*\n\s*/g, " ⏎ ") }));
}

function linesOf(change: AttributeChange): DifferenceLine[] {
  switch (change.kind) {
    case "value":
      return [...valueLine("-", change.path, change.before), ...valueLine("+", change.path, change.after)];
    case "items":
      return [
        ...change.removed.flatMap((item) => valueLine("-", change.path, item)),
        ...change.added.flatMap((item) => valueLine("+", change.path, item)),
      ];
    case "statements":
      return change.statements.flatMap((statement) => [
        { sign: " " as const, text: `${change.path}: statement ${statement.label} ${statement.change}` },
        ...statement.lines.map(({ sign, text }) => ({ sign, text: `  ${text}` })),
      ]);
    case "lines":
      return [
        { sign: " " as const, text: `${change.path}:` },
        ...aroundDifferences(change.lines).map(({ sign, text }) => ({ sign, text: `  ${text}` })),
      ];
    case "hidden":
      return [{ sign: " ", text: `${change.path}: (not shown)` }];
    case "unknown":
      return [];
  }
}

function valueLine(sign: "-" | "+", path: string, value: unknown): DifferenceLine[] {
  return isEmpty(value)
    ? []
    : [{ sign, text: `${path}: ${typeof value === "string" ? value : JSON.stringify(value)}` }];
}

function shortened(lines: readonly DifferenceLine[]): readonly DifferenceLine[] {
  if (lines.length <= SHOWN_LINES) return lines;
  return [...lines.slice(0, SHOWN_LINES), { sign: " ", text: `(${lines.length - SHOWN_LINES} more lines left out)` }];
}
