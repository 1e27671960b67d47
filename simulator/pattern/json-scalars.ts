import { describeCharacter, jsonError, unexpectedCharacter } from "./json-location";

/** A piece of JSON text that was read: what it says, and the offset of the first character after it. */
export interface Scanned {
  value: string;
  end: number;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

const VALUE_KINDS = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/**
 * Reads a string from the character after its opening quote.
 * @param what how Jackson calls it when it does not end: a name or a value
 */
export function scanString(text: string, start: number, what: "name" | "value"): Scanned {
  let value = "";
  let offset = start;
  for (;;) {
    const character = text.charAt(offset);
    if (character === '"') return { value, end: offset + 1 };
    if (character === "") {
      const where = what === "name" ? " in field name" : ": was expecting closing quote for a string value";
      throw jsonError(text, offset, `Unexpected end-of-input${where}`);
    }
    if (character < " ") {
      throw jsonError(
        text,
        offset + 1,
        `Illegal unquoted character (${describeCharacter(text, offset)}): has to be escaped using backslash to be included in ${what === "name" ? "name" : "string value"}`,
      );
    }
    if (character === "\\") {
      const escape = scanEscape(text, offset + 1);
      value += escape.value;
      offset = escape.end;
    } else {
      value += character;
      offset += 1;
    }
  }
}

function scanEscape(text: string, offset: number): Scanned {
  const character = text.charAt(offset);
  if (character === "") throw jsonError(text, offset, "Unexpected end-of-input in character escape sequence");
  if (character === "u") return scanHexEscape(text, offset + 1);
  const value = ESCAPES[character];
  if (value === undefined) {
    throw jsonError(text, offset + 1, `Unrecognized character escape ${describeCharacter(text, offset)}`);
  }
  return { value, end: offset + 1 };
}

function scanHexEscape(text: string, start: number): Scanned {
  for (let offset = start; offset < start + 4; offset += 1) {
    if (offset >= text.length) throw jsonError(text, offset, "Unexpected end-of-input in character escape sequence");
    if (!/[0-9a-fA-F]/.test(text.charAt(offset))) {
      throw unexpectedCharacter(text, offset, "expected a hex-digit for character escape sequence");
    }
  }
  return { value: String.fromCharCode(parseInt(text.slice(start, start + 4), 16)), end: start + 4 };
}

/** Reads a number from its first character; the text stays as written, because it may not fit a double. */
export function scanNumber(text: string, start: number): Scanned {
  let offset = text.charAt(start) === "-" ? start + 1 : start;
  const digits = (): number => {
    const first = offset;
    while (isDigit(text.charAt(offset))) offset += 1;
    return offset - first;
  };
  const demandDigits = (complaint: string): void => {
    if (digits() > 0) return;
    if (offset >= text.length) throw jsonError(text, offset, "Unexpected end-of-input in a Number value");
    const found = describeCharacter(text, offset);
    throw jsonError(text, offset, `Unexpected character (${found}) in numeric value: ${complaint}`);
  };

  if (text.charAt(offset) === "0" && isDigit(text.charAt(offset + 1))) {
    throw jsonError(text, offset + 1, "Invalid numeric value: Leading zeroes not allowed");
  }
  demandDigits("expected digit (0-9) to follow minus sign, for valid numeric value");
  if (text.charAt(offset) === ".") {
    offset += 1;
    demandDigits("Decimal point not followed by a digit");
  }
  if (/[eE]/.test(text.charAt(offset))) {
    offset += 1;
    if (/[+-]/.test(text.charAt(offset))) offset += 1;
    demandDigits("Exponent indicator not followed by a digit");
  }
  return { value: text.slice(start, offset), end: offset };
}

/** Reads `true`, `false` or `null`, or says what stands there instead. */
export function scanLiteral(text: string, start: number): "true" | "false" | "null" {
  const word = /^[\p{L}\p{N}_$]*/u.exec(text.slice(start, start + 256))?.[0] ?? "";
  if (word === "true" || word === "false" || word === "null") return word;
  if (/^[\p{L}_$]/u.test(word)) {
    throw jsonError(text, start + word.length, `Unrecognized token '${word}': was expecting ${VALUE_KINDS}`);
  }
  throw unexpectedCharacter(text, start, `expected a valid value ${VALUE_KINDS}`);
}

/** Whether a JSON number may start with this character. */
export function startsNumber(character: string): boolean {
  return character === "-" || isDigit(character);
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}
