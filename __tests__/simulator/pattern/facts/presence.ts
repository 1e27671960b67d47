import { field, type PatternFact } from "./fact";
import { OPERATORS, RECORDED_2026, RULER } from "./sources";

/** What counts as there: any leaf, null too. */
const PRESENT = ["SUMMER", "", 7, 0, true, false, null, ["SUMMER"], [null], [["x"]]];

/** What counts as missing: nothing, and whatever holds no leaf of its own. */
const ABSENT = [undefined, {}, [], { code: "SUMMER" }, [{ code: "SUMMER" }], [[], {}]];

export const PRESENCE: readonly PatternFact[] = [
  {
    id: "exists",
    fact: "exists looks at leaves: null is one, an empty list and any object are none.",
    source: `${OPERATORS}; what counts as a leaf: ${RECORDED_2026}`,
    cases: [
      field("detail.coupon", [{ exists: true }], { matching: PRESENT, other: ABSENT }),
      field("detail.coupon", [{ exists: false }], { matching: ABSENT, other: PRESENT }),
      { pattern: { detail: { coupon: [{ exists: true }] } }, accepted: true },
      { pattern: { detail: { coupon: [{ exists: false }] } }, accepted: true },
    ],
  },
  {
    id: "exists-without-parents",
    fact: "A field is missing where its parents are missing, or are no objects.",
    source: OPERATORS,
    cases: [
      {
        pattern: { detail: { customer: { vat: { id: [{ exists: false }] } } } },
        matching: [{}, { detail: {} }, { detail: { customer: { vat: {} } } }, { detail: { customer: "anonymous" } }],
        other: [{ detail: { customer: { vat: { id: "NL7" } } } }, { detail: { customer: { vat: { id: null } } } }],
      },
      {
        pattern: { detail: { customer: { vat: { id: [{ exists: true }] } } } },
        matching: [{ detail: { customer: { vat: { id: "NL7" } } } }],
        other: [{}, { detail: {} }, { detail: { customer: { vat: {} } } }, { detail: { customer: "anonymous" } }],
      },
    ],
  },
  {
    id: "exists-in-lists",
    fact: "A field of a list's objects exists when one of them has it, and is missing when none has.",
    source: RECORDED_2026,
    cases: [
      {
        pattern: { detail: { items: { gift: [{ exists: true }] } } },
        matching: [{ detail: { items: [{ sku: "a" }, { gift: true }] } }],
        other: [{ detail: { items: [{ sku: "a" }, { sku: "b" }] } }, { detail: { items: [] } }],
      },
      {
        pattern: { detail: { items: { gift: { wrap: [{ exists: false }] } } } },
        matching: [{ detail: { items: [] } }, { detail: { items: [{ sku: "a" }, { gift: {} }] } }],
        other: [{ detail: { items: [{ gift: { wrap: "red" } }] } }],
      },
    ],
  },
  {
    id: "exists-beside-values",
    fact: "A field that may be missing can be asked for beside values.",
    source: RULER,
    cases: [
      {
        pattern: { detail: { status: ["paid"], coupon: [{ exists: false }, "NONE"] } },
        matching: [
          { detail: { status: "paid" } },
          { detail: { status: "paid", coupon: "NONE" } },
          { detail: { status: "paid", coupon: {} } },
        ],
        other: [{ detail: { status: "paid", coupon: "SUMMER" } }, { detail: { status: "new" } }],
      },
      {
        pattern: { detail: { status: ["paid"], coupon: [{ exists: true }] } },
        matching: [{ detail: { status: "paid", coupon: "SUMMER" } }],
        other: [{ detail: { status: "paid" } }, { detail: { status: "new", coupon: "SUMMER" } }],
      },
    ],
  },
  {
    id: "exists-spelling",
    fact: "exists says true or false and nothing else.",
    source: RULER,
    cases: [
      ...["yes", 1, null, [true]].map((value) => ({
        pattern: { detail: { coupon: [{ exists: value }] } },
        refused: "exists match pattern must be either true or false.",
      })),
      {
        pattern: '{"detail":{"coupon":[{"exists":true,"prefix":"S"}]}}',
        refused: "Only one key allowed in match expression",
      },
      { pattern: '{"detail":{"coupon":[{"exists":true,"x":1}]}}', refused: "Only one key allowed in match expression" },
    ],
  },
];
