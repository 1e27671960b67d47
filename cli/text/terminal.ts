/** How the command line writes for people. */
import { styleText } from "node:util";
import { formatFinding, type Finding } from "../../catalogue";

/** Columns that a line may take. A terminal that nobody has told its size, as in many a container, says that it has none. */
function widthOf(output: NodeJS.WriteStream): number {
  return output.isTTY && output.columns > 0 ? output.columns : Infinity;
}

/** Cuts a line for a terminal; in a pipe or file it stays whole. */
export function fitted(line: string, output: NodeJS.WriteStream = process.stdout): string {
  const columns = widthOf(output);
  return line.length <= columns ? line : `${line.slice(0, columns - 1)}…`;
}

/** Beside an indent, so that every line takes up something of the text. */
const NARROWEST = 10;

/** A line in lines of at most `width` characters, broken at spaces, or where it must: also what has no space fits. */
export function foldedTo(columns: number, line: string, indent: string): string[] {
  const width = Math.max(columns, indent.length + NARROWEST);
  if (line.length <= width) return [line];
  const space = line.lastIndexOf(" ", width);
  const at = space > indent.length ? space : width;
  return [line.slice(0, at), ...foldedTo(width, `${indent}${line.slice(at).trimStart()}`, indent)];
}

/** A line in lines that fit a terminal; in a pipe or file it stays whole. */
export function folded(line: string, indent: string, output: NodeJS.WriteStream = process.stdout): string[] {
  return foldedTo(widthOf(output), line, indent);
}

/** In a colour on a terminal whose user has not asked for none (no-color.org); elsewhere as it is. */
export function coloured(
  colour: "red" | "green" | "yellow",
  text: string,
  output: NodeJS.WriteStream = process.stdout,
): string {
  const wanted = output.isTTY && (process.env["NO_COLOR"] ?? "") === "";
  return wanted ? styleText(colour, text) : text;
}

/** A finding for people: on a terminal in lines that fit, its severity in colour; elsewhere as editors and CI take it. */
export function findingInWords(finding: Finding, output: NodeJS.WriteStream = process.stdout): string {
  const { severity } = finding;
  const colour = severity === "error" ? "red" : "yellow";
  const [first = "", ...others] = folded(formatFinding(finding), "  ", output);
  return [first.replace(`: ${severity}: `, `: ${coloured(colour, severity, output)}: `), ...others].join("\n");
}

/** Says something beside a command's own output, on standard error. */
export function note(text: string): void {
  console.error(wrapped(text, "", process.stderr).join("\n"));
}

/** Rows in columns as wide as their widest cell, two spaces between. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** Takes back what {@link withProgressLater} says, so that something can be printed while the work goes on. */
export function takeProgressBack(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}

/** Says on a terminal what is being worked on, and takes it back when it is done. Says nothing in a pipe. */
export function withProgress<T>(doing: string, work: () => T): T {
  if (!process.stderr.isTTY) return work();
  process.stderr.write(`${doing} ...`);
  try {
    return work();
  } finally {
    takeProgressBack();
  }
}

/**
 * The same for work that takes its time and can say how far it is.
 *
 * @param work is given a function that shows a note behind what is being worked on
 */
export async function withProgressLater<T>(
  doing: string,
  work: (note: (text: string) => void) => Promise<T>,
): Promise<T> {
  if (!process.stderr.isTTY) return work(() => undefined);
  const show = (text: string) => process.stderr.write(`\r\u001b[K${doing} ...${text === "" ? "" : ` ${text}`}`);
  show("");
  try {
    return await work(show);
  } finally {
    takeProgressBack();
  }
}

/**
 * Text in lines that fit a terminal, broken at spaces; a longer word stands on a line of its own. In a pipe or file it
 * stays on one line.
 */
export function wrapped(text: string, indent: string, output: NodeJS.WriteStream = process.stdout): string[] {
  const width = widthOf(output);
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    const extended = line === indent ? `${indent}${word}` : `${line} ${word}`;
    if (extended.length > width && line !== indent) {
      lines.push(line);
      line = `${indent}${word}`;
    } else line = extended;
  }
  return [...lines, line];
}
