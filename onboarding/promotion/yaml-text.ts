/** The text of a YAML file, with where in it each key and value stands: what is needed to change a line and no other. */
import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";

/** Keys from the top of the file. */
export type KeyPath = readonly string[];

/** A key with its value, and where the parts stand: offsets into the text. */
export interface PlacedPair {
  readonly value: Node | null;
  /** Where the key starts, and how far from its line's start. */
  readonly start: number;
  readonly column: number;
  /** Behind the colon. */
  readonly colon: number;
  /** Behind the last character of the value; behind the colon where there is none. */
  readonly end: number;
}

/** A file that was parsed without an error. */
export class YamlText {
  readonly #document: Document;
  /** From where to where texts of several lines go: a sign of comments is a character there. */
  readonly #texts: (readonly [number, number])[] = [];

  constructor(readonly text: string) {
    this.#document = parseDocument(text, { stringKeys: true, keepSourceTokens: true, uniqueKeys: false });
    visit(this.#document, {
      Scalar: (_, { range }) => {
        const [start = 0, end = 0] = range ?? [];
        if (text.slice(start, end).includes("\n")) this.#texts.push([start, end]);
      },
    });
  }

  /** What it says. */
  get value(): unknown {
    return this.#document.toJS() as unknown;
  }

  /** How its lines end. */
  get eol(): string {
    return /\r?\n/.exec(this.text)?.[0] ?? "\n";
  }

  /** The node of a path, however it is written; undefined where there is none, or where an alias leads there. */
  node(path: KeyPath): Node | null | undefined {
    if (path.length === 0) return this.#document.contents;
    return this.#pair(path)?.value as Node | null | undefined;
  }

  /** The mapping of a path, where its keys stand on lines of their own. */
  block(path: KeyPath): YAMLMap | undefined {
    const node = this.node(path);
    return isMap(node) && node.flow !== true && node.items.length > 0 ? node : undefined;
  }

  /** A key of a mapping on lines of their own; undefined for any other, and for a key behind a question mark. */
  pair(path: KeyPath): PlacedPair | undefined {
    const pair = this.block(path.slice(0, -1)) === undefined ? undefined : this.#pair(path);
    const key = pair?.key;
    if (pair === undefined || !isScalar(key) || !key.range) return undefined;
    const separator = pair.srcToken?.sep?.find(({ type }) => type === "map-value-ind");
    const [start] = key.range;
    const column = start - this.lineStart(start);
    // A question mark, an anchor or a tag stands before the key.
    if (separator === undefined || this.text.slice(start - column, start).trim() !== "") return undefined;
    const colon = separator.offset + 1;
    const value = pair.value as Node | null;
    return { value, start, column, colon, end: Math.max(colon, endOf(value, this.text)) };
  }

  /** The items of a list, where each stands on lines of its own, behind a dash in the place of key and colon. */
  items(path: KeyPath): readonly PlacedPair[] | undefined {
    const node = this.node(path);
    if (!isSeq(node) || node.flow === true || node.srcToken?.type !== "block-seq") return undefined;
    const tokens = node.srcToken.items;
    const placed = node.items.flatMap((item, index): PlacedPair[] => {
      const start = tokens[index]?.start.find(({ type }) => type === "seq-item-ind")?.offset;
      if (start === undefined || !isNode(item)) return [];
      const column = start - this.lineStart(start);
      if (this.text.slice(start - column, start).trim() !== "") return [];
      const colon = start + 1;
      return [{ value: item, start, column, colon, end: Math.max(colon, endOf(item, this.text)) }];
    });
    return placed.length === node.items.length && placed.length > 0 ? placed : undefined;
  }

  /** Where the line of an offset starts. */
  lineStart(offset: number): number {
    return offset === 0 ? 0 : this.text.lastIndexOf("\n", offset - 1) + 1;
  }

  /** Behind the last character of an offset's line, without what ends it. */
  lineEnd(offset: number): number {
    const newline = this.text.indexOf("\n", offset);
    if (newline < 0) return this.text.length;
    return newline > offset && this.text[newline - 1] === "\r" ? newline - 1 : newline;
  }

  /** Where the line behind an offset's starts: the end of the text where there is none. */
  nextLine(offset: number): number {
    const newline = this.text.indexOf("\n", offset);
    return newline < 0 ? this.text.length : newline + 1;
  }

  /** Where a value's last line ends: a text that keeps the empty lines behind it has them with it. */
  behind({ end }: Pick<PlacedPair, "end">): number {
    return end > 0 && this.text[end - 1] === "\n" ? end : this.nextLine(end);
  }

  /** Where the comments start that stand directly above a key. */
  lead({ start, column }: Pick<PlacedPair, "start" | "column">): number {
    let from = this.lineStart(start);
    while (from > 0) {
      const above = this.lineStart(from - 1);
      const line = this.text.slice(above, from);
      const sign = line.search(/\S/);
      const isText = this.#texts.some(([first, end]) => above + sign > first && above + sign < end);
      if (line[sign] !== "#" || sign < column || isText) break;
      from = above;
    }
    return from;
  }

  /** From 1, as people count. */
  place(offset: number): { readonly line: number; readonly column: number } {
    return {
      line: this.text.slice(0, offset).split("\n").length,
      column: offset - this.lineStart(offset) + 1,
    };
  }

  /** The names of anchors and aliases in a value. */
  references(node: Node | null | undefined): readonly string[] {
    const names: string[] = [];
    if (!isNode(node)) return names;
    visit(node, (_, one) => {
      if (isAlias(one)) names.push(one.source);
      else if (isNode(one) && "anchor" in one && one.anchor !== undefined) names.push(one.anchor);
    });
    return names;
  }

  /**
   * The first alias that would no longer say what it says if the value of a path changed, and where it is.
   *
   * @param whole whether the value itself goes, with what is in it
   */
  tied(path: KeyPath, whole: boolean): { readonly name: string; readonly offset: number } | undefined {
    const anchors = new Set<string>();
    for (let length = 0; length <= path.length; length++) {
      const node = this.node(path.slice(0, length));
      if (isNode(node) && "anchor" in node && node.anchor !== undefined) anchors.add(node.anchor);
    }
    const gone = whole ? this.node(path) : undefined;
    if (isNode(gone)) {
      visit(gone, (_, one) => {
        if (isNode(one) && "anchor" in one && one.anchor !== undefined) anchors.add(one.anchor);
      });
    }
    let found: { readonly name: string; readonly offset: number } | undefined;
    visit(this.#document, {
      Alias: (_, alias, parents) => {
        if (!anchors.has(alias.source) || alias === gone || parents.includes(gone as never)) return undefined;
        found = { name: alias.source, offset: alias.range?.[0] ?? 0 };
        return visit.BREAK;
      },
    });
    return found;
  }

  #pair(path: KeyPath): Pair | undefined {
    let pair: Pair | undefined;
    let node: unknown = this.#document.contents;
    for (const step of path) {
      if (!isMap(node)) return undefined;
      pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      if (pair === undefined) return undefined;
      node = pair.value;
    }
    return pair;
  }
}

/** Behind the last character of a value, without comments and line ends that follow it. */
function endOf(node: Node | null, text: string): number {
  if (!node?.range) return 0;
  const [start, end] = node.range;
  if (isCollection(node) && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    if (!isPair(last)) return Math.max(start, endOf(isNode(last) ? last : null, text));
    return Math.max(start, ...[last.key, last.value].map((part) => endOf(isNode(part) ? part : null, text)));
  }
  if (!isScalar(node) || (node.type !== "BLOCK_LITERAL" && node.type !== "BLOCK_FOLDED")) return end;
  const raw = text.slice(start, end);
  // With a plus the empty lines at its end are a part of the text.
  if (/^[^\n#]*\+/.test(raw)) return end;
  return start + raw.replace(/(?:\r?\n[ \t]*)+$/, "").length;
}
