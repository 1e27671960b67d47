/** Reads a YAML file. Whatever is wrong with it becomes a finding with a plain message. */
import { LineCounter, parseDocument } from "yaml";
import { finding, startOf, type Finding } from "./findings";
import { formatNumber } from "../wording";
import { readText } from "./read-text";
import { YamlFile, type Path } from "./yaml-file";
import { syntaxFindings } from "./yaml-syntax";

/** What reading gives: a file, or why there is none. */
export type ReadResult = { readonly file: YamlFile } | { readonly findings: readonly Finding[] };

/** Reads and parses a file. Whatever is wrong with it becomes a finding: nothing is thrown. */
export function readYamlFile(file: string): ReadResult {
  const read = readText(file);
  if (typeof read !== "string") return { findings: [read] };
  const refused = tooDeep(file, read) ?? tooManyAliases(file, read);
  if (refused) return { findings: [refused] };
  const lines = new LineCounter();
  // Keys as text: an id or header of digits is a name like any other. Those written twice are looked for afterwards.
  const options = { lineCounter: lines, prettyErrors: false, stringKeys: true, uniqueKeys: false };
  const document = parseDocument(read, options);
  const syntax = syntaxFindings(file, read, document, lines);
  if (syntax.length > 0) return { findings: syntax };
  if (document.contents === null) {
    return {
      findings: [finding("file-empty", startOf(file), "the file is empty; write its settings, or delete the file")],
    };
  }
  try {
    const value: unknown = document.toJS();
    const parsed = new YamlFile(file, value, document, lines, read);
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
    const parsed = new YamlFile(file, undefined, document, lines, read);
    const unresolved = parsed.unresolvedAlias();
    const wrong =
      unresolved === undefined ? "aliases repeat too many values" : `*${unresolved} names no anchor above it`;
    return { findings: [finding("yaml-alias", parsed.atAlias(unresolved), `${wrong}; write the values out`)] };
  }
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
      "the number has more digits than are kept; write it in quotes, and publish it as text",
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

const DEEPEST = 100;
const nestedMessage = `values are nested more than ${DEEPEST} levels deep; write them flatter`;

/**
 * The parser recurses, and so do the checks after it: what is absurdly deep is refused before it can exhaust the stack.
 * Counting brackets of quoted text as well is harmless at this limit.
 */
function tooDeep(file: string, text: string): Finding | undefined {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === "[" || bracket === "{" ? 1 : -1));
    if (depth > DEEPEST) return finding("nested-too-deep", startOf(file), nestedMessage);
  }
  return new RegExp(`(?:[-?:] +){${DEEPEST}}|^ {${DEEPEST * 4}}`, "m").test(text)
    ? finding("nested-too-deep", startOf(file), nestedMessage)
    : undefined;
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
function isNestedDeeperThan(value: unknown, levels: number): boolean {
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
