/** A YAML file as a plain value, and where in the file each part of that value stands. */
import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  visit,
  type Document,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import type { RuleId } from "../finding-rules";
import { finding, shownPath, type Finding, type Place } from "./findings";

/** Keys and indices from the top of a file to a value. */
export type Path = readonly PropertyKey[];

/** `connection.authorization: `, to lead a message; nothing at the top of a file. */
export function pathPrefix(path: Path): string {
  return path.length === 0 ? "" : `${pathText(path)}: `;
}

/** `publishes.sources[0]`: a path as people write it. */
export function pathText(path: Path): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${String(step)}`))
    .join("");
}

/** What a file says, and where: one file of YAML, or several in layers (layered-file.ts). */
export interface YamlFile {
  /** As findings show it. */
  readonly shown: string;
  /** What the file says, as plain JSON-like data; undefined when it says nothing. */
  readonly value: unknown;
  /** The start of the file. */
  readonly start: Place;
  /** A finding at the value of a path; the message is led by the path. */
  finding(rule: RuleId, path: Path, message: string): Finding;
  /** A finding at the key of a path; the message is led by the path. */
  findingAtKey(rule: RuleId, path: Path, message: string): Finding;
  /** Where the value at a path starts. A path that leads nowhere gives the nearest value above it. */
  at(path: Path): Place;
  /** Where the key of the value at a path stands; for list items and the top, the value. */
  atKey(path: Path): Place;
  /**
   * Where the character at an index of a text stands, as far as YAML's notation lets one say so: in a literal block and
   * in a one-line text without escapes. Elsewhere the start of the text.
   */
  atCharacter(path: Path, index: number): Place;
  /** How a value without quotes is written, which for a number is more than its value; undefined for any other value. */
  plainText(path: Path): string | undefined;
  /** The name on a path that probably means one of a file below, and is not that; undefined where there is none. */
  strayName(path: Path): StrayName | undefined;
}

/** A name in a mapping, such as the id of a destination, that is misspelt. */
export interface StrayName {
  /** To the name. */
  readonly path: Path;
  readonly meant: string;
  /** The file that has it, as findings show it. */
  readonly shown: string;
}

/** A parsed file. Positions are looked up when a finding needs them, not before. */
export class ParsedYamlFile implements YamlFile {
  readonly shown: string;
  private readonly pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

  constructor(
    file: string,
    readonly value: unknown,
    private readonly document: Document,
    private readonly lines: LineCounter,
    private readonly text: string,
  ) {
    this.shown = shownPath(file);
  }

  get start(): Place {
    return { file: this.shown, line: 1, column: 1 };
  }

  finding(rule: RuleId, path: Path, message: string): Finding {
    return finding(rule, this.at(path), `${pathPrefix(path)}${message}`);
  }

  findingAtKey(rule: RuleId, path: Path, message: string): Finding {
    return finding(rule, this.atKey(path), `${pathPrefix(path)}${message}`);
  }

  at(path: Path): Place {
    return this.placeOf(this.valueRange(path)?.[0]);
  }

  atKey(path: Path): Place {
    const key = this.pair(path)?.key;
    return isScalar(key) && key.range ? this.placeOf(key.range[0]) : this.at(path);
  }

  atCharacter(path: Path, index: number): Place {
    const node = this.node(path);
    const range = node?.range;
    if (!isScalar(node) || !range || typeof node.value !== "string") return this.at(path);
    const raw = this.text.slice(range[0], range[1]);
    if (node.type === "BLOCK_LITERAL") return this.placeOf(range[0] + literalOffset(raw, node.value, index));
    const opening = node.type === "PLAIN" ? 0 : 1;
    const unescaped = raw.slice(opening, opening + node.value.length) === node.value;
    return this.placeOf(unescaped ? range[0] + opening + index : range[0]);
  }

  plainText(path: Path): string | undefined {
    const node = this.node(path);
    const scalar = isAlias(node) ? node.resolve(this.document) : node;
    return isScalar(scalar) && scalar.type === "PLAIN" ? scalar.source : undefined;
  }

  strayName(): undefined {
    return undefined;
  }

  /** Where the first alias stands, of this name if one is given. */
  atAlias(name?: string): Place {
    let offset: number | undefined;
    visit(this.document, {
      Alias: (_, alias) => {
        if (name !== undefined && alias.source !== name) return undefined;
        offset = alias.range?.[0];
        return visit.BREAK;
      },
    });
    return this.placeOf(offset);
  }

  /** The name of the first alias that no anchor above it has. */
  unresolvedAlias(): string | undefined {
    const anchors = new Set<string>();
    let unresolved: string | undefined;
    visit(this.document, {
      Alias: (_, { source }) => {
        if (anchors.has(source)) return undefined;
        unresolved = source;
        return visit.BREAK;
      },
      Node: (_, node) => {
        if ("anchor" in node && node.anchor !== undefined) anchors.add(node.anchor);
      },
    });
    return unresolved;
  }

  private placeOf(offset: number | undefined): Place {
    if (offset === undefined) return this.start;
    const { line, col } = this.lines.linePos(offset);
    return { file: this.shown, line, column: col };
  }

  /** The range of the deepest value along the path. An empty value (`key:`) is where its key is. */
  private valueRange(path: Path) {
    for (let length = path.length; length >= 0; length--) {
      const above = path.slice(0, length);
      const node = this.node(above);
      const empty = isScalar(node) && node.value === null && node.range && node.range[0] === node.range[1];
      const key = empty ? this.pair(above)?.key : undefined;
      const found = isScalar(key) ? key.range : node?.range;
      if (found) return found;
    }
    return undefined;
  }

  private node(path: Path): Node | undefined {
    let node: unknown = this.document.contents;
    for (const step of path) {
      const parent = isAlias(node) ? node.resolve(this.document) : node;
      if (isMap(parent)) node = this.pairOf(parent, step)?.value;
      else node = isCollection(parent) ? parent.get(step, true) : undefined;
    }
    return (node ?? undefined) as Node | undefined;
  }

  private pair(path: Path): Pair | undefined {
    const key = path.at(-1);
    const node = this.node(path.slice(0, -1));
    const parent = isAlias(node) ? node.resolve(this.document) : node;
    return key === undefined || !isMap(parent) ? undefined : this.pairOf(parent, key);
  }

  /** A pair of a mapping; the first search puts all its keys into an index. */
  private pairOf(map: YAMLMap, key: PropertyKey): Pair | undefined {
    let pairs = this.pairs.get(map);
    if (pairs === undefined) {
      pairs = new Map(
        map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : [])),
      );
      this.pairs.set(map, pairs);
    }
    return pairs.get(String(key));
  }
}

/** From an index in the text of a literal block to an index in its notation, which has a header and indentation. */
function literalOffset(raw: string, value: string, index: number): number {
  const before = value.slice(0, index).split("\n");
  const rawLines = raw.split("\n");
  const content = rawLines.slice(1);
  const line = before.length - 1;
  const wanted = value.split("\n")[line] ?? "";
  const indent = Math.max(0, (content[line] ?? "").replace(/\r$/, "").length - wanted.length);
  const header = (rawLines[0] ?? "").length + 1;
  const above = content.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0);
  return header + above + indent + (before.at(-1) ?? "").length;
}
