/**
 * A number as JSON writes it that no double holds exactly, e.g. 9007199254740993 or 1e400. AWS does not compare such a
 * number by value: a whole number equals the same digits only, any other not even itself (recorded).
 */
export class UncomparableNumber {
  constructor(readonly text: string) {}
}

/** Whether a JSON number is written without fraction and exponent. */
export function isInteger(text: string): boolean {
  return /^-?[0-9]+$/.test(text);
}

/**
 * The value of a JSON number as a double, when the double means exactly that number: 300, 300.0 and 3.0e2 give the
 * same; 1e400 and 9007199254740993 give nothing (event-ruler, ComparableNumber).
 */
export function comparableNumber(text: string): number | undefined {
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  // A double keeps any 15 digits. The exponent is bounded too, because very small numbers lose digits.
  if (text.length <= 15 && !/[eE]/.test(text)) return value;
  return sameDecimal(text, String(value)) ? value : undefined;
}

function sameDecimal(one: string, other: string): boolean {
  const a = normalise(one);
  const b = normalise(other);
  return a.digits === b.digits && (a.digits === "" || (a.exponent === b.exponent && a.negative === b.negative));
}

/** Writes a decimal number as digits without zeros at either end and a power of ten. */
function normalise(text: string): { negative: boolean; digits: string; exponent: bigint } {
  const [mantissa = "", power = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const significant = (whole + fraction).replace(/^0+/, "");
  const digits = withoutZerosBehind(significant);
  const exponent =
    BigInt(power.replace("+", "")) - BigInt(fraction.length) + BigInt(significant.length - digits.length);
  return { negative: mantissa.startsWith("-"), digits, exponent };
}

/** `/0+$/` would look at a run of zeros once for each of them. */
function withoutZerosBehind(digits: string): string {
  let end = digits.length;
  while (digits.charAt(end - 1) === "0") end -= 1;
  return digits.slice(0, end);
}
