/**
 * A text that is compared without regard to case: for every UTF-16 unit the spellings that are equal to it. event-ruler
 * takes lower and upper case of each unit by itself, so "ß" equals "SS", while "SS" does not equal "ß". A character that
 * has two units, such as an emoji, falls apart by that, and Java writes each half as "?": "😀" equals "??" and not itself.
 */
export interface CaseInsensitiveText {
  text: string;
  units: readonly (readonly [lower: string, upper: string])[];
}

/** Prepares a text for comparison. */
export function ignoringCase(text: string): CaseInsensitiveText {
  return { text, units: unitsOf(text).map((unit) => [unit.toLowerCase(), unit.toUpperCase()]) };
}

/** Whether `value` is the text in any case. */
export function equalsIgnoringCase({ units }: CaseInsensitiveText, value: string): boolean {
  return lengthAtStart(units, value) === value.length;
}

/** Whether `value` begins with the text in any case. */
export function startsIgnoringCase({ units }: CaseInsensitiveText, value: string): boolean {
  return lengthAtStart(units, value) !== undefined;
}

/** Whether `value` ends with the text in any case. */
export function endsIgnoringCase({ units }: CaseInsensitiveText, value: string): boolean {
  let end = value.length;
  for (let index = units.length - 1; index >= 0; index -= 1) {
    const [lower, upper] = units[index] ?? ["", ""];
    if (value.endsWith(lower, end)) end -= lower.length;
    else if (value.endsWith(upper, end)) end -= upper.length;
    else return false;
  }
  return true;
}

/** How much of the start of `value` is the text. No lower case begins or ends as its upper case does, or only one is tried. */
function lengthAtStart(units: CaseInsensitiveText["units"], value: string): number | undefined {
  let length = 0;
  for (const [lower, upper] of units) {
    if (value.startsWith(lower, length)) length += lower.length;
    else if (value.startsWith(upper, length)) length += upper.length;
    else return undefined;
  }
  return length;
}

/**
 * One spelling for all texts that may be equal without regard to case, to look them up by. Texts with different keys
 * are never equal; texts with the same key still have to be compared.
 */
export function caseKey(text: string): string {
  // eslint-disable-next-line no-control-regex -- the range of ASCII is meant
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  let key = "";
  for (const unit of unitsOf(text)) key += unit.toLowerCase().toUpperCase().toLowerCase();
  return key;
}

/** The UTF-16 units of a text, "?" for each that is half a character. */
function unitsOf(text: string): string[] {
  return text.replace(/[\ud800-\udfff]/g, "?").split("");
}
