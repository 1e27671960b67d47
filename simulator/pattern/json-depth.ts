import { JSON_DEPTH } from "../../aws/limits";

/** How many objects and arrays may lie within each other. */
export const MAX_DEPTH = JSON_DEPTH;

/** Whether JSON text opens more objects and arrays within each other than `depth`; of other text, anything. */
export function deeperThan(depth: number, text: string): boolean {
  // What is so short cannot be.
  if (text.length <= depth) return false;
  let open = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    switch (text.charCodeAt(offset)) {
      case 0x22:
        offset = endOfString(text, offset + 1);
        break;
      case 0x5b:
      case 0x7b:
        open += 1;
        if (open > depth) return true;
        break;
      case 0x5d:
      case 0x7d:
        open -= 1;
        break;
    }
  }
  return false;
}

/** Where the string ends that begins at `start`: the offset of its closing quote, or of the end of the text. */
function endOfString(text: string, start: number): number {
  for (let offset = start; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (code === 0x5c) offset += 1;
    else if (code === 0x22) return offset;
  }
  return text.length;
}
