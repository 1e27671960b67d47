/** A YAML file as a plain value, and where in the file each part of that value stands. */
import { readFileSync, statSync } from "node:fs";
import { isUtf8 } from "node:buffer";
import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
} from "yaml";
import { error, shownPath, startOf, warning, type Finding, type Place } from "./findings";
import { syntaxFindings } from "./yaml-syntax";

/** Keys and indices from the top of a file to a value. */
export type Path = readonly PropertyKey[];

/** `connection.authorization: `, to lead a message; nothing at the top of a file. */
export function pathPrefix(path: Path): string {
  return path.length === 0 ? "" : `${pathText(path)}: `;
}

/** `publishes.sources[0]`: a path as people write it. */
function pathText(path: Path): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${String(step)}`))
    .join("");
}

/** What reading gives: a file, or why there is none. */
export type ReadResult = { readonly file: YamlFile } | { readonly findings: readonly Finding[] };

/** A parsed file. Positions are looked up when a finding needs them, not before. */
export class YamlFile {
  /** As findings show it. */
  readonly shown: string;

  constructor(
    file: string,
    /** What the file says, as plain JSON-like data; undefined when it says nothing. */
    readonly value: unknown,
    private readonly document: Document,
    private readonly lines: LineCounter,
    private readonly text: string,
  ) {
    this.shown = shownPath(file);
  }

  /** The start of the file. */
  get start(): Place {
    return { file: this.shown, line: 1, column: 1 };
  }

  /** An error at the value of a path; the message is led by the path. */
  error(path: Path, message: string): Finding {
    return error(this.at(path), `${pathPrefix(path)}${message}`);
  }

  /** A warning at the value of a path; the message is led by the path. */
  warning(path: Path, message: string): Finding {
    return warning(this.at(path), `${pathPrefix(path)}${message}`);
  }

  /** An error at the key of a path; the message is led by the path. */
  errorAtKey(path: Path, message: string): Finding {
    return error(this.atKey(path), `${pathPrefix(path)}${message}`);
  }

  /** A warning at the key of a path; the message is led by the path. */
  warningAtKey(path: Path, message: string): Finding {
    return warning(this.atKey(path), `${pathPrefix(path)}${message}`);
  }

  /** Where the value at a path starts. A path that leads nowhere gives the nearest value above it. */
  at(path: Path): Place {
    return this.placeOf(this.valueRange(path)?.[0]);
  }

  /** Where the key of the value at a path stands; for list items and the top, the value. */
  atKey(path: Path): Place {
    const key = this.pair(path)?.key;
    return isScalar(key) && key.range ? this.placeOf(key.range[0]) : this.at(path);
  }

  /**
   * Where the character at an index of a text stands, as far as YAML's notation lets one say so: in a literal block and
   * in a one-line text without escapes. Elsewhere the start of the text.
   */
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
      node = isMap(parent) ? parent.get(String(step), true) : isCollection(parent) ? parent.get(step, true) : undefined;
    }
    return (node ?? undefined) as Node | undefined;
  }

  private pair(path: Path): Pair | undefined {
    const key = path.at(-1);
    const node = this.node(path.slice(0, -1));
    const parent = isAlias(node) ? node.resolve(this.document) : node;
    if (key === undefined || !isMap(parent)) return undefined;
    return parent.items.find((pair) => isScalar(pair.key) && pair.key.value === String(key));
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

/** Reads and parses a file. Whatever is wrong with it becomes a finding: nothing is thrown. */
export function readYamlFile(file: string): ReadResult {
  const read = readText(file);
  if (typeof read !== "string") return { findings: [read] };
  const nesting = tooDeep(file, read);
  if (nesting) return { findings: [nesting] };
  const lines = new LineCounter();
  // Keys as text: an id or header of digits is a name like any other.
  const document = parseDocument(read, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const syntax = syntaxFindings(file, read, document, lines);
  if (syntax.length > 0) return { findings: syntax };
  if (document.contents === null) {
    return { findings: [error(startOf(file), "the file is empty; write its settings, or delete the file")] };
  }
  try {
    const value: unknown = document.toJS();
    if (isNestedDeeperThan(value, DEEPEST)) return { findings: [error(startOf(file), nestedMessage)] };
    return { file: new YamlFile(file, value, document, lines, read) };
  } catch (thrown) {
    return { findings: [error(startOf(file), `${aliasProblem(thrown)}; write the values out instead of *aliases`)] };
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
    if (depth > DEEPEST) return error(startOf(file), nestedMessage);
  }
  return new RegExp(`(?:[-?:] +){${DEEPEST}}|^ {${DEEPEST * 4}}`, "m").test(text)
    ? error(startOf(file), nestedMessage)
    : undefined;
}

/** True for cyclic data too, which an alias to its own parent makes. */
function isNestedDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isNestedDeeperThan(inner, levels - 1));
}

function aliasProblem(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const unresolved = /^Unresolved alias .*: (\S+)$/.exec(message);
  return unresolved ? `*${unresolved[1] ?? ""} names no anchor above it` : "aliases repeat too many values";
}

/** The file's text without byte order mark, or why it cannot be had. */
function readText(file: string): string | Finding {
  try {
    const status = statSync(file);
    if (status.isDirectory()) return error(startOf(file), "is a directory; write a file of this name");
    // Reading a pipe or a device would wait for ever.
    if (!status.isFile()) return error(startOf(file), "is not a regular file; write a file of this name");
    const bytes = readFileSync(file);
    return isUtf8(bytes) ? new TextDecoder("utf-8").decode(bytes) : encodingFinding(file, bytes);
  } catch (thrown) {
    return error(startOf(file), unreadable(thrown));
  }
}

function unreadable(thrown: unknown): string {
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
  if (code === "ENOENT" || code === "ENOTDIR") return "no such file; write it";
  if (code === "EACCES" || code === "EPERM") return "may not be read; give yourself read permission";
  if (code === "ELOOP") return "is a symbolic link to itself; write a file of this name";
  return `cannot be read (${code}); write a file that can`;
}

/** Points at the first line that is not UTF-8. */
function encodingFinding(file: string, bytes: Buffer): Finding {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (utf16) return error(startOf(file), "the file is UTF-16; save it as UTF-8");
  // Latin 1 gives each byte one character, so that lines can be cut without decoding.
  const lines = bytes.toString("latin1").split("\n");
  const index = lines.findIndex((line) => !isUtf8(Buffer.from(line, "latin1")));
  const decoded = Buffer.from(lines[index] ?? "", "latin1").toString("utf8");
  const place = { ...startOf(file), line: index + 1, column: decoded.indexOf("\uFFFD") + 1 };
  return error(place, "not UTF-8 text; save the file as UTF-8");
}
