import type { PatternFact } from "./fact";
import { RECORDED, RECORDED_2026, RULER } from "./sources";

export const NAMES: readonly PatternFact[] = [
  {
    id: "dots",
    fact: "A dot in a name and a step into an object are the same, in the pattern and in the event.",
    source: RECORDED,
    cases: [
      ...[{ "detail.ship.to": ["NL"] }, { detail: { "ship.to": ["NL"] } }, { detail: { ship: { to: ["NL"] } } }].map(
        (pattern) => ({
          pattern,
          matching: [
            { "detail.ship.to": "NL" },
            { "detail.ship": { to: "NL" } },
            { detail: { "ship.to": "NL" } },
            { detail: { ship: { to: "NL" } } },
            { detail: [{ "ship.to": "NL" }] },
          ],
          other: [{ detail: { "ship.to": "DE" } }, { detail: { ship: { via: "NL" } } }, { ship: { to: "NL" } }],
        }),
      ),
      {
        pattern: { detail: { "order.items.first": { sku: [{ prefix: "BK-" }] } } },
        matching: [{ detail: { order: { items: { first: [{ sku: "CD-1" }, { sku: "BK-7" }] } } } }],
        other: [{ detail: { order: { items: { last: [{ sku: "BK-7" }] } } } }],
      },
      {
        pattern: { detail: { "cart.count": [{ numeric: [">", 0, "<=", 5] }], "cart.total": [{ numeric: ["<", 10] }] } },
        matching: [{ detail: { "cart.count": 3, cart: { total: 9 } } }],
        other: [{ detail: { "cart.count": 3, cart: { total: 10 } } }],
      },
    ],
  },
  {
    id: "equal-names-in-the-pattern",
    fact: "Of two equal paths in a pattern the later one holds; two objects with one name hold together.",
    source: RECORDED_2026,
    cases: [
      {
        pattern: '{"detail":{"status":["new"],"status":["paid"]}}',
        matching: [{ detail: { status: "paid" } }],
        other: [{ detail: { status: "new" } }],
      },
      {
        pattern: '{"detail":{"ship":{"to":["NL"]},"ship.to":["DE"]}}',
        matching: [{ detail: { ship: { to: "DE" } } }],
        other: [{ detail: { ship: { to: "NL" } } }],
      },
      {
        pattern: '{"detail":{"ship.to":["DE"],"ship":{"to":["NL"]}}}',
        matching: [{ detail: { "ship.to": "NL" } }],
        other: [{ detail: { "ship.to": "DE" } }],
      },
      {
        pattern: '{"detail":{"ship":{"to":["NL"]},"ship":{"via":["van"]}}}',
        matching: [{ detail: { ship: { to: "NL", via: "van" } } }],
        other: [{ detail: { ship: { to: "NL" } } }, { detail: { ship: { via: "van" } } }],
      },
      { pattern: '{"a":[1],"a":[2]}', matching: [{ a: 2 }], other: [{ a: 1 }] },
    ],
  },
  {
    id: "equal-names-in-the-event",
    fact: "Of two equal names in an event both values count.",
    source: RECORDED_2026,
    cases: [
      {
        pattern: { detail: { status: ["new"] } },
        matching: [
          '{"detail":{"status":"new","status":"paid"}}',
          '{"detail":{"status":"x"},"detail":{"status":"new"}}',
        ],
        other: ['{"detail":{"status":"paid","status":"lost"}}'],
      },
      {
        pattern: { detail: { status: [{ exists: false }] } },
        matching: ['{"detail":{"status":{},"status":[]}}'],
        other: ['{"detail":{"status":"new","status":{}}}'],
      },
      {
        pattern: { detail: { ship: { to: ["NL"], via: ["van"] } } },
        matching: ['{"detail":{"ship":{"to":"NL"},"ship":{"via":"van"},"note":"\\"\\\\"}}'],
        other: ['{"detail":{"ship":{"to":"NL"},"ship":{"to":"DE"}}}'],
      },
      {
        pattern: { detail: { status: ["paid"] } },
        matching: ['{"detail":{"status":"new","status":"paid"}}'],
        other: ['{"detail":{"status":"new","status":"lost"}}'],
      },
    ],
  },
  {
    id: "empty-names",
    fact: "A field whose name is empty is not the field it stands in.",
    source: RECORDED_2026,
    cases: [
      { pattern: { detail: { "": { status: ["paid"] } } }, matching: [], other: [{ detail: { status: "paid" } }] },
      {
        pattern: { "": { status: ["paid"] } },
        matching: [],
        other: [{ detail: { status: "paid" } }, { status: "paid" }],
      },
    ],
  },
  {
    id: "names-of-javascript",
    fact: "A name that every JavaScript object seems to have is a name like others.",
    source: RULER,
    cases: [
      {
        pattern: '{"detail":{"constructor":[{"exists":false}],"__proto__":[{"exists":false}]}}',
        matching: [{ detail: {} }],
        other: [{ detail: { constructor: "x" } }, '{"detail":{"__proto__":"x"}}'],
      },
    ],
  },
  {
    id: "names-beyond-ascii",
    fact: "Names and values may be spelled with escapes of JSON and beyond ASCII.",
    source: RULER,
    cases: [
      {
        pattern: '{"detail":{"gr\\u00f6\\u00dfe":["\\u0058L"]}}',
        matching: [{ detail: { größe: "XL" } }],
        other: [{ detail: { große: "XL" } }],
      },
    ],
  },
];
