/** Changes what a file says, and no line that says something else. */
import { isAlias, isCollection, isMap, isScalar, stringify } from "yaml";
import { isMapping, isOfAnotherType } from "../../catalogue/files/merge";
import { pathText } from "../../catalogue/files/yaml-file";
import { listEdits, type Edit } from "./list-edits";
import { commentOf, linesWith, notationOf, PLAIN, takenPair, type Origin } from "./notation";
import { isSame } from "./same";
import { YamlText, type KeyPath } from "./yaml-text";

type Mapping = Readonly<Record<string, unknown>>;

/** What somebody has to write, because no line can be put in its place. */
export interface ByHand {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** `destinations.messages` */
  readonly path: string;
  /** Why, without a full stop. */
  readonly reason: string;
  /** What to write there, as YAML; undefined where it is to be taken out. */
  readonly yaml: string | undefined;
}

/** A text that says what is wanted, or why there is none. */
export type Spliced = { readonly text: string } | { readonly byHand: readonly ByHand[] };

/**
 * A file's text that says what is wanted. Lines of keys whose values stay are as they were.
 *
 * @param text of a file without errors, whose top is a mapping
 * @param wanted what it shall say; new keys come behind those that stand before them here
 * @param origin a file whose notation is taken over for values that it has at the same path
 */
export function spliced(text: string, wanted: Mapping, origin?: Origin): Spliced {
  const splicer = new Splicer(new YamlText(text), origin);
  return splicer.run(wanted);
}

class Splicer {
  readonly #edits: Edit[] = [];
  readonly #byHand: ByHand[] = [];

  constructor(
    private readonly target: YamlText,
    private readonly origin: Origin | undefined,
  ) {}

  run(wanted: Mapping): Spliced {
    const before = this.target.value;
    if (isSame(before, wanted)) return { text: this.target.text };
    if (isMapping(before)) this.#visit([], before, wanted);
    if (this.#byHand.length > 0) return { byHand: this.#byHand };
    const text = this.#applied();
    if (isSame(new YamlText(text).value, wanted)) return { text };
    this.#leave([], wanted, "its lines cannot be told apart");
    return { byHand: this.#byHand };
  }

  /** In the order in which they were asked for where two stand at one place: what is within a key comes before what follows it. */
  #applied(): string {
    let text = "";
    let at = 0;
    for (const edit of this.#edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
      text += this.target.text.slice(at, edit.start);
      if (edit.isLines && text !== "" && !text.endsWith("\n")) text += this.target.eol;
      text += edit.text.replaceAll("\n", this.target.eol);
      at = edit.end;
    }
    const rest = this.target.text.slice(at);
    // A text whose last line has no end says less than what its notation says elsewhere.
    return rest === "" && text !== "" && !text.endsWith("\n") ? text + this.target.eol : text + rest;
  }

  #visit(path: KeyPath, before: Mapping, wanted: Mapping): void {
    if (this.target.block(path) === undefined) {
      this.#leave(path, wanted, "it is written in braces; write its keys on lines of their own");
      return;
    }
    const keys = Object.keys(wanted);
    for (const key of [...keys, ...Object.keys(before).filter((one) => !Object.hasOwn(wanted, one))]) {
      const [was, is] = [before[key], wanted[key]];
      if (isSame(was, is)) continue;
      const at = [...path, key];
      if (is === undefined) this.#remove(at);
      else if (!Object.hasOwn(before, key)) this.#insert(at, is, keys.slice(0, keys.indexOf(key)));
      else if (isMapping(was) && isMapping(is) && this.#canVisit(at, was, is)) this.#visit(at, was, is);
      else if (Array.isArray(was) && Array.isArray(is)) this.#list(at, was, is);
      else this.#replace(at, is);
    }
  }

  /** Whether a mapping stays and its keys change. One on a single line, or of another type, is written anew. */
  #canVisit(path: KeyPath, was: Mapping, is: Mapping): boolean {
    if (Object.keys(is).length === 0 || isOfAnotherType(was, is)) return false;
    const node = this.target.node(path);
    if (isAlias(node) || !isMap(node) || node.items.length === 0) return false;
    if (node.flow !== true) return true;
    const [start = 0, end = 0] = node.range ?? [];
    return this.target.text.slice(start, end).includes("\n");
  }

