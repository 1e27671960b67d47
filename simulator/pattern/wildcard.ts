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

// AWS refuses wildcards that are too complex and does not say where the border is. Recorded against AWS:
// `*:*:*:*:*:event-bus/*` (11 by the count below) is refused, `/Users/*/dir/dir/dir/dir/dir/doc.txt` (7) is not.
const MAX_COMPLEXITY = 10;

/** Whether AWS would call the wildcard too complex; a guess between the two recorded cases above. */
export function isTooComplex(wildcard: Wildcard): boolean {
  return wildcardComplexity(wildcard) >= MAX_COMPLEXITY;
}

/**
 * In how many places of the wildcard a reader could be at once for the worst text, which is what event-ruler's
 * MachineComplexityEvaluator counts: at every star, and inside every part after a star as often as its beginning
 * repeats.
 */
export function wildcardComplexity({ parts }: Wildcard): number {
  const repeatable = parts.slice(1).filter((part) => part !== "");
  let most = 0;
  for (const part of repeatable) {
    for (let length = 1; length <= part.length; length += 1) {
      const read = part.slice(0, length);
      const places = repeatable.reduce((sum, other) => sum + countBeginnings(other, read), 0);
      most = Math.max(most, places);
    }
  }
  return parts.length - 1 + most;
}

/** How many beginnings of `part` the text `read` ends with. */
function countBeginnings(part: string, read: string): number {
  let count = 0;
  for (let length = 1; length <= Math.min(part.length, read.length); length += 1) {
    if (read.endsWith(part.slice(0, length))) count += 1;
  }
  return count;
}
