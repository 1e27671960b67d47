import { InvalidEventPatternError } from "./errors";

/** Jackson, the JSON reader inside event-ruler, quotes at most this much of what it was reading. */
const QUOTED_CHARACTERS = 500;

/** A place in JSON text in Jackson's words, `[Source: (String)"{...}"; line: 1, column: 2]`; `offset` counts from 0. */
export function describeLocation(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return `[Source: (String)${quoteSource(text)}; line: ${lines.length}, column: ${column}]`;
}

function quoteSource(text: string): string {
  const quoted = text
    .slice(0, QUOTED_CHARACTERS)
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    .replace(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    });
  const rest = text.length - QUOTED_CHARACTERS;
  return `"${quoted}"${rest > 0 ? `[truncated ${rest} chars]` : ""}`;
}

/**
 * The error for JSON that cannot be read on from `offset`.
 * @param readTo how far Jackson has read by then, if not to `offset`
 */
export function jsonError(text: string, offset: number, problem: string, readTo = offset): InvalidEventPatternError {
  const place = { kind: "not-json", path: [], offset: readTo } as const;
  return new InvalidEventPatternError(problem, place, [describeLocation(text, offset)]);
}

/** The error for the character at `offset`, which JSON does not allow there. */
export function unexpectedCharacter(text: string, offset: number, expectation: string): InvalidEventPatternError {
  const problem = `Unexpected character (${describeCharacter(text, offset)}): ${expectation}`;
  return jsonError(text, offset, problem, offset + 1);
}

/** `'x' (code 120)`, as Jackson names a character. */
export function describeCharacter(text: string, offset: number): string {
  const code = text.charCodeAt(offset);
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return `(CTRL-CHAR, code ${code})`;
  const hex = code > 255 ? ` / 0x${code.toString(16)}` : "";
  return `'${text.charAt(offset)}' (code ${code}${hex})`;
}
