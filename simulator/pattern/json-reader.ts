import type { PlaceInPattern } from "./errors";
import { MAX_DEPTH } from "./json-depth";
import { describeLocation, jsonError, unexpectedCharacter } from "./json-location";
import { scanLiteral, scanNumber, scanString, startsNumber } from "./json-scalars";

/** What a JsonReader stands on. Brackets and literals are their own text. */
export type JsonToken = "{" | "}" | "[" | "]" | "name" | "string" | "number" | "true" | "false" | "null";

interface Scope {
  kind: "Object" | "Array";
  start: number;
  entries: number;
  /** Of an object, the name that was read last. */
  name: string | undefined;
}

/**
 * Reads JSON token by token, like Jackson's streaming parser inside event-ruler. `JSON.parse` cannot stand in for it:
 * a pattern is judged from left to right, so that a wrong operator is reported before broken JSON further on; of two
 * equal keys both are seen, in order; numbers keep their digits; and a problem has a line and column.
 */
export class JsonReader {
  private offset = 0;
  private readonly scopes: Scope[] = [];
  /** The value behind a field name: Jackson has looked at it before it hands out the name. */
  private valueBehindName: JsonToken | undefined;
  /** A string value is read only when it is asked for or passed, so its errors come as late as Jackson's. */
  private unreadString = false;
  private scanned = "";
  private scannedNumber = "";

  constructor(private readonly text: string) {}

  /** The next token, `undefined` at the end of the text. Throws InvalidEventPatternError where this is not JSON. */
  next(): JsonToken | undefined {
    if (this.valueBehindName !== undefined) {
      const token = this.valueBehindName;
      this.valueBehindName = undefined;
      return this.enter(token);
    }
    if (this.unreadString) this.value();
    this.skipSpace();
    if (this.offset >= this.text.length) {
      this.demandClosed();
      return undefined;
    }
    const character = this.text.charAt(this.offset);
    if (character === "}" || character === "]") return this.close(character);

    const scope = this.scopes.at(-1);
    if (scope !== undefined) this.separate(scope);
    if (scope?.kind !== "Object") return this.enter(this.beginValue());
    this.readName(scope);
    this.valueBehindName = this.beginValue();
    return "name";
  }

  /** The text of the token next() gave: a string without quotes and escapes, a number as it is written. */
  value(): string {
    if (this.unreadString) {
      this.unreadString = false;
      const { value, end } = scanString(this.text, this.offset, "value");
      this.scanned = value;
      this.offset = end;
    }
    return this.scanned;
  }

  /** Where the reader stands, in Jackson's words; or another place, an offset in UTF-16 units. */
  location(offset = this.offset): string {
    return describeLocation(this.text, offset);
  }

  /** Where the reader stands, as data: a path to what was read last, and an offset in UTF-16 units. */
  place(): PlaceInPattern {
    const path: (string | number)[] = [];
    for (const { kind, name, entries } of this.scopes) {
      // Of a scope that was just opened, nothing has been read yet.
      if (kind === "Object" && name !== undefined) path.push(name);
      else if (kind === "Array" && entries > 0) path.push(entries - 1);
    }
    return { path, offset: this.offset };
  }

  /** Makes a value the current token. */
  private enter(token: JsonToken): JsonToken {
    if (token === "string") this.unreadString = true;
    else if (token === "number") this.scanned = this.scannedNumber;
    else this.scanned = token;
    return token;
  }

  /** Looks at a value: scalars other than strings are read, a container is opened, a string waits. */
  private beginValue(): JsonToken {
    const character = this.text.charAt(this.offset);
    if (character === "{" || character === "[") {
      this.scopes.push({
        kind: character === "{" ? "Object" : "Array",
        start: this.offset,
        entries: 0,
        name: undefined,
      });
      this.offset += 1;
      if (this.scopes.length > MAX_DEPTH) {
        throw jsonError(this.text, this.offset, `Document nesting depth (${this.scopes.length}) exceeds ${MAX_DEPTH}`);
      }
      return character;
    }
    if (character === '"') {
      this.offset += 1;
      return "string";
    }
    if (startsNumber(character)) {
      const { value, end } = scanNumber(this.text, this.offset);
      this.scannedNumber = value;
      this.offset = end;
      return "number";
    }
    if (character === "}") throw unexpectedCharacter(this.text, this.offset, "expected a value");
    const literal = scanLiteral(this.text, this.offset);
    this.offset += literal.length;
    return literal;
  }

  private readName(scope: Scope): void {
    if (this.text.charAt(this.offset) !== '"') {
      throw unexpectedCharacter(this.text, this.offset, "was expecting double-quote to start field name");
    }
    const { value, end } = scanString(this.text, this.offset + 1, "name");
    this.scanned = value;
    scope.name = value;
    this.offset = end;
    this.skipSpaceWithin("Object");
    if (this.text.charAt(this.offset) !== ":") {
      throw unexpectedCharacter(this.text, this.offset, "was expecting a colon to separate field name and value");
    }
    this.offset += 1;
    this.skipSpaceWithin("Object");
  }

  private separate(scope: Scope): void {
    scope.entries += 1;
    if (scope.entries === 1) return;
    if (this.text.charAt(this.offset) !== ",") {
      throw unexpectedCharacter(this.text, this.offset, `was expecting comma to separate ${scope.kind} entries`);
    }
    this.offset += 1;
    this.skipSpaceWithin(scope.kind);
  }

  private close(character: "}" | "]"): JsonToken {
    const scope = this.scopes.pop();
    this.offset += 1;
    const expected = scope?.kind === "Array" ? "]" : "}";
    if (scope === undefined || character !== expected) {
      const opened =
        scope === undefined ? "root" : `${scope.kind} starting at ${describeLocation(this.text, scope.start)}`;
      throw jsonError(
        this.text,
        this.offset,
        `Unexpected close marker '${character}': expected '${expected}' (for ${opened})`,
      );
    }
    return this.enter(character);
  }

  private demandClosed(): void {
    const scope = this.scopes.at(-1);
    if (scope === undefined) return;
    const opened = describeLocation(this.text, scope.start);
    throw jsonError(
      this.text,
      this.offset,
      `Unexpected end-of-input: expected close marker for ${scope.kind} (start marker at ${opened})`,
    );
  }

  private skipSpace(): void {
    while (this.offset < this.text.length) {
      const code = this.text.charCodeAt(this.offset);
      if (code > 0x20) return;
      if (code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) {
        throw jsonError(
          this.text,
          this.offset + 1,
          `Illegal character ((CTRL-CHAR, code ${code})): only regular white space (\\r, \\n, \\t) is allowed between tokens`,
        );
      }
      this.offset += 1;
    }
  }

  private skipSpaceWithin(kind: Scope["kind"]): void {
    this.skipSpace();
    if (this.offset >= this.text.length) {
      throw jsonError(this.text, this.offset, `Unexpected end-of-input within/between ${kind} entries`);
    }
  }
}