  #remove(path: KeyPath): void {
    const pair = this.target.pair(path);
    if (this.#isTied(path, undefined, true)) return;
    if (pair === undefined) {
      this.#leave(path, undefined, "it does not stand on lines of its own");
      return;
    }
    let end = this.target.behind(pair);
    // A comment further in belonged to it.
    for (;;) {
      const line = this.target.text.slice(end, this.target.lineEnd(end));
      if (!/^\s*#/.test(line) || line.search(/\S/) <= pair.column) break;
      end = this.target.nextLine(end);
    }
    this.#edits.push({ start: this.target.lead(pair), end, text: "" });
  }

  #insert(path: KeyPath, value: unknown, before: readonly string[]): void {
    const parent = path.slice(0, -1);
    const above = before.map((key) => this.target.pair([...parent, key])).findLast((pair) => pair !== undefined);
    const first = this.target.block(parent)?.items[0]?.key;
    const neighbour = above ?? (isScalar(first) ? this.target.pair([...parent, String(first.value)]) : undefined);
    if (this.#isTied(parent, value, false, path)) return;
    if (neighbour === undefined) {
      this.#leave(path, value, "its neighbours do not stand on lines of their own");
      return;
    }
    const { column } = neighbour;
    const lines =
      takenPair(value, path, column, this.origin) ??
      linesWith(inYaml(path.at(-1) ?? ""), column, notationOf(value, path, column, this.origin));
    const at = above === undefined ? this.target.lead(neighbour) : this.target.behind(above);
    this.#edits.push({ start: at, end: at, text: `${lines.join("\n")}\n`, isLines: true });
  }

  #list(path: KeyPath, was: readonly unknown[], is: readonly unknown[]): void {
    const edits = listEdits(this.target, path, [was, is], this.origin);
    if (edits === undefined) this.#replace(path, is);
    else if (!this.#isTied(path, is, true)) this.#edits.push(...edits);
  }

  #replace(path: KeyPath, value: unknown): void {
    const pair = this.target.pair(path);
    if (this.#isTied(path, value, true)) return;
    if (pair === undefined) {
      this.#leave(path, value, "it does not stand on lines of its own");
      return;
    }
    const { colon, end, column } = pair;
    const notation = notationOf(value, path, column, this.origin);
    const behind = this.target.text.slice(end, this.target.lineEnd(Math.max(end - 1, colon)));
    // What is said of a value that stays in its place stays there, too.
    const trailing = /^\s+(#.*)$/.exec(behind)?.[1];
    const ofKey =
      commentOf(this.target, pair) ?? (isCollection(pair.value) && pair.value.flow !== true ? undefined : trailing);
    const [head = "", ...rest] = linesWith("", 0, { ...notation, comment: ofKey ?? notation.comment });
    const keepsEnd = this.target.text[end - 1] === "\n" && end > colon;
    const to = keepsEnd
      ? end - (this.target.text[end - 2] === "\r" ? 2 : 1)
      : trailing === undefined
        ? end
        : end + behind.trimEnd().length;
    this.#edits.push({ start: colon, end: to, text: [head.slice(":".length), ...rest].join("\n") });
  }

  /** Whether an alias elsewhere would change with it; it is left to be written by hand then. */
  #isTied(path: KeyPath, value: unknown, whole: boolean, left: KeyPath = path): boolean {
    const tied = this.target.tied(path, whole);
    if (tied === undefined) return false;
    const { line } = this.target.place(tied.offset);
    this.#leave(left, value, `line ${line} repeats it as *${tied.name}; write the values out there`);
    return true;
  }

  #leave(path: KeyPath, value: unknown, reason: string): void {
    let above = [...path];
    while (above.length > 0 && this.target.pair(above) === undefined) above = above.slice(0, -1);
    const offset = this.target.pair(above)?.start ?? 0;
    const key = path.at(-1);
    const yaml = value === undefined ? undefined : inYaml(key === undefined ? value : { [key]: value });
    this.#byHand.push({ ...this.target.place(offset), path: pathText(path), reason, yaml });
  }
}

function inYaml(value: unknown): string {
  return stringify(value, PLAIN).trimEnd();
}
