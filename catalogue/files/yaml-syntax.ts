/** The parser's complaints, with what to write instead. */
import type { Document, LineCounter, YAMLError } from "yaml";
import { finding, startOf, type Finding } from "./findings";

interface Explanation {
  readonly code: YAMLError["code"];
  /** What the parser says, where it has one code for several mistakes and nothing else that tells them apart. */
  readonly says?: RegExp;
  /** What is wrong in a writer's words. */
  readonly wrong: string;
  readonly instead: string;
}

/** The commonest mistakes. The first that fits is taken. */
const EXPLANATIONS: readonly Explanation[] = [
  { code: "TAB_AS_INDENT", wrong: "a tab indents this line", instead: "write spaces" },
  { code: "MISSING_CHAR", says: /quote$/, wrong: "a quote is not closed", instead: "write the closing quote" },
  ...(["MISSING_CHAR", "BAD_INDENT"] as const).flatMap((code) => [
    { code, says: /\]$/, wrong: "a [ is not closed before this", instead: "write ], or indent the lines within more" },
    { code, says: /\}$/, wrong: "a { is not closed before this", instead: "write }, or indent the lines within more" },
  ]),
  {
    code: "BAD_INDENT",
    says: /^All /,
    wrong: "the line is not indented like its neighbours",
    instead: "indent it like them",
  },
  {
    code: "MISSING_CHAR",
    says: /^Implicit map keys/,
    wrong: "a key has no value",
    instead: "write a colon and a space behind it",
  },
  {
    code: "BLOCK_AS_IMPLICIT_KEY",
    says: /^Nested mappings/,
    wrong: "a second key on the line",
    instead: "start a new line, or write text with a colon in quotes",
  },
  {
    code: "BAD_SCALAR_START",
    wrong: "text starts with a character that YAML reserves",
    instead: "write it in quotes",
  },
  {
    code: "BAD_DQ_ESCAPE",
    wrong: "a backslash in double quotes",
    instead: "write it twice, or use single quotes",
  },
  {
    code: "MULTIPLE_DOCS",
    wrong: "a second document starts here",
    instead: "write one a file, without a second ---",
  },
  {
    code: "NON_STRING_KEY",
    wrong: "a key is a list or a mapping",
    instead: "write a word as the key, and {...} in quotes where it is text",
  },
  { code: "TAG_RESOLVE_FAILED", wrong: "a tag that is not known here", instead: "write the value without it" },
  {
    code: "MULTILINE_IMPLICIT_KEY",
    wrong: "a line without a colon",
    instead: "write a colon and a space after the key",
  },
];

/**
 * The first syntax error, since what follows one is mostly its echo; and every key that is written twice, every unknown
 * tag: the parser goes on after these.
 */
export function syntaxFindings(file: string, text: string, document: Document, lines: LineCounter): Finding[] {
  const recoverable = (problem: YAMLError) => problem.code === "DUPLICATE_KEY" || problem.code === "TAG_RESOLVE_FAILED";
  const problems: YAMLError[] = [...document.errors, ...document.warnings];
  const broken = problems.find((problem) => !recoverable(problem));
  return problems
    .filter((problem) => (broken === undefined ? recoverable(problem) : problem === broken))
    .map((problem) => {
      const { line, col } = lines.linePos(problem.pos[0]);
      const rule = problem.code === "DUPLICATE_KEY" ? "duplicate-key" : "yaml-syntax";
      return finding(rule, { ...startOf(file), line, column: col }, explain(problem, text));
    });
}

function explain({ code, message, pos }: YAMLError, text: string): string {
  if (code === "DUPLICATE_KEY") {
    const key = /^(?:"[^"\n]*"|'[^'\n]*'|[^:\n]*)/.exec(text.slice(pos[0]))?.[0].trim() ?? "";
    return `the key ${key.replaceAll(/^["']|["']$/g, "")} is written twice; keep one of them`;
  }
  const known = EXPLANATIONS.find((each) => each.code === code && (each.says?.test(message) ?? true));
  const { wrong, instead } = known ?? { wrong: message, instead: "indent the line like its neighbours" };
  return `not valid YAML: ${wrong}; ${instead}`;
}
