/** The parser's complaints, with what to write instead. */
import type { Document, ErrorCode, LineCounter, YAMLError } from "yaml";
import { error, startOf, type Finding } from "./findings";

/** What mends each kind of syntax error. The parser says what is wrong, never what to do. */
const ADVICE: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: "write spaces",
  MISSING_CHAR: "write the missing character",
  BAD_INDENT: "write the closing bracket, or indent the line like its neighbours",
  BAD_SCALAR_START: "write the text in quotes",
  BAD_DQ_ESCAPE: "write the backslash twice, or use single quotes",
  BLOCK_AS_IMPLICIT_KEY: "write text that holds a colon in quotes, or start a new line",
  MULTILINE_IMPLICIT_KEY: "write a colon and a space after each key",
  MULTIPLE_DOCS: "write one document a file, without a second ---",
  NON_STRING_KEY: "write a plain word as the key; put {...} in quotes where it is text",
  TAG_RESOLVE_FAILED: "write the value without the tag",
  UNEXPECTED_TOKEN: "indent the line like its neighbours",
};

const WRONG: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: "a tab indents this line",
  MULTIPLE_DOCS: "a second document starts here",
  NON_STRING_KEY: "a key is a list or a mapping",
};

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
      return error({ ...startOf(file), line, column: col }, explain(problem, text));
    });
}

function explain(problem: YAMLError, text: string): string {
  if (problem.code === "DUPLICATE_KEY") {
    const key = /^(?:"[^"\n]*"|'[^'\n]*'|[^:\n]*)/.exec(text.slice(problem.pos[0]))?.[0].trim() ?? "";
    return `the key ${key.replaceAll(/^["']|["']$/g, "")} is written twice; keep one of them`;
  }
  const wrong = WRONG[problem.code] ?? problem.message.charAt(0).toLowerCase() + problem.message.slice(1);
  return `not valid YAML: ${wrong}; ${ADVICE[problem.code] ?? "write the line as YAML"}`;
}
