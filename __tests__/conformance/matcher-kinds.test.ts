import { compileEventPattern, compileRules, explainMismatch } from "#simulator/pattern";
import type { Matcher } from "../../simulator/pattern/matchers";
import { parsePattern } from "../../simulator/pattern/parse-pattern";

/** One kind of condition: how it is written, a value that meets it, one that does not, and how that is explained. */
interface MatcherCase {
  readonly written: unknown;
  readonly meets: unknown;
  readonly fails: unknown;
  readonly explained: string;
}

const MATCHER_KINDS = {
  string: { written: "a", meets: "a", fails: "b", explained: '"a"' },
  number: { written: 1, meets: 1, fails: 2, explained: "1" },
  "uncomparable-number": {
    written: 12345678901234567890n,
    meets: 12345678901234567890n,
    fails: 12345678901234567891n,
    explained: "12345678901234567890",
  },
  literal: { written: true, meets: true, fails: false, explained: "true" },
  "numeric-range": { written: { numeric: [">", 1, "<=", 3] }, meets: 2, fails: 1, explained: "a number > 1 and <= 3" },
  address: {
    written: { cidr: "10.0.0.0/8" },
    meets: "10.1.2.3",
    fails: "11.1.2.3",
    explained: "an address in 10.0.0.0/8",
  },
  exists: { written: { exists: true }, meets: "x", fails: undefined, explained: "any value" },
  absent: { written: { exists: false }, meets: undefined, fails: "x", explained: "no value" },
  "anything-but": { written: { "anything-but": "a" }, meets: "b", fails: "a", explained: 'anything but "a"' },
  "anything-but-numbers": { written: { "anything-but": [1, 2] }, meets: 3, fails: 2, explained: "anything but 1 or 2" },
  "anything-but-text": {
    written: { "anything-but": { prefix: "a" } },
    meets: "b",
    fails: "ab",
    explained: 'anything but a text that begins with "a"',
  },
  prefix: { written: { prefix: "a" }, meets: "ab", fails: "ba", explained: 'a text that begins with "a"' },
  suffix: { written: { suffix: "a" }, meets: "ba", fails: "ab", explained: 'a text that ends with "a"' },
  wildcard: { written: { wildcard: "a*c" }, meets: "abc", fails: "ab", explained: 'a text like "a*c"' },
  "equals-ignore-case": {
    written: { "equals-ignore-case": "a" },
    meets: "A",
    fails: "b",
    explained: '"a" in any case',
  },
  "prefix-ignore-case": {
    written: { prefix: { "equals-ignore-case": "a" } },
    meets: "Ab",
    fails: "ba",
    explained: 'a text that begins with "a" in any case',
  },
  "suffix-ignore-case": {
    written: { suffix: { "equals-ignore-case": "a" } },
    meets: "bA",
    fails: "ab",
    explained: 'a text that ends with "a" in any case',
  },
} satisfies Record<Matcher["kind"], MatcherCase>;

/** As JSON text, since JavaScript has no other way of writing numbers that no double holds. */
function jsonOf(value: unknown): string {
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}

const eventOf = (value: unknown) => (value === undefined ? '{"other": 0}' : `{"other": 0, "field": ${jsonOf(value)}}`);

const KINDS: readonly (readonly [kind: string, MatcherCase])[] = Object.entries(MATCHER_KINDS);

describe.each(KINDS)("a condition of kind %s", (kind, { written, meets, fails, explained }) => {
  const pattern = `{"field": [${jsonOf(written)}]}`;

  test("is what the pattern is read into", () => {
    expect(parsePattern(pattern).flatMap((fields) => fields.flatMap(({ matchers }) => matchers))).toMatchObject([
      { kind },
    ]);
  });

  test("is met by a value, and not by another, alone and in an index of rules", () => {
    const [matches, index] = [compileEventPattern(pattern), compileRules([{ pattern, value: "rule" }])];
    expect([matches(eventOf(meets)), matches(eventOf(fails))]).toEqual([true, false]);
    expect([index.match(eventOf(meets)), index.match(eventOf(fails))]).toEqual([["rule"], []]);
  });

  test("is named where a value does not meet it", () => {
    expect(explainMismatch(pattern, eventOf(meets))).toBeUndefined();
    expect(explainMismatch(pattern, eventOf(fails))).toContain(`the pattern wants ${explained}`);
  });
});
