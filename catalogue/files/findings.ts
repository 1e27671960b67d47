/** What is wrong with the files of an environment, said so that the writer can mend it without asking. */
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { RULES, type RuleId, type Severity } from "../finding-rules";

/** A spot in a file; line and column count from 1, and are 0 for a folder. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What a reader has to know of the place, such as the line of a preset that the value comes from. */
  readonly note?: string;
}

/** One thing that is wrong, where, and what to write instead. */
export interface Finding extends Omit<Place, "note"> {
  readonly severity: Severity;
  /** What scripts know it by: stable, whatever the message says. */
  readonly rule: RuleId;
  /** `what is wrong; what to write instead`, without a full stop. */
  readonly message: string;
}

/** What breaks a rule at a place; whether that is an error is the rule's own affair. */
export function finding(rule: RuleId, { file, line, column, note }: Place, message: string): Finding {
  const noted = note === undefined ? message : `${message} (${note})`;
  return { file, line, column, severity: RULES[rule].severity, rule, message: noted };
}

/** The start of a file: the place of what concerns a file as a whole. */
export function startOf(file: string): Place {
  return { file: shownPath(file), line: 1, column: 1 };
}

/** The place of what concerns a folder. */
export function folderItself(folder: string): Place {
  return { file: shownPath(folder), line: 0, column: 0 };
}

/** A path as people write it: relative to the current directory when below it, else absolute. */
export function shownPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  const outside = relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return outside ? path.resolve(file) : relative === "" ? "." : relative;
}

/** `file:line:col: error|warning: what is wrong; what to write instead [rule]`, which editors and CI turn into links. */
export function formatFinding({ file, line, column, severity, message, rule }: Finding): string {
  const place = line === 0 ? file : `${file}:${line}:${column}`;
  return `${place}: ${severity}: ${message} [${rule}]`;
}

/**
 * By file, line and column; findings at one place by message, so that two runs print the same. What several files that
 * extend one find in it is said once.
 */
export function sortFindings(findings: Iterable<Finding>): Finding[] {
  const sorted = [...findings].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.message, b.message),
  );
  return sorted.filter((each, index) => index === 0 || !isDeepStrictEqual(each, sorted[index - 1]));
}

/** By code unit: the same order on every machine, unlike the locale's. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
