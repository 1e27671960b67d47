/** Reads a YAML file. Whatever is wrong with it becomes a finding with a plain message. */
import { Composer, Document, LineCounter, YAMLParseError, type CST } from "yaml";
import { finding, startOf, type Finding } from "./findings";
import { formatNumber } from "../wording";
import { readText } from "./read-text";
import { ParsedYamlFile, type Path, type YamlFile } from "./yaml-file";
import { syntaxFindings } from "./yaml-syntax";
import { tokensOf } from "./yaml-tokens";

/** What reading gives: a file, or why there is none. */
export type ReadResult = { readonly file: YamlFile } | { readonly findings: readonly Finding[] };

/**
 * Reads and parses a file. Whatever is wrong with it becomes a finding: nothing is thrown.
 *
 * @param draft its text, where it is not written yet.
 */
export function readYamlFile(file: string, draft?: string): ReadResult {
  const read = draft ?? readText(file);
  if (typeof read !== "string") return { findings: [read] };
  const refused = tooManyAliases(file, read);
  if (refused) return { findings: [refused] };
  const lines = new LineCounter();
  const tokens = tokensOf(read, lines, DEEPEST);
  if (tokens === undefined) return { findings: [finding("nested-too-deep", startOf(file), nestedMessage)] };
  const document = documentOf(tokens, read);
  const syntax = syntaxFindings(file, read, document, lines);
  if (syntax.length > 0) return { findings: syntax };
  if (document.contents === null) {
    return {
      findings: [finding("file-empty", startOf(file), "the file is empty; write its settings, or delete the file")],
    };
  }
  try {
    const value: unknown = document.toJS();
    const parsed = new ParsedYamlFile(file, value, document, lines, read);
    if (!isNestedDeeperThan(value, DEEPEST)) {
      const unkept = [...unkeepable(parsed, value, [])];
      return unkept.length > 0 ? { findings: unkept } : { file: parsed };
    }
    const cyclic = "an alias stands within what it repeats; write the values out";
    return {
      findings: [
        isCyclic(value)
          ? finding("yaml-alias", parsed.atAlias(), cyclic)
          : finding("nested-too-deep", startOf(file), nestedMessage),
      ],
    };
  } catch {
    const parsed = new ParsedYamlFile(file, undefined, document, lines, read);
    const unresolved = parsed.unresolvedAlias();
    const wrong =
      unresolved === undefined ? "aliases repeat too many values" : `*${unresolved} names no anchor above it`;
    return { findings: [finding("yaml-alias", parsed.atAlias(unresolved), `${wrong}; write the values out`)] };
  }
}

/** Reads each file once, however often it is asked for. */
export function readerOfYaml(): (file: string) => ReadResult {
  const read = new Map<string, ReadResult>();
  return (file) => {
    const known = read.get(file) ?? readYamlFile(file);
    read.set(file, known);
    return known;
  };
}

/**
 * Two things that JavaScript would change without a word: whole numbers that it rounds, and the key `__proto__`, which
 * the schemas skip.
 */
function* unkeepable(file: YamlFile, value: unknown, path: Path): Iterable<Finding> {
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    yield file.finding(
      "number-too-long",
      path,
      `the number has more digits than are kept; ${
        path.includes("numeric")
          ? "publish it as text, and write that text in quotes instead of numeric"
          : "write it in quotes, and publish it as text"
      }`,
    );
  } else if (typeof value === "object" && value !== null) {
    for (const key of Object.keys(value)) {
      const inner = [...path, Array.isArray(value) ? Number(key) : key];
      if (key === "__proto__")
        yield file.findingAtKey("reserved-key", inner, "the key __proto__ is reserved; write another name");
      else yield* unkeepable(file, (value as Record<string, unknown>)[key], inner);
    }
  }
}

/** Levels of values within each other. */
export const DEEPEST = 100;
/** What is said of more. */
export const nestedMessage = `values are nested more than ${DEEPEST} levels deep; write them flatter`;

/** As `parseDocument` makes it of text: its first document, with an error where there is another. */
function documentOf(tokens: readonly CST.Token[], text: string): Document {
  // Keys as text: an id or header of digits is a name like any other. Those written twice are looked for afterwards.
  const composer = new Composer({ prettyErrors: false, stringKeys: true, uniqueKeys: false });
  const [first, another] = untraced(() => {
    // Not more than these: further ones change nothing.
    const [one = new Document(), two] = composer.compose(tokens, true, text.length);
    return [one, two];
  });
  const at = another?.range.slice(0, 2);
  if (at !== undefined)
    first.errors.push(new YAMLParseError(at as [number, number], "MULTIPLE_DOCS", "another document"));
  return first;
}

/** The parser makes an error of each thing that is wrong, which may be each letter: nobody asks where in it that was. */
function untraced<T>(work: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** More are refused before they are read: the parser takes its time with each. */
const MOST_ALIASES = 10_000;

function tooManyAliases(file: string, text: string): Finding | undefined {
  let aliases = 0;
  for (const { index } of text.matchAll(/(?<=[\s,[{])\*(?=[^\s*])/g)) {
    aliases += 1;
    if (aliases <= MOST_ALIASES) continue;
    const line = text.slice(0, index).split("\n").length;
    const column = index - text.lastIndexOf("\n", index);
    const message = `the file has more than ${formatNumber(MOST_ALIASES)} aliases; write the values out`;
    return finding("yaml-alias", { ...startOf(file), line, column }, message);
  }
  return undefined;
}

/** True for cyclic data too, which an alias to its own parent makes. */
export function isNestedDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isNestedDeeperThan(inner, levels - 1));
}

function isCyclic(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return false;
  } catch {
    return true;
  }
}
