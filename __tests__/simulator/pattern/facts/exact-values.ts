import { field, type PatternFact } from "./fact";
import { NULL_VALUES, PATTERNS, RECORDED, RECORDED_2026, RULER } from "./sources";

export const EXACT_VALUES: readonly PatternFact[] = [
  {
    id: "exact-text",
    fact: "A text matches the same text, letter by letter, alone or anywhere in a list.",
    source: PATTERNS,
    cases: [
      field("detail.status", ["paid"], {
        matching: ["paid", ["paid"], ["new", "paid"], [["paid"]]],
        other: ["Paid", "paid ", "pai", "", undefined, null, 1, true, {}, [], ["new"], [["new"]], { paid: "paid" }],
      }),
      field("detail.status", ["paid"], { matching: [], other: [[{ status: "paid" }]] }),
      field("detail.greeting", ["Grüße, Zoë 🎁 "], {
        matching: ["Grüße, Zoë 🎁 "],
        other: ["Grüße, Zoë 🎁", "Grusse, Zoe 🎁 "],
      }),
      field("detail.separator", ["*"], { matching: ["*"], other: ["a", "\\*"] }),
      field("detail.separator", ["\\"], { matching: ["\\"], other: ["\\\\", "/"] }),
    ],
  },
  {
    id: "exact-empty-text",
    fact: "An empty text matches an empty text, which is neither null nor a missing field.",
    source: NULL_VALUES,
    cases: [field("detail.coupon", [""], { matching: ["", ["", "X"]], other: [" ", null, undefined, [], 0, false] })],
  },
  {
    id: "exact-literals",
    fact: "true, false and null match themselves and never the text or number that looks like them.",
    source: RECORDED_2026,
    cases: [
      field("detail.gift", [true], { matching: [true, [false, true]], other: [false, "true", 1, null, undefined, []] }),
      field("detail.gift", [false], { matching: [false], other: [true, "false", 0, null, undefined, "", []] }),
      field("detail.coupon", [null], {
        matching: [null, [null], ["X", null]],
        other: ["null", 0, 1, false, true, "", undefined, [], {}],
      }),
      field("detail.gift", ["true"], { matching: ["true"], other: [true, 1, null] }),
      field("detail.coupon", ["null"], { matching: ["null"], other: [null, 0, false] }),
    ],
  },
  {
    id: "exact-number",
    fact: "A number matches an equal number and no text that spells it.",
    source: RECORDED_2026,
    cases: [
      field("detail.quantity", [3], {
        matching: [3, [1, 3], [[3]]],
        other: [4, "3", true, null, undefined, "", {}, [], ["3"], { n: 3 }],
      }),
      field("detail.quantity", ["3"], { matching: ["3"], other: [3, true, null] }),
      field("detail.balance", [-12.5], { matching: [-12.5], other: [12.5, -12, "-12.5"] }),
    ],
  },
  {
    id: "several-conditions",
    fact: "A field matches when one of its conditions does; the others may be wrong.",
    source: PATTERNS,
    cases: [
      field("detail.status", ["paid", "shipped"], {
        matching: ["paid", "shipped", ["new", "shipped"]],
        other: ["new", null, undefined, ["new", "lost"]],
      }),
      field("detail.total", [{ numeric: [">", 100] }, "unknown", null], {
        matching: [101, "unknown", null],
        other: [100, "101", "null", undefined],
      }),
      field("detail.coupon", [{ exists: false }, { prefix: "SUMMER" }], {
        matching: [undefined, "SUMMER26", {}],
        other: ["WINTER26", null, 1],
      }),
      field("detail.carrier", [{ "anything-but": "bike" }, { "anything-but": "van" }], {
        matching: ["bike", "van", "train"],
        other: [undefined],
      }),
      field("detail.note", [{ exists: true }, { prefix: "never" }, { suffix: "needed" }], {
        matching: ["anything", 0, null],
        other: [undefined, []],
      }),
    ],
  },
  {
    id: "several-fields",
    fact: "Every field has to match, wherever it stands; what the pattern does not name may be anything.",
    source: PATTERNS,
    cases: [
      {
        pattern: { source: ["shop.orders"], detail: { status: ["paid"], total: [{ numeric: [">=", 50] }] } },
        matching: [
          { source: "shop.orders", detail: { status: "paid", total: 50 } },
          { detail: { total: 70, note: "x", status: "paid" }, account: "1", source: "shop.orders" },
        ],
        other: [
          { source: "shop.orders", detail: { status: "paid", total: 49 } },
          { source: "shop.orders", detail: { status: "new", total: 50 } },
          { source: "crm", detail: { status: "paid", total: 50 } },
          { source: "shop.orders", detail: { status: "paid" } },
          { source: "shop.orders" },
          {},
        ],
      },
      {
        pattern: { "detail-type": ["Order Placed", "Order Paid"], detail: { channel: ["web", "app"] } },
        matching: [{ "detail-type": "Order Paid", detail: { channel: "web" } }],
        other: [{ "detail-type": "Order Paid", detail: { channel: "till" } }],
      },
    ],
  },
  {
    id: "deep-fields",
    fact: "A field is found at its own depth only, and never inside a text that holds JSON.",
    source: RECORDED,
    cases: [
      field("detail.customer.address.geo.country", ["NL"], {
        matching: ["NL", ["DE", "NL"]],
        other: ["DE", undefined],
      }),
      {
        pattern: { detail: { customer: { country: ["NL"] } } },
        matching: [{ detail: { customer: { country: "NL" } } }],
        other: [
          { detail: { country: "NL" } },
          { detail: { customer: { address: { country: "NL" } } } },
          { detail: { customer: '{"country":"NL"}' } },
          { detail: '{"customer":{"country":"NL"}}' },
        ],
      },
    ],
  },
  {
    id: "exact-addresses",
    fact: "A text that is an IP address equals every spelling of that address.",
    source: RULER,
    cases: [
      field("detail.ip", ["2001:db8::7"], {
        matching: ["2001:db8::7", "2001:0DB8:0:0:0:0:0:7"],
        other: ["2001:db8::8", "7", null, undefined],
      }),
      field("detail.ip", ["192.0.2.7"], { matching: ["192.0.2.7", "::ffff:c000:207"], other: ["192.0.2.70", ""] }),
      field("detail.ip", ["192.0.2.700"], { matching: ["192.0.2.700"], other: ["192.0.2.70"] }),
      field("detail.ip", [{ "anything-but": "::7" }], { matching: ["0:0:0:0:0:0:0:7"], other: ["::7"] }),
    ],
  },
  {
    id: "exactly",
    fact: "exactly takes a text as it is written, an IP address too.",
    source: RULER,
    cases: [
      field("detail.ip", [{ exactly: "192.0.2.7" }], {
        matching: ["192.0.2.7", ["192.0.2.7"]],
        other: ["::ffff:c000:207", 7, null, undefined],
      }),
      { pattern: { detail: { ip: [{ exactly: "192.0.2.7" }] } }, accepted: true },
      { pattern: { detail: { ip: [{ exactly: 7 }] } }, refused: "exact match pattern must be a string" },
    ],
  },
  {
    id: "accepted-literals",
    fact: "Texts, numbers, true, false and null are conditions as they stand.",
    source: PATTERNS,
    cases: [{ pattern: { detail: { a: ["paid"], b: [3], c: [true, false], d: [null] } }, accepted: true }],
  },
];
