import { HIDDEN_TEXT, looksLikeCredential, namesCredential } from "./credential-shapes";

/** Characters of a value that are shown; a value is named by them, not kept. */
const SHOWN_CHARACTERS = 400;

/** A text that may be shown as it is, or in its place that it is hidden. */
export function visibleText(text: string): string {
  if (looksLikeCredential(text)) return HIDDEN_TEXT;
  const readable = withoutTricks(text);
  return readable.length <= SHOWN_CHARACTERS
    ? readable
    : `${readable.slice(0, SHOWN_CHARACTERS)}… (${readable.length} characters)`;
}

/**
 * Characters that a terminal or a browser obeys instead of showing them, such as those that turn the direction of what
 * follows, are written as what they are.
 */
export function withoutTricks(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Nothing that AWS takes is nested deeper, and what is shown in lines is indented by it. */
const SHOWN_DEPTH = 40;

/** A value in which every text is visible, and what stands under the name of a credential is hidden. */
export function visibleJson(value: unknown, hide: (key: string) => boolean = namesCredential, depth = 0): unknown {
  if (typeof value === "string") return visibleText(value);
  // A long number may be one, too; what AWS counts has fewer digits.
  if (typeof value === "number") return String(value).length > 15 ? HIDDEN_TEXT : value;
  if (typeof value !== "object" || value === null) return value;
  if (depth === SHOWN_DEPTH) return HIDDEN_TEXT;
  if (Array.isArray(value)) return value.map((item) => visibleJson(item, hide, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      visibleText(key),
      hide(key) && !isEmpty(member) ? HIDDEN_TEXT : visibleJson(member, hide, depth + 1),
    ]),
  );
}

/** Whether a value says nothing: providers read back an empty one where none was written. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
