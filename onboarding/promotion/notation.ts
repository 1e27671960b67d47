/** How a value is written below a key: as another file has it, or else as the library writes it. */
import { isCollection, isScalar, parseDocument, stringify, type Node } from "yaml";
import { isSame } from "./same";
import type { KeyPath, PlacedPair, YamlText } from "./yaml-text";

/** What stands behind a key's colon. */
export interface Notation {
  /** On the key's own line, without a comment; nothing where the value begins on the next. */
  readonly first: string;
  /** The comment on the key's own line, with its sign. */
  readonly comment: string | undefined;
  /** Further lines, indented for the key's column. */
  readonly rest: readonly string[];
  /** Whether a comment on the key's line has to stand there, because further lines belong to the value. */
  readonly isBlock: boolean;
}

/** The file that values are taken from, and what it says. */
export interface Origin {
  readonly text: YamlText;
  readonly value: unknown;
}

/** The notation of a value for a key in a column: that of the origin, where it says the same at the path. */
export function notationOf(value: unknown, path: KeyPath, column: number, origin: Origin | undefined): Notation {
  const pair = origin === undefined ? undefined : pairIn(origin, path, value);
  const candidates = [
    ...(pair === undefined || origin === undefined ? [] : [taken(origin.text, pair, column)]),
    rendered(value, column),
  ];
  const fitting = candidates.find((notation) => says(notation, column, value));
  return fitting ?? { first: JSON.stringify(value), comment: undefined, rest: [], isBlock: false };
}

/** A whole pair as the origin has it, its comments and all; undefined where it does not say the same. */
export function takenPair(
  value: unknown,
  path: KeyPath,
  column: number,
  origin: Origin | undefined,
): readonly string[] | undefined {
  const pair = origin === undefined ? undefined : pairIn(origin, path, value);
  if (pair === undefined || origin === undefined) return undefined;
  const { text } = origin;
  const to = text.behind(pair) === pair.end ? pair.end - 1 : text.lineEnd(pair.end);
  const lines = moved(linesOf(text.text.slice(text.lead(pair), to)), column - pair.column);
  const key = path.at(-1) ?? "";
  return isSame(parsed([...lines, `${" ".repeat(column)}z z: 1`]), { [key]: value, "z z": 1 }) ? lines : undefined;
}

/** The key of a path in another file, where it says the value by itself. */
function pairIn({ text, value: all }: Origin, path: KeyPath, value: unknown): PlacedPair | undefined {
  const pair = text.pair(path);
  if (pair === undefined || text.references(pair.value).length > 0 || endsInEmptyLine(value)) return undefined;
  return isSame(valueAt(all, path), value) ? pair : undefined;
}

/** What a value holds at a path. */
export function valueAt(value: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Readonly<Record<string, unknown>>)[key]
        : undefined,
    value,
  );
}

function taken(text: YamlText, pair: PlacedPair, column: number): Notation {
  const [first = "", ...rest] = linesOf(text.text.slice(pair.colon, pair.end));
  const comment = rest.length === 0 ? undefined : commentOf(text, pair);
  return {
    first: (comment === undefined ? first : first.slice(0, first.lastIndexOf(comment))).trim(),
    comment,
    rest: moved(rest, column - pair.column),
    isBlock: isBlockNode(pair.value),
  };
}

/** The comment on the line of a key whose value goes on below. */
export function commentOf(text: YamlText, { value, colon, end }: PlacedPair): string | undefined {
  const lineEnd = text.lineEnd(colon);
  if (lineEnd >= end) return undefined;
  const line = text.text.slice(colon, lineEnd);
  // Elsewhere a sign of comments may be a character of a text.
  const before = isBlockNode(value) ? /^(?:\s+[&!][^\s]+|\s+[|>][-+0-9]*)*\s+(#.*)$/.exec(line) : undefined;
  return before?.[1]?.trimEnd();
}

/** Whether a value goes on in the lines below by its indentation. */
function isBlockNode(node: Node | null): boolean {
  if (isScalar(node)) return node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
  return isCollection(node) && node.flow !== true;
}

/** How the library writes what nobody has written. */
export const PLAIN = { lineWidth: 0, aliasDuplicateObjects: false } as const;

/** Whether a text of it would take the empty lines that follow it for its own, if it was written as a block. */
function endsInEmptyLine(value: unknown): boolean {
  if (typeof value === "string") return /(?:^|\n)[ \t]*\n$/.test(value);
  return typeof value === "object" && value !== null && Object.values(value).some(endsInEmptyLine);
}

function rendered(value: unknown, column: number): Notation {
  const [first = "", ...rest] = stringify({ k: value }, { ...PLAIN, blockQuote: !endsInEmptyLine(value) })
    .replace(/\n$/, "")
    .split("\n");
  const behind = first.slice("k:".length).trim();
  const isBlock = rest.length > 0 && /^(?:$|[|>])/.test(behind);
  return { first: behind, comment: undefined, rest: moved(rest, column), isBlock };
}

/** A list of one item as the library writes it. */
export function itemRendered(value: unknown): readonly string[] {
  const text = stringify([value], { ...PLAIN, blockQuote: !endsInEmptyLine(value) });
  return text.replace(/\n$/, "").split("\n");
}

/** The lines of a key with a value. */
export function linesWith(key: string, column: number, { first, comment, rest, isBlock }: Notation): string[] {
  const head = `${" ".repeat(column)}${key}:${first === "" ? "" : ` ${first}`}`;
  if (comment === undefined) return [head, ...rest];
  if (isBlock || rest.length === 0) return [`${head} ${comment}`, ...rest];
  return [head, ...rest.slice(0, -1), `${rest.at(-1) ?? ""} ${comment}`];
}

function says(notation: Notation, column: number, value: unknown): boolean {
  const lines = [...linesWith("k", column, { ...notation, comment: "# comment" }), `${" ".repeat(column)}z: 1`];
  return isSame(parsed(lines), { k: value, z: 1 });
}

/** What lines say by themselves; undefined where they are no YAML. */
function parsed(lines: readonly string[]): unknown {
  const document = parseDocument(`${lines.join("\n")}\n`, { stringKeys: true });
  return document.errors.length > 0 ? undefined : document.toJS();
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

/** Lines further right, or left as far as they can go. An empty one stays empty. */
export function moved(lines: readonly string[], by: number): string[] {
  return lines.map((line) => {
    if (line === "") return line;
    return by >= 0 ? `${" ".repeat(by)}${line}` : line.slice(Math.min(-by, line.length - line.trimStart().length));
  });
}
