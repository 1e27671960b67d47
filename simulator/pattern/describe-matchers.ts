import { UncomparableNumber } from "./numbers";
import type { Leaf, Matcher, TextMatcher } from "./matchers";

/** Longer texts are cut in sentences for people. */
const SHOWN_CHARACTERS = 80;
const SHOWN_VALUES = 5;

/** What a field's conditions ask for, e.g. `"running" or a number > 100`. */
export function describeMatchers(matchers: readonly Matcher[]): string {
  return matchers.map(describeMatcher).join(" or ");
}

/** The leaves at a path, e.g. `40` or `["a", "b"]`. */
export function describeLeaves(leaves: readonly Leaf[]): string {
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return describeLeaf(only);
  const more = leaves.length > SHOWN_VALUES ? `, and ${leaves.length - SHOWN_VALUES} more` : "";
  return `[${leaves.slice(0, SHOWN_VALUES).map(describeLeaf).join(", ")}${more}]`;
}

function describeLeaf(leaf: Leaf): string {
  if (leaf instanceof UncomparableNumber) return leaf.text;
  if (typeof leaf === "string" && leaf.length > SHOWN_CHARACTERS) {
    return `${JSON.stringify(leaf.slice(0, SHOWN_CHARACTERS))}...`;
  }
  return JSON.stringify(leaf);
}

function describeMatcher(matcher: Matcher): string {
  switch (matcher.kind) {
    case "string":
      return describeLeaf(matcher.text);
    case "number":
    case "literal":
      return describeLeaf(matcher.value);
    case "uncomparable-number":
      return matcher.text;
    case "numeric-range":
      return describeRange(matcher);
    case "address":
      return matcher.first === matcher.last ? `the address ${matcher.text}` : `an address in ${matcher.text}`;
    case "exists":
      return "any value";
    case "absent":
      return "no value";
    case "anything-but":
      return `anything but ${alternatives([...matcher.strings].map(describeLeaf))}`;
    case "anything-but-numbers":
      return `anything but ${alternatives([...matcher.numbers].map(describeLeaf))}`;
    case "anything-but-text":
      return `anything but ${alternatives(matcher.matchers.map(describeText))}`;
    case "prefix":
    case "suffix":
    case "wildcard":
    case "equals-ignore-case":
    case "prefix-ignore-case":
    case "suffix-ignore-case":
      return describeText(matcher);
  }
}

function describeText(matcher: TextMatcher): string {
  switch (matcher.kind) {
    case "prefix":
      return `a text that begins with ${describeLeaf(matcher.text)}`;
    case "suffix":
      return `a text that ends with ${describeLeaf(matcher.text)}`;
    case "wildcard":
      return `a text like ${describeLeaf(matcher.text)}`;
    case "equals-ignore-case":
      return `${describeLeaf(matcher.folded.text)} in any case`;
    case "prefix-ignore-case":
      return `a text that begins with ${describeLeaf(matcher.folded.text)} in any case`;
    case "suffix-ignore-case":
      return `a text that ends with ${describeLeaf(matcher.folded.text)} in any case`;
  }
}

function describeRange({ from, fromOpen, to, toOpen }: Extract<Matcher, { kind: "numeric-range" }>): string {
  const lower = from === -Infinity ? [] : [`${fromOpen ? ">" : ">="} ${from}`];
  const upper = to === Infinity ? [] : [`${toOpen ? "<" : "<="} ${to}`];
  return `a number ${[...lower, ...upper].join(" and ")}`;
}

function alternatives(texts: readonly string[]): string {
  const last = texts.at(-1) ?? "nothing";
  return texts.length > 1 ? `${texts.slice(0, -1).join(", ")} or ${last}` : last;
}
