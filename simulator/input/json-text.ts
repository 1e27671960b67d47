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
export function writeJson(value: unknown, indent = "", lead = "\n"): string {
  if (value instanceof NumberText) return value.text;
  const inner = lead + indent;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => writeJson(item, indent, inner));
    return enclosed("[", items, "]", indent, lead);
  }
  if (typeof value !== "object" || value === null) return value === undefined ? "null" : JSON.stringify(value);
  const colon = indent === "" ? ":" : ": ";
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([name, field]) => `${JSON.stringify(name)}${colon}${writeJson(field, indent, inner)}`);
  return enclosed("{", fields, "}", indent, lead);
}

function enclosed(open: string, items: readonly string[], close: string, indent: string, lead: string): string {
  if (items.length === 0 || indent === "") return `${open}${items.join(",")}${close}`;
  const inner = lead + indent;
  return `${open}${inner}${items.join(`,${inner}`)}${lead}${close}`;
}
