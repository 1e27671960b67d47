/** How values, lists and near misses are put into a sentence. */
import { closest, distance } from "fastest-levenshtein";

const SHOWN_CHARACTERS = 60;

/** A value as it is named after "found": short, and without the password that an address may carry. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return value === "" ? "empty text" : quote(value);
  if (typeof value === "number") return Number.isNaN(value) ? "the number .nan" : `the number ${value}`;
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  return Object.keys(value).length === 0 ? "an empty mapping" : "a mapping";
}

/** Text in quotes, shortened. What stands between `//` and `@` in an address is not repeated: logs outlive secrets. */
export function quote(text: string): string {
  const safe = text.replace(/(:\/\/)[^/?#\s]*@/g, "$1***@");
  return JSON.stringify(safe.length > SHOWN_CHARACTERS ? `${safe.slice(0, SHOWN_CHARACTERS)}...` : safe);
}

/** `a`, `a or b`, `a, b or c`. */
export function either(words: readonly string[]): string {
  return enumerate(words, "or");
}

/** `a`, `a and b`, `a, b and c`. */
export function all(words: readonly string[]): string {
  return enumerate(words, "and");
}

function enumerate(words: readonly string[], conjunction: string): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

/** `1 rule`, `2 rules`, `1,200 rules`; `0 rules`. */
export function count(n: number, thing: string, things = `${thing}s`): string {
  return `${formatNumber(n)} ${n === 1 ? thing : things}`;
}

/** The same with a word for none: `1 tenant`, `2 tenants`, `no tenants`. */
export function counted(n: number, thing: string, things = `${thing}s`): string {
  return n === 0 ? `no ${things}` : count(n, thing, things);
}

/** `10240` -> `10,240`, as AWS's own pages write it; decimals stay. */
export function formatNumber(n: number): string {
  return n.toLocaleString("en-US", { maximumFractionDigits: 12 });
}

/**
 * The word that was probably meant: a third of its letters differ, or their order, and upper and lower case count as the same.
 *
 * @returns undefined when nothing is near.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = word.toLowerCase();
  const sameLetters = known.find((candidate) => candidate.toLowerCase() === lower);
  if (sameLetters !== undefined) return sameLetters;
  const candidate = closest(word, [...known]);
  const allowed = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
  const swapped = sortedLetters(word) === sortedLetters(candidate);
  return swapped || distance(word, candidate) <= allowed ? candidate : undefined;
}

function sortedLetters(word: string): string {
  return Array.from(word).sort().join("");
}

const OFFERED = 5;

/**
 * What to write instead of a name that is none: the one that was probably meant, the few there are, or else.
 *
 * @param otherwise what to write when there are none, or too many to name
 */
export function insteadOf(word: string, known: readonly string[], otherwise = "a name that there is"): string {
  const meant = nearest(word, known);
  if (meant !== undefined) return meant;
  return known.length === 0 || known.length > OFFERED ? otherwise : either(known);
}
