import type { PatternCase, PatternFact, Place } from "./fact";
import { RECORDED, RECORDED_2026, RULER } from "./sources";

const COMMA = "was expecting comma to separate Array entries";

function broken(pattern: string, reason: string, ...columns: readonly number[]): PatternCase {
  return { pattern, refused: reason, place: columns.map((column): Place => ({ line: 1, column })) };
}

const from = (pattern: string, column: number): string => `[Source: (String)"${pattern}"; line: 1, column: ${column}]`;

const ENVELOPE = {
  id: "5b4c8d9e-1f2a-4b3c-9d8e-7f6a5b4c3d2e",
  "detail-type": "Order Placed",
  source: "shop.orders",
  account: "123456789012",
  time: "2026-11-20T10:00:00Z",
  region: "eu-central-1",
};

const OPEN_LIST = '{"sku":["BK-7"';

/** What is wrong in a list inside anything-but is named with its place twice. A list inside each operator that is closed by the wrong bracket, and the other way round. */
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
    broken(
      noEnd,
      `Unexpected close marker '}': expected ']' (for Array starting at ${from(noEnd, list)})`,
      list + 11,
      list + 11,
    ),
    broken(
      noComma,
      `Unexpected character ('"' (code 34)): ${COMMA}`,
      noComma.lastIndexOf("[") + 7,
      noComma.lastIndexOf("[") + 8,
    ),
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
      {
        pattern: '{"a":[1,\n 2 3]}',
        refused: `Unexpected character ('3' (code 51)): ${COMMA}`,
        place: { line: 2, column: 4 },
      },
      broken('{"a":[{"anything-but":[1, 2 3]}]}', `Unexpected character ('3' (code 51)): ${COMMA}`, 29, 30),
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
    id: "places",
    fact: "A fault is named with the place behind what was read last: of a text behind its opening quote, of a name behind the beginning of its value.",
    source: RECORDED_2026,
    cases: [
      broken("null", "Filter is not an object", 5),
      broken("{}", "Empty objects are not allowed", 3),
      broken('{"a":[]}', "Empty arrays are not allowed", 8),
      broken('{"a":"b"}', '"a" must be an object or an array', 7),
      broken('{"a":12}', '"a" must be an object or an array', 8),
      broken('{"a":[{"b":"c"}]}', "Unrecognized match type b", 13),
      broken('{"a":[{"b":12}]}', "Unrecognized match type b", 14),
      broken('{"a":[{"prefix":"b","c":1}]}', "Only one key allowed in match expression", 26),
      broken('{"a":[{"prefix":["b"]}]}', "prefix match pattern must be a string", 18),
      broken('{"a":[{"wildcard":"b**"}]}', "Consecutive wildcard characters at pos 2", 24),
      broken('{"a":[{"numeric":[">",1,">",2]}]}', "Bad numeric range operator: >", 28),
      broken('{"$or":[1,2]}', "Only JSON object is allowed in array of $or relationship.", 10),
      {
        pattern: '{\n  "a": {\n    "b": []\n  }\n}',
        refused: "Empty arrays are not allowed",
        place: { line: 3, column: 12 },
      },
    ],
  },
  {
    id: "places-in-lists",
    fact: "What is wrong within a list inside anything-but is named with its place twice, what is wrong with the list once.",
    source: RECORDED,
    cases: [
      broken(
        '{"a":[{"anything-but":["b",null]}]}',
        "Inside anything but list, start|null|boolean is not supported.",
        32,
        32,
      ),
      broken('{"a":[{"anything-but":{"suffix":[1]}}]}', "prefix/suffix match pattern must be a string", 35, 35),
      broken('{"a":[{"anything-but":{"suffix":1}}]}', "prefix/suffix match pattern must be a string", 34),
      broken('{"a":[{"anything-but":{"prefix":["b",""]}}]}', "Null prefix/suffix not allowed", 40, 40),
      broken('{"a":[{"anything-but":{"prefix":""}}]}', "Null prefix/suffix not allowed", 35),
      broken('{"a":[{"anything-but":{"wildcard":["**"]}}]}', "Consecutive wildcard characters at pos 1", 41),
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
  {
    id: "envelope",
    fact: "TestEventPattern wants id, detail-type, source, account, time and region, of whatever type, and nothing else.",
    source: RECORDED_2026,
    cases: [
      ...["id", "detail-type", "source", "account", "time", "region"].map((name) => ({
        pattern: { source: ["shop.orders"] },
        refusedEvent: JSON.stringify({ ...ENVELOPE, [name]: undefined, detail: {} }),
      })),
      { pattern: { detail: { a: [1] } }, refusedEvent: '{"detail":{"a":1}}' },
      { pattern: { detail: { a: [1] } }, refusedEvent: "{}" },
    ],
  },
  {
    id: "envelope-time",
    fact: "TestEventPattern wants a time that can be read, and says so.",
    source: RECORDED_2026,
    cases: [7, "yesterday", "2026-13-01T00:00:00Z"].map((time) => ({
      pattern: { source: ["shop.orders"] },
      refusedEvent: JSON.stringify({ ...ENVELOPE, time }),
      reason: "Invalid time.",
    })),
  },
];
