import { JSON_DEPTH } from "../../aws/limits";

/**
 * Where a text stops being JSON. `offset` counts characters (UTF-16 units) from 0 and may equal the text's length.
 */
export interface JsonSyntaxError {
  readonly offset: number;
  readonly reason: string;
}

/**
 * Finds the first place where a text is not JSON (RFC 8259), or undefined when all of it is. `JSON.parse` decides the
 * same question, but says where in words that differ between Node versions, and sometimes not at all.
 */
export function findJsonSyntaxError(text: string): JsonSyntaxError | undefined {
  try {
    const end = skipSpace(text, readValue(text, skipSpace(text, 0)));
    return end === text.length ? undefined : { offset: end, reason: `${seen(text, end)} after the end of the JSON` };
  } catch (error) {
    if (error instanceof NotJson) return { offset: error.offset, reason: error.reason };
    throw error;
  }
}

/**
 * The same for text that may hold several JSON values one behind the other, or none: so EventBridge looks at a template
 * that is no object, of several quoted lines for one.
 */
export function findJsonSequenceError(text: string): JsonSyntaxError | undefined {
  try {
    for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
      const start = at;
      at = readValue(text, at);
      const isWord = !'{["'.includes(text.charAt(start));
      if (isWord && /[^\s]/.test(text.charAt(at))) throw new NotJson(start, "two values with no space between them");
    }
    return undefined;
  } catch (error) {
    if (error instanceof NotJson) return { offset: error.offset, reason: error.reason };
    throw error;
  }
}

/** Thrown and caught in this file only: it carries the place out of the nested readers. */
class NotJson extends Error {
  constructor(
    readonly offset: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

// Every reader starts at the first character of its thing and returns the offset just behind it.

function readValue(text: string, at: number, depth = 0): number {
  switch (text.charAt(at)) {
    case "{":
      return readObject(text, at, deeper(at, depth));
    case "[":
      return readList(text, at, deeper(at, depth));
    case '"':
      return readString(text, at);
    default:
      return readWordOrNumber(text, at);
  }
}

/** AWS's reader of JSON refuses more levels, and these readers would need more and more of the stack. */
function deeper(at: number, depth: number): number {
  if (depth === JSON_DEPTH)
    throw new NotJson(at, `more than ${JSON_DEPTH.toLocaleString("en")} levels within each other`);
  return depth + 1;
}

function readObject(text: string, open: number, depth: number): number {
  let at = skipSpace(text, open + 1);
  if (text[at] === "}") return at + 1;
  for (;;) {
    if (text[at] !== '"') throw new NotJson(at, `expected a key in double quotes, found ${seen(text, at)}`);
    at = skipSpace(text, readString(text, at));
    if (text[at] !== ":") throw new NotJson(at, `expected ":" after a key, found ${seen(text, at)}`);
    at = skipSpace(text, readValue(text, skipSpace(text, at + 1), depth));
    if (text[at] === "}") return at + 1;
    if (text[at] !== ",") throw new NotJson(at, `expected "," or "}" in an object, found ${seen(text, at)}`);
    at = skipSpace(text, at + 1);
  }
}

function readList(text: string, open: number, depth: number): number {
  let at = skipSpace(text, open + 1);
  if (text[at] === "]") return at + 1;
  for (;;) {
    at = skipSpace(text, readValue(text, at, depth));
    if (text[at] === "]") return at + 1;
    if (text[at] !== ",") throw new NotJson(at, `expected "," or "]" in a list, found ${seen(text, at)}`);
    at = skipSpace(text, at + 1);
  }
}

function readString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') return at + 1;
    if (char < " ") throw new NotJson(at, "a line break or other control character inside a string");
    if (char === "\\") {
      const escape = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6));
      if (escape === null) throw new NotJson(at, "a backslash that starts no JSON escape");
      at += escape[0].length - 1;
    }
  }
  throw new NotJson(open, "a string without its closing double quote");
}

const wordOrNumber = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)/y;

function readWordOrNumber(text: string, at: number): number {
  wordOrNumber.lastIndex = at;
  const match = wordOrNumber.exec(text);
  if (match === null) throw new NotJson(at, `expected a JSON value, found ${seen(text, at)}`);
  return at + match[0].length;
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (next < text.length && " \t\r\n".includes(text.charAt(next))) next += 1;
  return next;
}

function seen(text: string, at: number): string {
  return at < text.length ? JSON.stringify(text.charAt(at)) : "the end of the text";
}
