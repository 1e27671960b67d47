import type { AddressDigits } from "./addresses";
import { blockHolds, parseAddress } from "./addresses";
import type { CaseInsensitiveText } from "./ignore-case";
import { endsIgnoringCase, equalsIgnoringCase, startsIgnoringCase } from "./ignore-case";
import { isInteger, UncomparableNumber } from "./numbers";
import type { Wildcard } from "./wildcard";
import { wildcardMatches } from "./wildcard";

/** A value at the end of a path in an event; a number that no double holds comes as its text. */
export type Leaf = string | number | boolean | null | UncomparableNumber;

/** A condition on the text of a string. */
export type TextMatcher =
  | { kind: "prefix"; text: string }
  | { kind: "suffix"; text: string }
  | { kind: "wildcard"; text: string; wildcard: Wildcard }
  | { kind: "equals-ignore-case"; folded: CaseInsensitiveText }
  | { kind: "prefix-ignore-case"; folded: CaseInsensitiveText }
  | { kind: "suffix-ignore-case"; folded: CaseInsensitiveText };

/** A condition on one leaf. `absent` alone is about there being none, and is decided where paths are. */
export type Matcher =
  | TextMatcher
  | { kind: "string"; text: string }
  | { kind: "number"; value: number }
  | { kind: "uncomparable-number"; text: string }
  | { kind: "literal"; value: boolean | null }
  | { kind: "numeric-range"; from: number; fromOpen: boolean; to: number; toOpen: boolean }
  | { kind: "address"; text: string; first: AddressDigits; last: AddressDigits; numbersToo: boolean }
  | { kind: "exists" }
  | { kind: "absent" }
  | { kind: "anything-but"; strings: ReadonlySet<string> }
  | { kind: "anything-but-numbers"; numbers: ReadonlySet<number> }
  | { kind: "anything-but-text"; operator: AnythingButOperator; matchers: readonly TextMatcher[] };

/** What `anything-but` may hold besides plain values. */
export type AnythingButOperator = "prefix" | "suffix" | "equals-ignore-case" | "wildcard";

/** Whether a leaf meets a condition. */
export function leafMatches(matcher: Matcher, leaf: Leaf): boolean {
  switch (matcher.kind) {
    case "string":
      return leaf === matcher.text;
    case "number":
    case "literal":
      return leaf === matcher.value;
    case "uncomparable-number":
      return leaf instanceof UncomparableNumber && leaf.text === matcher.text && isInteger(matcher.text);
    case "numeric-range":
      return typeof leaf === "number" && Number.isFinite(leaf) && inRange(matcher, leaf);
    case "address":
      return inAddressRange(matcher, addressDigitsOf(leaf, matcher.numbersToo));
    case "exists":
      return true;
    case "absent":
      return false;
    case "anything-but":
      return typeof leaf !== "string" || !matcher.strings.has(leaf);
    case "anything-but-numbers":
      return typeof leaf !== "number" || !matcher.numbers.has(leaf);
    case "anything-but-text":
      return typeof leaf !== "string" || !matcher.matchers.some((inner) => textMatches(inner, leaf));
    case "prefix":
    case "suffix":
    case "wildcard":
    case "equals-ignore-case":
    case "prefix-ignore-case":
    case "suffix-ignore-case":
      return typeof leaf === "string" && textMatches(matcher, leaf);
  }
}

/** Whether a number lies in a range; a bound that is open is not part of it. */
export function inRange(range: Extract<Matcher, { kind: "numeric-range" }>, value: number): boolean {
  if (range.fromOpen ? value <= range.from : value < range.from) return false;
  return range.toOpen ? value < range.to : value <= range.to;
}

/**
 * What of a leaf is compared with addresses: the digits of one, or, where nothing else is about numbers, the digits that
 * a number begins with. event-ruler takes those for digits of an address: 10.0.0.1/0 matches the number 1.
 */
export function addressDigitsOf(leaf: Leaf, numbersToo: boolean): AddressDigits | undefined {
  if (typeof leaf === "string") return parseAddress(leaf);
  return numbersToo && typeof leaf === "number" ? /^[0-9]+/.exec(String(leaf))?.[0] : undefined;
}

/** Whether an address, if there is one, lies in a block. */
export function inAddressRange(
  block: Extract<Matcher, { kind: "address" }>,
  address: AddressDigits | undefined,
): boolean {
  return address !== undefined && blockHolds(block, address);
}

/** Whether a text meets a condition on text. */
export function textMatches(matcher: TextMatcher, text: string): boolean {
  switch (matcher.kind) {
    case "prefix":
      return text.startsWith(matcher.text);
    case "suffix":
      return text.endsWith(matcher.text);
    case "wildcard":
      return wildcardMatches(matcher.wildcard, text);
    case "equals-ignore-case":
      return equalsIgnoringCase(matcher.folded, text);
    case "prefix-ignore-case":
      return startsIgnoringCase(matcher.folded, text);
    case "suffix-ignore-case":
      return endsIgnoringCase(matcher.folded, text);
  }
}
