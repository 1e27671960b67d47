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
    return { problem, wrong, instead: remedy(problem) };
  }
}

function remedy({ kind, operator, wildcards }: PatternProblem): string {
  switch (kind) {
    case "unknown-operator":
      return nearest(operator ?? "", PATTERN_OPERATORS) ?? `a value, or ${either(PATTERN_OPERATORS)}`;
    case "empty-list":
      return operator === undefined ? "a value, or leave the field out" : `a text, or leave ${operator} out`;
    case "or":
      return "two or more alternatives under $or, or none";
    case "too-long":
      return "fewer values, or a prefix";
    case "uncomparable-number":
      return "a number of at most 15 digits, and publish what has more as text";
    case "too-complex":
      return wildcards === undefined ? "fewer alternatives under $or" : simplerThan(wildcards);
    case "not-json":
    case "not-an-object":
    case "empty-object":
    case "bare-value":
    case "list-item":
    case "operator-value":
      return "a pattern as in EventBridge's user guide";
  }
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
