/** Regular expressions of schemas: other people wrote them, and some take longer than anybody waits. */
import { createContext, Script, type Context } from "node:vm";

const MOST_MILLISECONDS = 200;

/** With what is not known within that time: it is not tried again with another text. */
const slow = new Set<string>();

const compiled = new Map<string, RegExp | undefined>();

/** A regular expression as JSON Schema means it; undefined where it is none. Not all validators set the flag `u`. */
export function regularExpression(source: string): RegExp | undefined {
  if (!compiled.has(source)) compiled.set(source, withFlags(source, "u") ?? withFlags(source, ""));
  return compiled.get(source);
}

function withFlags(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

/** Whether a text has a match; undefined where that cannot be known, or not soon enough. */
export function matches(source: string, text: string): boolean | undefined {
  const expression = regularExpression(source);
  if (expression === undefined || slow.has(source)) return undefined;
  if (isQuick(source)) return expression.test(text);
  try {
    return testWithin(expression, text);
  } catch {
    slow.add(source);
    return undefined;
  }
}

/** With one way to match at each character, or two at a single place, none is slow. The others need a watch, which costs. */
function isQuick(source: string): boolean {
  return !/[(|]/.test(source) && (source.match(/[*+?]|\{\d+,/g) ?? []).length <= 1;
}

const TEST = new Script("expression.test(text)");
let context: Context | undefined;

function testWithin(expression: RegExp, text: string): boolean {
  context ??= createContext({});
  Object.assign(context, { expression, text });
  return TEST.runInContext(context, { timeout: MOST_MILLISECONDS }) === true;
}
