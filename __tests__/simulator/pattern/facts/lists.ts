import type { PatternFact } from "./fact";
import { RECORDED_2026, RULER, RULER_README } from "./sources";

const items = (...elements: readonly unknown[]) => ({ detail: { items: elements } });

/** An event with 12 lists of 50 objects, and a pattern that wants a field of an object of each. */
const names = Array.from({ length: 12 }, (_, index) => `list${index}`);
const elements = Array.from({ length: 50 }, (_, index) => ({ n: `n${index}`, p: index }));
const wanted = Object.fromEntries(names.map((name) => [name, { n: [{ prefix: "n" }] }]));
const manyLists = {
  ...Object.fromEntries(names.map((name) => [name, elements])),
  z: [
    { p: 1, q: 2 },
    { p: 2, q: 1 },
  ],
};

export const LISTS: readonly PatternFact[] = [
  {
    id: "list-consistency",
    fact: "Two fields of a list's objects have to match in the same object.",
    source: RULER_README,
    cases: [
      {
        pattern: { detail: { items: { sku: ["BK-7"], quantity: [2] } } },
        matching: [
          items({ sku: "BK-7", quantity: 2 }),
          items({ sku: "CD-1", quantity: 2 }, { sku: "BK-7", quantity: 2 }),
          { detail: { items: { sku: ["BK-7", "CD-1"], quantity: [1, 2] } } },
        ],
        other: [
          items({ sku: "BK-7", quantity: 1 }, { sku: "CD-1", quantity: 2 }),
          items({ sku: "BK-7" }, { quantity: 2 }),
          items([{ sku: "BK-7" }, { quantity: 2 }]),
          items([{ sku: "BK-7" }], [{ quantity: 2 }]),
          items(),
        ],
      },
    ],
  },
  {
    id: "list-consistency-inside",
    fact: "The objects of an inner list have to agree, too, and belong to the outer object that matches.",
    source: RULER,
    cases: [
      {
        pattern: { detail: { parcels: { weight: [1], items: { sku: ["BK-7"], lot: [3] } }, labels: { tag: ["new"] } } },
        matching: [
          {
            detail: {
              parcels: [{ weight: 9 }, { weight: 1, items: [{ sku: "CD-1" }, { sku: "BK-7", lot: 3 }] }],
              labels: [{ tag: "old" }, { tag: "new" }],
            },
          },
        ],
        other: [
          { detail: { parcels: [{ weight: 1, items: [{ sku: "BK-7" }, { lot: 3 }] }], labels: [{ tag: "new" }] } },
          { detail: { parcels: [{ weight: 1 }, { items: [{ sku: "BK-7", lot: 3 }] }], labels: [{ tag: "new" }] } },
        ],
      },
      {
        pattern: { detail: { rows: { cell: ["x"], note: ["y"] } } },
        matching: [{ detail: { rows: [[{ cell: "a" }], [{ cell: "x", note: "y" }]] } }],
        other: [{ detail: { rows: [[{ cell: "x" }], [{ note: "y" }]] } }],
      },
    ],
  },
  {
    id: "list-independence",
    fact: "Objects of separate lists need not agree, nor do fields outside of lists.",
    source: RULER_README,
    cases: [
      {
        pattern: { detail: { items: { sku: ["BK-7"] }, payments: { method: ["card"] }, status: ["paid"] } },
        matching: [
          { detail: { items: [{ sku: "a" }, { sku: "BK-7" }], payments: [{ method: "card" }], status: "paid" } },
          { detail: { items: [{ sku: "BK-7" }], payments: [{ method: "cash" }, { method: "card" }], status: "paid" } },
        ],
        other: [
          { detail: { items: [{ sku: "BK-7" }], payments: [{ method: "cash" }], status: "paid" } },
          { detail: { items: [{ sku: "BK-7" }], payments: [{ method: "card" }], status: "new" } },
        ],
      },
    ],
  },
  {
    id: "list-scalars",
    fact: "Texts and numbers of a list are looked at one by one, also where a list mixes them with objects.",
    source: RULER,
    cases: [
      {
        pattern: { detail: { tags: ["sale"], sizes: [42] } },
        matching: [{ detail: { tags: ["new", "sale"], sizes: [41, 42] } }],
        other: [{ detail: { tags: ["new", "sale"], sizes: [41] } }],
      },
      {
        pattern: '{"detail":{"points":[7],"points":{"label":["end"]}}}',
        matching: [{ detail: { points: [[[{ label: "end" }, 5, 7]]] } }],
        other: [{ detail: { points: [[[{ label: "start" }, 5, 7]]] } }],
      },
    ],
  },
  {
    id: "list-absence",
    fact: "A field may be missing from the object that the fields before it, by name, are found in.",
    source: RECORDED_2026,
    cases: [
      {
        pattern: { detail: { items: { name: ["book"], price: [{ exists: false }] } } },
        matching: [
          items({ name: "book" }, { name: "disc", price: 1 }),
          items({ name: "book" }, { price: 1 }),
          items([], [{ name: "book" }]),
        ],
        other: [items({ name: "book", price: 1 }, { name: "disc" }), items({ name: "book", price: 1 }), items()],
      },
      {
        pattern: { detail: { items: { name: ["book"], age: [{ exists: false }] } } },
        matching: [items({ name: "book" })],
        other: [items({ name: "book" }, { name: "disc", age: 1 })],
      },
      {
        pattern: { detail: { items: { gift: [{ exists: false }], note: [{ exists: false }] } } },
        matching: [items({ sku: "a" }, {})],
        other: [items({ gift: 1 }, { note: 2 }), items(1, { gift: 1 }), items({ gift: 1 }, {})],
      },
      {
        pattern: { detail: { order: { state: ["open"], items: { sku: ["BK-7"], wrap: [{ exists: false }] } } } },
        matching: [{ detail: { order: [{ state: "open", items: [{ sku: "CD-1", wrap: 1 }, { sku: "BK-7" }] }] } }],
        other: [
          { detail: { order: [{ state: "open", items: [{ sku: "BK-7", wrap: 1 }] }, { items: [{ sku: "a" }] }] } },
        ],
      },
    ],
  },
  {
    id: "list-effort",
    fact: "Many lists with many objects that match do not keep a pattern from being decided.",
    source: RULER,
    cases: [
      { pattern: { ...wanted, z: { p: [1], q: [2] } }, matching: [manyLists], other: [] },
      { pattern: { ...wanted, z: { p: [1], q: [1] } }, matching: [], other: [manyLists] },
    ],
  },
];
