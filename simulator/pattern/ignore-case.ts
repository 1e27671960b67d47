/**
 * A text that is compared without regard to case: for every UTF-16 unit the spellings that are equal to it. event-ruler
 * takes lower and upper case of each unit by itself, so "ß" equals "SS", while "SS" does not equal "ß".
 */
export interface CaseInsensitiveText {
  text: string;
  units: readonly (readonly [lower: string, upper: string])[];
}

/** Prepares a text for comparison. */
export function ignoringCase(text: string): CaseInsensitiveText {
  return { text, units: text.split("").map((unit) => [unit.toLowerCase(), unit.toUpperCase()]) };
}

/** Whether `value` is the text in any case. */
export function equalsIgnoringCase({ units }: CaseInsensitiveText, value: string): boolean {
  return endsAfter(units, value, 0, (end) => end === value.length);
}

/** Whether `value` begins with the text in any case. */
export function startsIgnoringCase({ units }: CaseInsensitiveText, value: string): boolean {
  return endsAfter(units, value, 0, () => true);
}

/** Whether `value` ends with the text in any case. */
export function endsIgnoringCase({ units }: CaseInsensitiveText, value: string): boolean {
  // One unit has at most three units in the other case, so the text can begin no earlier than this.
  const earliest = Math.max(0, value.length - units.length * 3);
  for (let start = value.length; start >= earliest; start -= 1) {
    if (endsAfter(units, value, start, (end) => end === value.length)) return true;
  }
  return false;
}

/** Follows the units through `value` from `start`; where lengths differ by case, both ways are tried. */
function endsAfter(
  units: CaseInsensitiveText["units"],
  value: string,
  start: number,
  accepts: (end: number) => boolean,
): boolean {
  let offset = start;
  for (let index = 0; index < units.length; index += 1) {
    const [lower, upper] = units[index] ?? ["", ""];
    const asLower = value.startsWith(lower, offset);
    const asUpper = value.startsWith(upper, offset);
    if (asLower && asUpper && lower.length !== upper.length) {
      const rest = units.slice(index + 1);
      return (
        endsAfter(rest, value, offset + lower.length, accepts) || endsAfter(rest, value, offset + upper.length, accepts)
      );
    }
    if (!asLower && !asUpper) return false;
    offset += asLower ? lower.length : upper.length;
  }
  return accepts(offset);
}

/**
 * One spelling for all texts that may be equal without regard to case, to look them up by. Texts with different keys
 * are never equal; texts with the same key still have to be compared.
 */
export function caseKey(text: string): string {
  // eslint-disable-next-line no-control-regex -- the range of ASCII is meant
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  let key = "";
  for (const unit of text.split("")) key += unit.toLowerCase().toUpperCase().toLowerCase();
  return key;
}
