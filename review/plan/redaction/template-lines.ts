/** Templates and patterns in lines that people can compare. */
import { HIDDEN_TEXT, looksLikeCredential, namesCredential } from "./credential-shapes";
import { visibleJson, withoutTricks } from "./visible-text";

/** A placeholder of an input template where a value stands, outside of quotes. */
const BARE_PLACEHOLDER = /([:[,]\s*)(<[\w.-]+>)(?=\s*[,}\]])/g;

/** A member of something like JSON: its name, and a text that is no placeholder. */
const MEMBER = /(["']?)([\w.-]+)\1(\s*[:=]\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,}"'<]+)/g;

/** JSON in lines, with what may be a credential hidden. What is no JSON is taken line by line. */
export function templateLines(text: string): string[] {
  if (text === "") return [];
  for (const candidate of [text, text.replace(BARE_PLACEHOLDER, '$1"$2"')]) {
    const json = jsonOf(candidate);
    if (typeof json === "object" && json !== null) return JSON.stringify(visibleJson(json), null, 2).split("\n");
  }
  const lines = withHiddenMembers(withoutTricks(text)).split("\n").map(visibleLine);
  // What begins on one line may go on over others, as a key between its two lines of dashes does.
  const goesOn = text.includes("-----BEGIN") || looksLikeCredential(lines.join("\n")) || holdsNestedCredentials(text);
  return goesOn ? [HIDDEN_TEXT] : lines;
}

/** JSON in lines; a pattern names what it looks for and holds no credential, unless it looks like one. */
export function patternLines(text: string): string[] {
  if (text === "") return [];
  const json = jsonOf(text);
  return json === undefined
    ? [HIDDEN_TEXT]
    : JSON.stringify(
        visibleJson(json, () => false),
        null,
        2,
      ).split("\n");
}

function withHiddenMembers(text: string): string {
  return text.replace(MEMBER, (whole, quote: string, key: string, between: string, value: string) =>
    namesCredential(key) && !/^["']?(?:<[\w.-]+>)?["']?$/.test(value)
      ? `${quote}${key}${quote}${between}${HIDDEN_TEXT}`
      : whole,
  );
}

/** A list or an object under the name of a credential: where it ends, only a parser could tell, and this is no JSON. */
function holdsNestedCredentials(text: string): boolean {
  return [...text.matchAll(/([\w.-]+)["']?\s*[:=]\s*[[{]/g)].some(([, key = ""]) => namesCredential(key));
}

function visibleLine(line: string): string {
  return looksLikeCredential(line) ? HIDDEN_TEXT : line;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
