import type { PatternCase, PatternFact, Place } from "./fact";
import { RECORDED, RULER } from "./sources";

const COMMA = "was expecting comma to separate Array entries";

function broken(pattern: string, reason: string, column: number, line = 1): PatternCase {
  const place: Place = { line, column };
  return { pattern, refused: reason, place };
}

const from = (pattern: string, column: number): string => `[Source: (String)"${pattern}"; line: 1, column: ${column}]`;

const OPEN_LIST = '{"sku":["BK-7"';

/** A list inside each operator of anything-but that is closed by the wrong bracket, and the other way round. */
const WRONG_BRACKETS = ["prefix", "suffix", "wildcard", "equals-ignore-case"].flatMap((operator): PatternCase[] => {
  const noList = `{"sku":[{"anything-but":{"${operator}":["BK","CD"]}]}`;
  const noEnd = `{"sku":[{"anything-but":{"${operator}":["BK","CD"}}]}`;
  const noComma = `{"sku":[{"anything-but":{"${operator}":["BK" "CD"]}}]}`;
  const list = noEnd.lastIndexOf("[") + 1;
  return [
    broken(
      noList,
      `Unexpected close marker ']': expected '}' (for Object starting at ${from(noList, 9)})`,
      noList.lastIndexOf("]") + 2,
    ),
    broken(noEnd, `Unexpected close marker '}': expected ']' (for Array starting at ${from(noEnd, list)})`, list + 11),
    broken(noComma, `Unexpected character ('"' (code 34)): ${COMMA}`, noComma.lastIndexOf("[") + 7),
  ];
});

export const JSON_TEXT: readonly PatternFact[] = [
  {
    id: "json-strict",
    fact: "A pattern is strict JSON; what breaks it is named with its line and column.",
    source: RECORDED,
    cases: [
      broken(
        "{'source': 'shop'}",
        "Unexpected character (''' (code 39)): was expecting double-quote to start field name",
        2,
      ),
      broken(
        '{"a" 1}',
        "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value",
        6,
      ),
      broken(
        '{"a":[1] "b":[2]}',
        "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries",
        10,
      ),
      broken('{"a":[1,\n 2 3]}', `Unexpected character ('3' (code 51)): ${COMMA}`, 4, 2),
      broken('{"a":[{"anything-but":[1, 2 3]}]}', `Unexpected character ('3' (code 51)): ${COMMA}`, 29),
      broken(
        '{"a":[{"wildcard":"BK*\\"}]}',
        "Unexpected end-of-input: was expecting closing quote for a string value",
        28,
      ),
      broken(
        '{"a":[{"anything-but":{"wildcard":"BK*\\"}}]}',
        "Unexpected end-of-input: was expecting closing quote for a string value",
        45,
      ),
      broken(
        '{"a":[{"anything-but":{"wildcard":["B","K*\\"]}}]}',
        "Unexpected end-of-input: was expecting closing quote for a string value",
        50,
      ),
      broken(
        OPEN_LIST,
        `Unexpected end-of-input: expected close marker for Array (start marker at ${from(OPEN_LIST, 8)})`,
        15,
      ),
      ...WRONG_BRACKETS,
    ],
  },
  {
    id: "json-order",
    fact: "A pattern is judged from left to right: a wrong condition is named before broken JSON behind it.",
    source: RULER,
    cases: [
      { pattern: '{"a":[{"prefix":[1, 2 3]}]}', refused: "prefix match pattern must be a string" },
      { pattern: '{"a":[{"suffix":[1, 2 3]}]}', refused: "suffix match pattern must be a string" },
      { pattern: '{"a":[{"anything-but":{"foo":3}}', refused: "Unsupported anything-but pattern: foo" },
    ],
  },
  {
    id: "json-behind",
    fact: "Text behind the closing brace of a pattern is not looked at.",
    source: RULER,
    cases: [{ pattern: '{"a":[1]} and more', matching: [{ a: 1 }], other: [{ a: 2 }] }],
  },
  {
    id: "events",
    fact: "An event is a JSON object; anything else is refused.",
    source: RECORDED,
    cases: ["[]", '["shop"]', "7", '"shop"', "null", "{", "", "no JSON"].map((event) => ({
      pattern: { source: ["shop.orders"] },
      refusedEvent: event,
    })),
  },
];
