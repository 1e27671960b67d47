import { Unresolved } from "./terraform-stack";

/**
 * What `jsonencode(...)` of a literal comes to: the usual way to write a pattern or a policy in Terraform's own language,
 * and what CDKTF makes of `Fn.jsonencode`. As Terraform does, keys are sorted, and `<`, `>` and `&` are written as escapes.
 * https://developer.hashicorp.com/terraform/language/functions/jsonencode
 *
 * @param resolve follows the references of a template, such as `${aws_sqs_queue.a.arn}`
 * @returns undefined where the expression is something else, or holds more than literals and references
 */
export function jsonencode(
  expression: string,
  resolve: (template: string) => unknown,
): string | Unresolved | undefined {
  const argument = /^jsonencode\((?<argument>[^]*)\)$/.exec(expression)?.groups?.["argument"];
  if (argument === undefined) return undefined;
  try {
    const reader = new LiteralReader(argument, resolve);
    return escaped(JSON.stringify(reader.readAll()));
  } catch (error) {
    if (error instanceof NotLiteral) return error.unresolved;
    throw error;
  }
}

/** The expression holds what is not read here, or refers to what is not known. */
class NotLiteral extends Error {
  constructor(readonly unresolved: Unresolved | undefined) {
    super("no literal");
  }
}

/** Nested deeper than this nobody writes. */
const MOST_LEVELS = 100;

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

class LiteralReader {
  private at = 0;
  private levels = 0;

  constructor(
    private readonly text: string,
    private readonly resolve: (template: string) => unknown,
  ) {}

  readAll(): unknown {
    const value = this.value();
    this.skip();
    if (this.at < this.text.length) throw new NotLiteral(undefined);
    return value;
  }

  private value(): unknown {
    this.skip();
    switch (this.text.charAt(this.at)) {
      case '"':
        return this.resolved(this.template());
      case "[":
        return this.nested(() => this.list());
      case "{":
        return this.nested(() => this.object());
      default:
        return this.word();
    }
  }

  private nested<T>(read: () => T): T {
    this.levels += 1;
    if (this.levels > MOST_LEVELS) throw new NotLiteral(undefined);
    const value = read();
    this.levels -= 1;
    return value;
  }

  private list(): unknown[] {
    const items: unknown[] = [];
    this.at += 1;
    while (!this.take("]")) {
      items.push(this.value());
      if (!this.take(",") && !this.sees("]")) throw new NotLiteral(undefined);
    }
    return items;
  }

  private object(): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.at += 1;
    while (!this.take("}")) {
      this.skip();
      const key = this.sees('"') ? this.resolved(this.template()) : this.match(/[A-Za-z_][\w-]*/y);
      if (typeof key !== "string" || (!this.take("=") && !this.take(":"))) throw new NotLiteral(undefined);
      entries.push([key, this.value()]);
      this.take(",");
    }
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** A number, `true`, `false`, `null`, or a reference. */
  private word(): unknown {
    const number = this.match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== undefined) return Number(number);
    const word = this.match(/[A-Za-z_][\w-]*(?:\.[\w-]+|\[(?:\d+|"(?:[^"\\]|\\.)*")\])*/y);
    if (word === undefined || this.sees("(")) throw new NotLiteral(undefined);
    if (word === "null") return null;
    if (word === "true" || word === "false") return word === "true";
    return this.resolved(`\${${word}}`);
  }

  /** A quoted text with its escapes undone, and its `${...}` as they stand. */
  private template(): string {
    let template = "";
    this.at += 1;
    for (;;) {
      const plain = this.match(/(?:[^"\\$]|\$\$\{|\$(?!\{))+/y);
      if (plain !== undefined) template += plain;
      else if (this.text.startsWith('"', this.at)) break;
      else if (this.text.startsWith("${", this.at)) {
        const reference = this.match(/\$\{[^{}"]*\}/y);
        if (reference === undefined) throw new NotLiteral(undefined);
        template += reference;
      } else template += this.escape();
    }
    this.at += 1;
    return template;
  }

  private escape(): string {
    const code = this.match(/\\u(?<code>[0-9a-fA-F]{4})/y);
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code.slice(2), 16));
    const character = ESCAPES[this.match(/\\[nrt"\\]/y)?.charAt(1) ?? ""];
    if (character === undefined) throw new NotLiteral(undefined);
    return character;
  }

  private resolved(template: string): unknown {
    // Empty text has no parts to resolve.
    const value = template === "" ? "" : this.resolve(template);
    if (value instanceof Unresolved) throw new NotLiteral(value);
    return value;
  }

  private skip(): void {
    this.match(/\s+/y);
  }

  private sees(character: string): boolean {
    this.skip();
    return this.text.startsWith(character, this.at);
  }

  private take(character: string): boolean {
    if (!this.sees(character)) return false;
    this.at += 1;
    return true;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}

function escaped(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
