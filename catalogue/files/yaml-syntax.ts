/** The parser's complaints, with what to write instead. */
import { isScalar, visit, type Document, type LineCounter, type YAMLError } from "yaml";
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
 * The first syntax error, since what follows one is mostly its echo; without one every key that is written twice, and every
 * unknown tag: the parser goes on after these.
 */
export function syntaxFindings(file: string, text: string, document: Document, lines: LineCounter): Finding[] {
  const problems: YAMLError[] = [...document.errors, ...document.warnings];
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { ...startOf(file), line, column: col };
  };
  const broken = problems.find(({ code }) => code !== "TAG_RESOLVE_FAILED");
  const told = broken === undefined ? problems : [broken];
  const syntax = told.map((problem) => finding("yaml-syntax", at(problem.pos[0]), explain(problem)));
  if (broken !== undefined) return syntax;
  const twice = keysWrittenTwice(document).map((offset) => {
    const key = /^(?:"[^"\n]*"|'[^'\n]*'|[^:\n]*)/.exec(text.slice(offset))?.[0].trim() ?? "";
    const message = `the key ${key.replaceAll(/^["']|["']$/g, "")} is written twice; keep one of them`;
    return finding("duplicate-key", at(offset), message);
  });
  return [...twice, ...syntax];
}

/** Where each key stands that its mapping has already. The parser's own search compares every key with every other. */
function keysWrittenTwice(document: Document): number[] {
  const offsets: number[] = [];
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) offsets.push(key.range?.[0] ?? 0);
        seen.add(key.value);
      }
    },
  });
  return offsets;
}

function explain({ code, message }: YAMLError): string {
  const known = EXPLANATIONS.find((each) => each.code === code && (each.says?.test(message) ?? true));
  const { wrong, instead } = known ?? { wrong: message, instead: "indent the line like its neighbours" };
  return `not valid YAML: ${wrong}; ${instead}`;
}
