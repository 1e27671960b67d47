import type { PatternCase, PatternFact } from "./fact";
import { OPERATORS, RECORDED, RECORDED_2026, RULER } from "./sources";

const ONLY_ONE = "Only one key allowed in match expression";
const TOO_MANY = "Too many elements in numeric expression";

/** One condition of a field, as JSON text, and why it is refused. */
function refused(...cases: readonly (readonly [condition: string, reason: string])[]): readonly PatternCase[] {
  return cases.map(([condition, reason]) => ({ pattern: `{"detail":{"sku":[${condition}]}}`, refused: reason }));
}

export const REFUSALS: readonly PatternFact[] = [
  {
    id: "pattern-shape",
    fact: "A pattern is an object of objects and of lists with conditions, none of them empty.",
    source: `${RECORDED}; ${RECORDED_2026}`,
    cases: [
      { pattern: '["shop"]', refused: "Filter is not an object", place: { line: 1, column: 2 } },
      { pattern: "null", refused: "Filter is not an object" },
      { pattern: '"shop"', refused: "Filter is not an object" },
      { pattern: "", refused: "Filter is not an object" },
      { pattern: "{}", refused: "Empty objects are not allowed" },
      { pattern: { detail: {} }, refused: "Empty objects are not allowed" },
      { pattern: '{"detail":{"a":{},"a":{"b":[1]}}}', refused: "Empty objects are not allowed" },
      { pattern: { source: [] }, refused: "Empty arrays are not allowed" },
      { pattern: { detail: { status: [] } }, refused: "Empty arrays are not allowed" },
      { pattern: { source: "shop.orders" }, refused: '"source" must be an object or an array' },
      { pattern: { detail: { total: 12 } }, refused: '"total" must be an object or an array' },
      { pattern: '{"detail":{"total":null,"total":[1]}}', refused: '"total" must be an object or an array' },
      { pattern: { detail: { tags: [["new"]] } }, refused: "Match value must be String, number, true, false, or null" },
    ],
  },
  {
    id: "unknown-operators",
    fact: "An operator that does not exist is refused by name, also inside another one.",
    source: RULER,
    cases: [
      ...refused(
        ['{"contains":"BK"}', "Unrecognized match type contains"],
        ['{"starts-with":{"x":1}}', "Unrecognized match type starts-with"],
        ["{}", "Match expression name not found"],
        ['{"anything-but":{"contains":"BK"}}', "Unsupported anything-but pattern: contains"],
        ['{"anything-but":{}}', "Anything-But expression name not found"],
        ['{"prefix":{"wildcard":"BK*"}}', "Unsupported prefix pattern: wildcard"],
        ['{"prefix":{"any-case":"BK"}}', "Unsupported prefix pattern: any-case"],
        ['{"suffix":{"any-case":"XL"}}', "Unsupported suffix pattern: any-case"],
        ['{"prefix":{}}', "Prefix expression name not found"],
        ['{"suffix":{}}', "Suffix expression name not found"],
      ),
    ],
  },
  {
    id: "one-operator",
    fact: "A condition holds one operator.",
    source: RULER,
    cases: refused(
      ['{"prefix":"BK-","x":1}', ONLY_ONE],
      ['{"prefix":"BK-","prefix":"CD-"}', ONLY_ONE],
      ['{"prefix":"BK-","suffix":"-XL"}', ONLY_ONE],
      ['{"suffix":"-XL","x":[]}', ONLY_ONE],
      ['{"prefix":{"equals-ignore-case":"bk-"},"x":1}', ONLY_ONE],
      ['{"prefix":{"equals-ignore-case":"bk-","x":1}}', ONLY_ONE],
      ['{"suffix":{"equals-ignore-case":"xl"},"x":1}', ONLY_ONE],
      ['{"suffix":{"equals-ignore-case":"xl","x":1}}', ONLY_ONE],
      ['{"equals-ignore-case":"bk","x":1}', ONLY_ONE],
      ['{"wildcard":"BK*","x":1}', ONLY_ONE],
      ['{"cidr":"10.0.0.0/8","x":1}', ONLY_ONE],
      ['{"exactly":"BK","x":1}', ONLY_ONE],
      ['{"anything-but":"BK","x":[]}', TOO_MANY],
      ['{"anything-but":{"prefix":"BK"},"x":1}', TOO_MANY],
      ['{"anything-but":{"prefix":"BK","x":1}}', TOO_MANY],
      ['{"anything-but":{"suffix":"XL","x":1}}', TOO_MANY],
      ['{"anything-but":{"suffix":"XL"},"x":1}', TOO_MANY],
      ['{"anything-but":{"wildcard":"B*","x":1}}', TOO_MANY],
      ['{"anything-but":{"wildcard":"B*"},"x":1}', TOO_MANY],
      ['{"anything-but":{"equals-ignore-case":"bk","x":1}}', TOO_MANY],
      ['{"numeric":[">",1],"x":1}', TOO_MANY],
    ),
  },
  {
    id: "text-operators-want-text",
    fact: "An operator on texts refuses every other value, and a list where it takes one text only.",
    source: `${RECORDED}; ${OPERATORS}`,
    cases: refused(
      ...["7", "null", "true", '["BK-"]'].flatMap((value) => [
        [`{"prefix":${value}}`, "prefix match pattern must be a string"] as const,
        [`{"suffix":${value}}`, "suffix match pattern must be a string"] as const,
        [`{"wildcard":${value}}`, "wildcard match pattern must be a string"] as const,
        [`{"equals-ignore-case":${value}}`, "equals-ignore-case match pattern must be a string"] as const,
        [`{"prefix":{"equals-ignore-case":${value}}}`, "equals-ignore-case match pattern must be a string"] as const,
        [`{"suffix":{"equals-ignore-case":${value}}}`, "equals-ignore-case match pattern must be a string"] as const,
      ]),
      ['{"equals-ignore-case":{"prefix":"bk"}}', "equals-ignore-case match pattern must be a string"],
    ),
  },
  {
    id: "anything-but-values",
    fact: "anything-but takes texts or numbers, not both and nothing else.",
    source: `${RECORDED}; ${RECORDED_2026}`,
    cases: refused(
      ...["true", "null"].map(
        (value) =>
          [
            `{"anything-but":${value}}`,
            "Value of anything-but must be an array or single string/number value.",
          ] as const,
      ),
      ['{"anything-but":["BK",null]}', "Inside anything but list, start|null|boolean is not supported."],
      ['{"anything-but":[7,{}]}', "Inside anything but list, start|null|boolean is not supported."],
      ...['["BK",7]', "[]"].map(
        (list) =>
          [
            `{"anything-but":${list}}`,
            "Inside anything but list, either all values are number or string, mixed type is not supported",
          ] as const,
      ),
    ),
  },
  {
    id: "anything-but-inner-values",
    fact: "The operators inside anything-but take texts only; prefix and suffix take none that is empty.",
    source: RECORDED,
    cases: refused(
      ...["7", "[7,8]", '["BK",7]'].flatMap((value) => [
        [`{"anything-but":{"prefix":${value}}}`, "prefix/suffix match pattern must be a string"] as const,
        [`{"anything-but":{"suffix":${value}}}`, "prefix/suffix match pattern must be a string"] as const,
        [`{"anything-but":{"wildcard":${value}}}`, "wildcard match pattern must be a string"] as const,
        [
          `{"anything-but":{"equals-ignore-case":${value}}}`,
          "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
        ] as const,
      ]),
      ...['""', '["BK",""]'].flatMap((value) => [
        [`{"anything-but":{"prefix":${value}}}`, "Null prefix/suffix not allowed"] as const,
        [`{"anything-but":{"suffix":${value}}}`, "Null prefix/suffix not allowed"] as const,
      ]),
      ['{"anything-but":{"wildcard":"BK**7"}}', "Consecutive wildcard characters at pos 3"],
      ['{"anything-but":{"wildcard":["BK","B**"]}}', "Consecutive wildcard characters at pos 2"],
      ['{"anything-but":{"wildcard":["BK","\\\\n"]}}', "Invalid escape character at pos 1"],
    ),
  },
];
