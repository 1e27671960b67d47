import { field, type PatternCase, type PatternFact } from "./fact";
import { OPERATORS, RECORDED, RECORDED_2026, RULER } from "./sources";

/** Values that no `anything-but` about texts can exclude: they are there, and they are not that text. */
const OTHER_VALUES = [7, 0, true, false, null];

/** Where there is no value, there is nothing that could be another one. */
const NO_VALUE = [undefined, [], {}, { code: "x" }];

function but(excluded: unknown, values: { matching: readonly unknown[]; other: readonly unknown[] }): PatternCase {
  return field("detail.carrier", [{ "anything-but": excluded }], {
    matching: [...values.matching, ...OTHER_VALUES],
    other: [...values.other, ...NO_VALUE],
  });
}

export const ANYTHING_BUT: readonly PatternFact[] = [
  {
    id: "anything-but-text",
    fact: "anything-but matches every value but the given ones: null and values of other types too, no missing field.",
    source: OPERATORS,
    cases: [
      but("bike", { matching: ["van", "Bike", "", "bikes"], other: ["bike"] }),
      but(["bike"], { matching: ["van", "Bike", ""], other: ["bike"] }),
      but(["bike", "van"], { matching: ["train", ""], other: ["bike", "van"] }),
      but("", { matching: ["bike"], other: [""] }),
    ],
  },
  {
    id: "anything-but-number",
    fact: "anything-but takes numbers, too, and compares them by value.",
    source: OPERATORS,
    cases: [
      field("detail.total", [{ "anything-but": 100 }], {
        matching: [99, 100.5, -100, "100", "", null, true, [100, 99]],
        other: [100, undefined, [], {}, [100]],
      }),
      field("detail.total", [{ "anything-but": [100, 200] }], {
        matching: [300, "100", null, [100, 300]],
        other: [100, 200, undefined, [], {}, [100, 200]],
      }),
      {
        pattern: '{"detail":{"total":[{"anything-but":1e2}]}}',
        matching: ['{"detail":{"total":1}}'],
        other: ['{"detail":{"total":100.0}}'],
      },
    ],
  },
  {
    id: "anything-but-list-values",
    fact: "Of a list, anything-but matches when one element survives.",
    source: RECORDED_2026,
    cases: [
      field("detail.tags", [{ "anything-but": "old" }], {
        matching: [["new"], ["old", "new"], ["old", 7], [["new"]]],
        other: [["old"], ["old", "old"], []],
      }),
      field("detail.tags", [{ "anything-but": ["old", "sold"] }], {
        matching: [["old", "new"]],
        other: [["old", "sold"], []],
      }),
      {
        pattern: { detail: { items: { sku: [{ "anything-but": { prefix: "BK-" } }] } } },
        matching: [{ detail: { items: [{ sku: "BK-1" }, { sku: "CD-1" }] } }],
        other: [{ detail: { items: [{ sku: "BK-1" }, { sku: "BK-2" }] } }],
      },
    ],
  },
  {
    id: "anything-but-prefix",
    fact: "anything-but can exclude what begins so, one beginning or several.",
    source: OPERATORS,
    cases: [
      but({ prefix: "post" }, { matching: ["van", "Post", "re-post", ""], other: ["post", "postal"] }),
      but({ prefix: ["post", "van"] }, { matching: ["bike", ""], other: ["postal", "van"] }),
      field("detail.ip", [{ "anything-but": { prefix: "10.0." } }], { matching: ["10.1.0.1"], other: ["10.0.0.1"] }),
    ],
  },
  {
    id: "anything-but-suffix",
    fact: "anything-but can exclude what ends so, one ending or several.",
    source: OPERATORS,
    cases: [
      but({ suffix: "-express" }, { matching: ["van", "van-Express", ""], other: ["van-express", "-express"] }),
      but({ suffix: ["-express", "-slow"] }, { matching: ["van", ""], other: ["van-express", "bike-slow"] }),
      field("detail.ip", [{ "anything-but": { suffix: ".1" } }], { matching: ["10.0.0.2"], other: ["10.0.0.1"] }),
    ],
  },
  {
    id: "anything-but-ignoring-case",
    fact: "anything-but can exclude a text in any case, one text or several.",
    source: OPERATORS,
    cases: [
      but({ "equals-ignore-case": "bike" }, { matching: ["van", "bikes", ""], other: ["bike", "BIKE"] }),
      but({ "equals-ignore-case": ["bike", "Van"] }, { matching: ["train", ""], other: ["Bike", "VAN"] }),
      but({ "equals-ignore-case": "großpaket" }, { matching: ["grosspaket"], other: ["GROSSPAKET", "Großpaket"] }),
      but({ "equals-ignore-case": ["İ", "ß"] }, { matching: ["i", "ss"], other: ["i\u0307", "SS"] }),
      field("detail.ip", [{ "anything-but": { "equals-ignore-case": "10.0.0.1" } }], {
        matching: ["10.0.0.2"],
        other: ["10.0.0.1"],
      }),
    ],
  },
  {
    id: "anything-but-wildcard",
    fact: "anything-but can exclude what a wildcard matches, one wildcard or several.",
    source: OPERATORS,
    cases: [
      but({ wildcard: "*/archive/*" }, { matching: ["archive", "/Archive/", ""], other: ["/archive/", "a/archive/b"] }),
      but(
        { wildcard: ["*/archive/*", "*/trash/*"] },
        { matching: ["a/inbox/b", ""], other: ["a/archive/b", "/trash/"] },
      ),
      but({ wildcard: "tmp-*" }, { matching: ["atmp-"], other: ["tmp-", "tmp-1"] }),
      but({ wildcard: "*.tmp" }, { matching: [".tmp1"], other: ["a.tmp"] }),
      but({ wildcard: "van" }, { matching: ["vans"], other: ["van"] }),
      but({ wildcard: ["van", "*-slow"] }, { matching: ["bike"], other: ["van", "bike-slow"] }),
      but({ wildcard: ["4\\*", "no\\\\*", "*!"] }, { matching: ["44", "no"], other: ["4*", "no\\x", "go!"] }),
      but({ wildcard: ["größe-*", "maß*"] }, { matching: ["grösse-1"], other: ["größe-1", "maßvoll"] }),
    ],
  },
  {
    id: "anything-but-accepted",
    fact: "Every form of anything-but is accepted; only prefix and suffix mind an empty text.",
    source: RULER,
    cases: [
      "bike",
      7,
      ["bike", "van"],
      [7, 8],
      { prefix: "post" },
      { prefix: ["post", "7"] },
      { suffix: "post" },
      { suffix: ["post", "7"] },
      { "equals-ignore-case": "Bike" },
      { "equals-ignore-case": "" },
      { "equals-ignore-case": ["Bike", ""] },
      { wildcard: "bi*ke" },
      { wildcard: "" },
      { wildcard: ["bi*ke", ""] },
    ].map((excluded) => ({ pattern: { detail: { carrier: [{ "anything-but": excluded }] } }, accepted: true })),
  },
  {
    id: "anything-but-empty-inner-lists",
    fact: "An empty list inside an operator of anything-but is answered with InternalFailure, after all else is read.",
    source: RECORDED_2026,
    cases: [
      ...["prefix", "suffix", "equals-ignore-case", "wildcard"].map((operator) => ({
        pattern: { detail: { carrier: [{ "anything-but": { [operator]: [] } }] } },
        refused: `The list of ${operator} inside anything-but is empty, to which EventBridge answers InternalFailure (500) and says no more`,
        place: "none" as const,
      })),
      { pattern: { a: [{ "anything-but": { prefix: [] } }], b: [] }, refused: "Empty arrays are not allowed" },
    ],
  },
  {
    id: "anything-but-as-recorded",
    fact: "A list of one text excludes that text, beside other fields too.",
    source: RECORDED,
    cases: [
      {
        pattern: { source: ["shop.orders"], detail: { status: [{ "anything-but": ["test"] }] } },
        matching: [{ source: "shop.orders", detail: { status: "paid" } }],
        other: [
          { source: "shop.orders", detail: { status: "test" } },
          { source: "shop.orders", detail: {} },
        ],
      },
    ],
  },
];
