/** Why EventBridge would refuse a pattern, and what to write instead. */
import {
  compileEventPattern,
  InvalidEventPatternError,
  PATTERN_OPERATORS,
  type CrowdedWildcards,
  type PatternProblem,
} from "#simulator/pattern";
import type { EventPattern } from "../model";
import { all, count, either, nearest, quote } from "../wording";

/** A pattern that EventBridge would refuse: why, what to write instead, and which part of it this is about. */
export interface PatternRefusal {
  readonly problem: PatternProblem;
  readonly wrong: string;
  readonly instead: string;
}

/** Why EventBridge would not take a pattern; undefined when it would. */
export function patternRefusal(asked: EventPattern): PatternRefusal | undefined {
  try {
    compileEventPattern(asked);
    return undefined;
  } catch (refused) {
    if (!(refused instanceof InvalidEventPatternError)) throw refused;
    const { problem, summary } = refused;
    const together = problem.wildcards === undefined ? "" : countedTogether(problem.wildcards);
    const wrong = `EventBridge would refuse the pattern: ${summary.replace(/\.$/, "")}${together}`;
    return { problem, wrong, instead: patternRemedy(problem) };
  }
}

/** What each operator wants to have, as the rest of a sentence, with an example that is YAML and JSON alike. */
const EXAMPLES: Readonly<Record<(typeof PATTERN_OPERATORS)[number] | "$or", string>> = {
  prefix: 'a text, such as {"prefix": "Order "}',
  suffix: 'a text, such as {"suffix": ".png"}',
  "equals-ignore-case": 'a text, such as {"equals-ignore-case": "paid"}',
  "anything-but":
    'texts, or numbers, or texts under prefix, suffix, wildcard or equals-ignore-case, such as {"anything-but": ["draft", "test"]} or {"anything-but": {"prefix": "test-"}}',
  numeric: 'one or two comparisons, with numbers without quotes, such as {"numeric": [">=", 0, "<", 500]}',
  exists: '{"exists": true} or {"exists": false}',
  cidr: 'a range of IP addresses, such as {"cidr": "10.0.0.0/24"}',
  wildcard: 'a text without ** and with no \\ but before * or \\, such as {"wildcard": "orders/*.json"}',
  $or: 'two or more alternatives, such as "$or": [{"detail-type": ["Order Placed"]}, {"detail": {"total": [{"exists": true}]}}], or none',
};

/** What to write instead of what EventBridge would refuse, as the rest of a sentence behind "write". */
export function patternRemedy({ kind, operator, wildcards }: PatternProblem): string {
  switch (kind) {
    case "unknown-operator":
      return knownOperator(operator ?? "");
    case "empty-list":
      return operator === undefined
        ? 'a value, such as ["Order Placed"], or leave the field out'
        : `a text, or leave ${operator} out`;
    case "or":
      return EXAMPLES.$or;
    case "too-long":
      return "fewer values, or a prefix";
    case "uncomparable-number":
      return operator === "numeric"
        ? "a number of at most 15 digits, or publish it as text, and write that text instead of numeric"
        : "a number of at most 15 digits, and publish what has more as text";
    case "too-complex":
      return wildcards === undefined ? "fewer alternatives under $or" : simplerThan(wildcards);
    case "not-json":
    case "not-an-object":
      return 'a JSON object, such as {"source": ["com.acme.shop"]}';
    case "empty-object":
      return 'a field with a list of values, such as {"source": ["com.acme.shop"]}';
    case "bare-value":
      return 'a list of values, such as ["com.acme.shop"]';
    case "list-item":
      return operator === undefined
        ? 'values and operators, such as ["Order Placed", {"prefix": "Invoice "}]'
        : 'one operator in each pair of braces, such as [{"prefix": "Order "}, {"suffix": ".png"}], of which either may match';
    case "operator-value":
      return isKnown(operator) ? EXAMPLES[operator] : 'the text alone, such as ["Order Placed"]';
  }
}

function knownOperator(written: string): string {
  const meant = nearest(written, PATTERN_OPERATORS);
  if (isKnown(meant)) return `${meant} with ${EXAMPLES[meant]}`;
  return `a value, or ${either(PATTERN_OPERATORS)}, such as {"prefix": "Order "}`;
}

function isKnown(operator: string | undefined): operator is keyof typeof EXAMPLES {
  return operator !== undefined && Object.hasOwn(EXAMPLES, operator);
}

const SHOWN_WILDCARDS = 5;

function countedTogether({ field, texts }: CrowdedWildcards): string {
  if (texts.length < 2) return "";
  const more = texts.length - SHOWN_WILDCARDS;
  const shown = [...texts.slice(0, SHOWN_WILDCARDS).map(quote), ...(more > 0 ? [`${more} more`] : [])];
  return ` (the ${count(texts.length, "wildcard")} of ${field} count together: ${all(shown)})`;
}

function simplerThan({ texts, eachFits }: CrowdedWildcards): string {
  const [plainer] = texts.flatMap((text) => withoutStar(text) ?? []);
  const ways = [
    ...(plainer === undefined ? [] : [plainer]),
    ...(eachFits ? [] : ["a wildcard with fewer stars, or with less that repeats itself behind a star"]),
    ...(texts.length > 1 ? ["fewer of them here and the others under another event, which has a rule of its own"] : []),
  ];
  return ways.length > 0 ? ways.join(", or ") : "the wildcard once";
}

/** What says the same as a wildcard whose only star stands at an end. */
function withoutStar(text: string): string | undefined {
  if (text.includes("\\")) return undefined;
  const [start = "", end, ...more] = text.split("*");
  if (end === undefined) return `${quote(text)} without wildcard`;
  if (more.length > 0 || (start === "") === (end === "")) return undefined;
  return `${end === "" ? "prefix" : "suffix"}: ${start + end} instead of wildcard: ${quote(text)}`;
}
