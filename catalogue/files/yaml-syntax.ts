/** The parser's complaints, with what to write instead. */
import type { Document, LineCounter, YAMLError } from "yaml";
import { error, startOf, type Finding } from "./findings";

type Explanation = readonly [says: RegExp, wrong: string, instead: string];

/** What the parser says, what is wrong in a writer's words, and what mends it. The first that fits is taken. */
const EXPLANATIONS: readonly Explanation[] = [
  [/^Tabs are not allowed/, "a tab indents this line", "write spaces"],
  [/quote$/, "a quote is not closed", "write the closing quote"],
  [/^Flow .* end with a \]/, "a [ is not closed before this", "write ], or indent the lines within more"],
  [/^Flow .* end with a \}/, "a { is not closed before this", "write }, or indent the lines within more"],
  [
    /^All .* items must start at the same column/,
    "the line is not indented like its neighbours",
    "indent it like them",
  ],
  [/^Implicit map keys need/, "a key has no value", "write a colon and a space behind it"],
  [
    /^Nested mappings are not allowed/,
    "a second key on the line",
    "start a new line, or write text with a colon in quotes",
  ],
  [/^Plain value cannot start/, "text starts with a character that YAML reserves", "write it in quotes"],
  [/^Invalid escape/, "a backslash in double quotes", "write it twice, or use single quotes"],
  [/^Source contains multiple documents/, "a second document starts here", "write one a file, without a second ---"],
  [/^With stringKeys/, "a key is a list or a mapping", "write a word as the key, and {...} in quotes where it is text"],
  [/^Unresolved tag/, "a tag that is not known here", "write the value without it"],
  [/^Implicit keys need to be on a single line/, "a line without a colon", "write a colon and a space after the key"],
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
      return error({ ...startOf(file), line, column: col }, explain(problem, text));
    });
}

function explain(problem: YAMLError, text: string): string {
  if (problem.code === "DUPLICATE_KEY") {
    const key = /^(?:"[^"\n]*"|'[^'\n]*'|[^:\n]*)/.exec(text.slice(problem.pos[0]))?.[0].trim() ?? "";
    return `the key ${key.replaceAll(/^["']|["']$/g, "")} is written twice; keep one of them`;
  }
  const known = EXPLANATIONS.find(([says]) => says.test(problem.message));
  const [, wrong, instead] = known ?? ["", problem.message, "indent the line like its neighbours"];
  return `not valid YAML: ${wrong}; ${instead}`;
}
