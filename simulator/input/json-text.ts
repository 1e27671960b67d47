import { NumberText, type JsonValue } from "./json-value";

/**
 * Every number that comes out of a double in other letters looks like this, where a value may begin: many digits, an
 * exponent, a zero at the end of a fraction, a long row of them behind the point, or minus zero. So does a text now and
 * then, which costs time and nothing else.
 */
const MAY_CHANGE =
  /(?:^|[:,[\s])-?(?:[0-9.]{16}|[0-9]+(?:\.[0-9]+)?[eE]|[0-9]+\.[0-9]*0(?![0-9])|0\.0{6}|0(?=[\s,\]}]|$))/;

/** What may stand between the texts of valid JSON, and a text's opening quote. */
const TOKEN = /[{}[\]"]|[^\s{}[\]":,]+/g;

/** An object or a list that is being read. An object has a name for each of its values. */
interface Scope {
  readonly names: string[] | undefined;
  readonly values: JsonValue[];
}

/**
 * Reads JSON as `JSON.parse` does, and keeps the text of numbers that a double would change.
 *
 * @throws SyntaxError where the text is not JSON
 */
export function readJson(text: string): JsonValue {
  const value = JSON.parse(text) as JsonValue;
  return MAY_CHANGE.test(text) ? readValid(text) : value;
}

/** The text is JSON. Keeps its own stack, so that no depth is too much for it. */
function readValid(text: string): JsonValue {
  const root: Scope = { names: undefined, values: [] };
  const scopes: Scope[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [token] = match;
    const scope = scopes.at(-1) ?? root;
    if (token === "{" || token === "[") {
      scopes.push({ names: token === "{" ? [] : undefined, values: [] });
    } else if (token === "}" || token === "]") {
      scopes.pop();
      const { names, values } = scope;
      const closed =
        names === undefined ? values : Object.fromEntries(names.map((name, at) => [name, values[at] ?? null]));
      (scopes.at(-1) ?? root).values.push(closed);
    } else if (token === '"') {
      const end = endOfText(text, match.index);
      TOKEN.lastIndex = end;
      const string = JSON.parse(text.slice(match.index, end)) as string;
      const isName = scope.names?.length === scope.values.length;
      (isName ? scope.names : scope.values).push(string);
    } else {
      scope.values.push(scalar(token));
    }
  }
  return root.values[0] ?? null;
}

/**
 * The text of a member of an object, as it is written; of equal names, that of the last, as `JSON.parse` has it. Undefined
 * where the object has none of the name.
 *
 * @param json valid JSON text of an object
 */
export function memberText(json: string, name: string): string | undefined {
  let found: string | undefined;
  let key: string | undefined;
  let depth = 0;
  let start = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(json); match !== null; match = TOKEN.exec(json)) {
    const [token] = match;
    const isText = token === '"';
    const end = isText ? endOfText(json, match.index) : TOKEN.lastIndex;
    TOKEN.lastIndex = end;
    if (token === "}" || token === "]") depth -= 1;
    else if (depth === 1) start = match.index;
    if (token === "{" || token === "[") depth += 1;
    // Neither within a value nor at the braces of the object itself.
    else if (depth === 1) {
      if (key === undefined) key = JSON.parse(json.slice(start, end)) as string;
      else {
        if (key === name) found = json.slice(start, end);
        key = undefined;
      }
    }
  }
  return found;
}

function scalar(token: string): JsonValue {
  const value = JSON.parse(token) as JsonValue;
  return typeof value === "number" && String(value) !== token ? new NumberText(token) : value;
}

/** Just behind the closing quote. */
function endOfText(text: string, open: number): number {
  let at = open + 1;
  while (text.charAt(at) !== '"') at += text.charAt(at) === "\\" ? 2 : 1;
  return at + 1;
}

/**
 * Writes a value as `JSON.stringify` does, and numbers as they were read.
 *
 * @param indent what each level is moved by; without it all stands in one line
 */
export function writeJson(value: unknown, indent = ""): string {
  // Put together once: a text that each level took up from the one below would be copied as often as it is deep.
  const pieces: string[] = [];
  write(value, { pieces, indent, colon: indent === "" ? ":" : ": " }, indent === "" ? "" : "\n");
  return pieces.join("");
}

interface Writing {
  readonly pieces: string[];
  readonly indent: string;
  readonly colon: string;
}

/** @param lead what begins a line of the value's own level; nothing where all stands in one line */
function write(value: unknown, writing: Writing, lead: string): void {
  const { pieces, indent, colon } = writing;
  const inner = lead + indent;
  if (value instanceof NumberText) pieces.push(value.text);
  else if (Array.isArray(value)) {
    pieces.push("[");
    for (const [at, item] of value.entries()) {
      pieces.push(at === 0 ? inner : `,${inner}`);
      write(item, writing, inner);
    }
    pieces.push(value.length === 0 ? "]" : `${lead}]`);
  } else if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    pieces.push("{");
    for (const [at, [name, field]] of fields.entries()) {
      pieces.push(`${at === 0 ? "" : ","}${inner}${JSON.stringify(name)}${colon}`);
      write(field, writing, inner);
    }
    pieces.push(fields.length === 0 ? "}" : `${lead}}`);
  } else pieces.push(value === undefined ? "null" : JSON.stringify(value));
}
