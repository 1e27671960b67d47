/**
 * A wildcard with its escapes resolved: the literal texts between its stars. One part means no star at all; a star at
 * either end leaves an empty part there.
 */
export interface Wildcard {
  parts: readonly string[];
}

/**
 * Reads a wildcard. A star may stand for nothing; two stars in a row are refused; a backslash may stand only before a
 * star or a backslash.
 * @returns the wildcard, or the reason event-ruler gives for refusing it, whose position counts UTF-8 bytes from an
 * opening quote
 */
export function parseWildcard(text: string): Wildcard | { reason: string } {
  const parts: string[] = [];
  let part = "";
  for (let offset = 0; offset < text.length; offset += 1) {
    const character = text.charAt(offset);
    const following = text.charAt(offset + 1);
    if (character === "*") {
      if (following === "*") return { reason: `Consecutive wildcard characters at pos ${bytePosition(text, offset)}` };
      parts.push(part);
      part = "";
    } else if (character === "\\") {
      if (following !== "*" && following !== "\\") {
        return { reason: `Invalid escape character at pos ${bytePosition(text, offset)}` };
      }
      part += following;
      offset += 1;
    } else {
      part += character;
    }
  }
  parts.push(part);
  return { parts };
}

function bytePosition(text: string, offset: number): number {
  return Buffer.byteLength(text.slice(0, offset)) + 1;
}

/** Whether the whole text is the parts in order, with anything or nothing where the stars are. */
export function wildcardMatches({ parts }: Wildcard, text: string): boolean {
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (parts.length === 1) return text === first;
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let offset = first.length;
  for (let index = 1; index < parts.length - 1; index += 1) {
    const part = parts[index] ?? "";
    // The first place a part fits leaves the most room for the parts after it.
    const found = text.indexOf(part, offset);
    if (found === -1 || found + part.length > end) return false;
    offset = found + part.length;
  }
  return true;
}
