import type { PatternFact } from "./fact";
import { OPERATORS, RECORDED_2026, RULER, RULER_README } from "./sources";

/** A pattern whose `$or`, one beside the other, multiply to 2 to the power of `count` ways. */
function combinations(count: number): object {
  const branch = { $or: [{ v: [1] }, { v: [2] }] };
  return { detail: Object.fromEntries(Array.from({ length: count }, (_, index) => [`group${index}`, branch])) };
}

const nested = (last: number): object => {
  const or = (name: string, branches: number) => Array.from({ length: branches }, (_, index) => ({ [name]: [index] }));
  return { $or: or("a", 10), b: { $or: or("b", 10), c: { $or: or("c", last) } } };
};

const TOO_MANY = "Or operator is producing over 1000 rule combinations";
const TOO_FEW = "There must have at least 2 Objects in $or relationship.";
const RESERVED = [
  ...["exactly", "equals-ignore-case", "prefix", "suffix", "anything-but", "exists", "wildcard", "numeric", "cidr"],
  ...["=", "<", "<=", ">", ">=", "regex"],
];

export const OR: readonly PatternFact[] = [
  {
    id: "or",
    fact: "Of the objects of $or one has to match, at the root or below it.",
    source: OPERATORS,
    cases: [
      {
        pattern: { $or: [{ source: ["shop.orders"] }, { detail: { total: [{ numeric: [">", 100] }] } }] },
        matching: [
          { source: "shop.orders", detail: { total: 5 } },
          { source: "crm", detail: { total: 101 } },
        ],
        other: [{ source: "crm", detail: { total: 100 } }, {}],
      },
      {
        pattern: { detail: { $or: [{ status: ["paid"] }, { customer: { tier: ["gold"] } }, { gift: [true] }] } },
        matching: [
          { detail: { status: "paid" } },
          { detail: { customer: { tier: "gold" } } },
          { detail: { gift: true } },
        ],
        other: [{ detail: { status: "new", customer: { tier: "tin" }, gift: false } }, { status: "paid" }, {}],
      },
      { pattern: { $or: [{ detail: { a: [1], b: [2] } }, { detail: { b: [3] } }] }, accepted: true },
      {
        pattern: { $or: [{ a: [1], b: [2] }, { b: [3] }] },
        matching: [{ a: 1, b: 2 }, { b: 3 }],
        other: [{ a: 1 }, { b: 2 }],
      },
    ],
  },
  {
    id: "or-beside-fields",
    fact: "What is said before and after $or holds for each of its objects.",
    source: OPERATORS,
    cases: [
      {
        pattern: { a: [1], $or: [{ b: [2] }, { c: { d: [3] } }], e: [4] },
        matching: [
          { a: 1, b: 2, e: 4 },
          { a: 1, c: { d: 3 }, e: 4 },
        ],
        other: [
          { a: 1, e: 4 },
          { b: 2, e: 4 },
          { a: 1, b: 2 },
          { a: 1, b: 3, c: { d: 2 }, e: 4 },
        ],
      },
      {
        pattern: { source: ["shop.orders"], detail: { $or: [{ status: ["paid"] }, { total: [0] }], channel: ["web"] } },
        matching: [{ source: "shop.orders", detail: { total: 0, channel: "web" } }],
        other: [
          { source: "crm", detail: { total: 0, channel: "web" } },
          { source: "shop.orders", detail: { total: 0, channel: "till" } },
          { source: "shop.orders", detail: { channel: "web" } },
        ],
      },
    ],
  },
  {
    id: "or-same-field",
    fact: "Of a field in an object of $or and the same field beside $or, what is written later holds.",
    source: RECORDED_2026,
    cases: [
      {
        pattern: '{"detail":{"status":["new"],"$or":[{"status":["paid"]},{"gift":[true]}]}}',
        matching: [{ detail: { status: "paid" } }, { detail: { status: "new", gift: true } }],
        other: [{ detail: { status: "new" } }, { detail: { gift: true } }],
      },
      {
        pattern: '{"detail":{"$or":[{"status":["paid"]},{"gift":[true]}],"status":["new"]}}',
        matching: [{ detail: { status: "new" } }],
        other: [{ detail: { status: "paid" } }, { detail: { gift: true } }],
      },
    ],
  },
  {
    id: "or-inside-or",
    fact: "$or may stand inside $or.",
    source: RULER_README,
    cases: [
      {
        pattern: {
          detail: { $or: [{ tier: ["gold"] }, { $or: [{ total: [0] }, { gift: [true] }], channel: ["web"] }] },
        },
        matching: [{ detail: { tier: "gold" } }, { detail: { gift: true, channel: "web" } }],
        other: [{ detail: { gift: true, channel: "till" } }, { detail: { channel: "web" } }],
      },
    ],
  },
  {
    id: "or-spelling",
    fact: "$or is a list of at least two objects.",
    source: RECORDED_2026,
    cases: [
      { pattern: { $or: [] }, refused: TOO_FEW, place: { line: 1, column: 10 } },
      { pattern: { detail: { $or: [{ status: ["paid"] }] } }, refused: TOO_FEW },
      { pattern: { $or: [{ a: [1] }, "b"] }, refused: "Only JSON object is allowed in array of $or relationship." },
      { pattern: { $or: [1, 2] }, refused: "Only JSON object is allowed in array of $or relationship." },
      { pattern: { $or: { a: [1] } }, refused: "It must be an Array followed with $or." },
      { pattern: { $or: [{}, { a: [1] }] }, refused: "Empty objects are not allowed" },
    ],
  },
  {
    id: "or-reserved",
    fact: "Inside $or no field may bear the name of an operator, however deep.",
    source: `${RECORDED_2026}; the names of comparisons: ${RULER}`,
    cases: RESERVED.flatMap((name) => [
      {
        pattern: { $or: [{ [name]: ["x"] }, { source: ["crm"] }] },
        refused: `${name} is Ruler reserved fieldName which cannot be used inside $or.`,
      },
      {
        pattern: { detail: { $or: [{ a: { [name]: ["x"] } }, { b: [1] }] } },
        refused: `${name} is Ruler reserved fieldName which cannot be used inside $or.`,
      },
    ]),
  },
  {
    id: "operator-names",
    fact: "Outside $or a field may bear the name of an operator.",
    source: RULER,
    cases: [
      { pattern: { detail: { prefix: ["Dr"] } }, matching: [{ detail: { prefix: "Dr" } }], other: [{ detail: {} }] },
    ],
  },
  {
    id: "or-combinations",
    fact: "$or beside and inside $or multiply, and more than 1,000 combinations are refused.",
    source: RECORDED_2026,
    cases: [
      { pattern: combinations(9), accepted: true },
      { pattern: combinations(10), refused: TOO_MANY, place: "none" },
      {
        pattern: nested(10),
        matching: [{ a: 9, b: { b: 9, c: { c: 9 } } }],
        other: [{ a: 9, b: { b: 9, c: { c: 10 } } }],
      },
      { pattern: nested(11), refused: TOO_MANY, place: "none" },
    ],
  },
];
