/** From what people write to the form that a field wants: letters without marks, lower case, hyphens for spaces. */

/** Letters that have no plain one within them. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  Æ: "AE",
  Œ: "OE",
  Ø: "O",
  Ł: "L",
  Đ: "D",
};

/** `Köln` -> `Koln`. What has no such form stays, as letters that are not Latin do. */
export function inAscii(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\0-\x7f]/g, (letter) => PLAIN[letter] ?? letter);
}

/**
 * The text in the nearest form that fits: in ASCII, in lower case, with hyphens between words, or with nothing between
 * them; an address with https.
 *
 * @returns undefined when none of these fits
 */
export function fittingText(text: string, pattern: RegExp): string | undefined {
  const ascii = inAscii(text.trim());
  const words = ascii.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  const hyphenated = words.replace(/[\s_-]+/g, "-").replace(/^-+|-+$/g, "");
  const forms = [
    text.replace(/^http:/, "https:"),
    ascii,
    ascii.replace(/\s+/g, "-"),
    ascii.toLowerCase(),
    hyphenated,
    hyphenated.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    hyphenated.replaceAll("-", ""),
  ];
  return forms.find((form) => form !== text && pattern.test(form));
}
