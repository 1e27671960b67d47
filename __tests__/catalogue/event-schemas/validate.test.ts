import { DescribedValue } from "../../../catalogue/event-schemas/described";
import type { JsonSchema } from "../../../catalogue/event-schemas/json-schema";
import { mismatches } from "../../../catalogue/event-schemas/validate";

/** `path: what is wrong` of each. */
function wrong(schema: JsonSchema, value: unknown): string[] {
  return mismatches(new DescribedValue(schema), value).map((one) => `${one.path.join(".")}: ${one.wrong}`);
}

const found = (value: string, says: string) => [`: found ${value}, and the schema says ${says}`];

const ROWS: readonly (readonly [what: string, schema: JsonSchema, good: unknown, bad: unknown, says: string[]])[] = [
  ["a type", { type: "string" }, "a", 1, found("the number 1", "text")],
  ["one of several types", { type: ["string", "null"] }, null, true, found("true", "text or null")],
  ["null by nullable", { type: "string", nullable: true }, null, 1, found("the number 1", "text")],
  ["a whole number", { type: "integer" }, 2.0, 2.5, found("the number 2.5", "a whole number")],
  ["a number", { type: "number" }, 2, "2", found('"2"', "a number")],
  ["a choice", { enum: ["a", { b: 1 }] }, { b: 1 }, "c", found('"c"', '"a" or {"b":1}')],
  ["a fixed value", { const: null }, null, 0, found("the number 0", "null")],
  ["a required field", { required: ["a"] }, { a: null }, {}, [': "a" is missing, which the schema requires']],
  [
    "a field",
    { properties: { a: { type: "string" } } },
    { a: "" },
    { a: [] },
    ["a: found an empty list, and the schema says text"],
  ],
  [
    "no other field",
    { properties: { a: true }, patternProperties: { "^x-": { type: "null" } }, additionalProperties: false },
    { a: 1, "x-b": null },
    { b: 1 },
    ['b: the schema has no field "b", and allows no other'],
  ],
  [
    "other fields",
    { additionalProperties: { type: "null" } },
    { a: null },
    { a: 1 },
    ["a: found the number 1, and the schema says null"],
  ],
  ["an item", { items: { type: "null" } }, [null], [null, 1], ["1: found the number 1, and the schema says null"]],
  [
    "an item by place",
    { prefixItems: [{ type: "null" }], items: false },
    [null],
    [null, 1],
    ["1: found the number 1, and the schema allows nothing here"],
  ],
  [
    "an item by place of draft 7",
    { items: [{ type: "null" }], additionalItems: { const: 1 } },
    [null, 1],
    [null, 2],
    ["1: found the number 2, and the schema says 1"],
  ],
  ["how many items", { minItems: 1, maxItems: 2 }, [1], [], found("an empty list", "at least 1 items")],
  [
    "different items",
    { uniqueItems: true },
    [1, "1", { a: 1 }],
    [{ a: 1 }, { a: 1 }],
    found("a list", "that no two items are equal"),
  ],
  ["how many fields", { maxProperties: 1 }, { a: 1 }, { a: 1, b: 2 }, found("a mapping", "at most 1 fields")],
  ["the length of a text", { minLength: 2, maxLength: 2 }, "\u{1F600}a", "abc", found('"abc"', "at most 2 characters")],
  ["the form of a text", { pattern: "^[A-Z]{3}$" }, "EUR", "euro", found('"euro"', "text like ^[A-Z]{3}$")],
  [
    "a format",
    { format: "date-time" },
    "2026-11-18T09:41:27Z",
    "18.11.2026",
    found('"18.11.2026"', "the format date-time"),
  ],
  [
    "any text of a format that is not known",
    { format: "colour", type: "string" },
    "red",
    1,
    found("the number 1", "text"),
  ],
  ["limits", { minimum: 1, exclusiveMaximum: 3 }, 1, 3, found("the number 3", "less than 3")],
  ["limits of draft 4", { minimum: 1, exclusiveMinimum: true }, 1.1, 1, found("the number 1", "more than 1")],
  ["a multiple", { multipleOf: 0.1 }, 0.3, 0.35, found("the number 0.35", "a multiple of 0.1")],
  ["all of several", { allOf: [{ type: "number" }, { minimum: 2 }] }, 2, 1, found("the number 1", "at least 2")],
  [
    "any of several, of which the nearest is told",
    { anyOf: [{ type: "string" }, { properties: { a: { type: "null" } }, required: ["a"] }] },
    "text",
    { a: 1 },
    ["a: found the number 1, and the schema says null"],
  ],
  [
    "just one of several",
    { oneOf: [{ type: "number" }, { minimum: 5 }] },
    1,
    6,
    [": fits 2 schemas of oneOf, and may fit one"],
  ],
  ["what is not", { not: { type: "string" } }, 1, "a", [': found "a", which the schema forbids (not)']],
  ["a condition", { if: { type: "string" }, then: { const: "a" }, else: { const: 1 } }, 1, "b", found('"b"', '"a"')],
  ["a reference", { $ref: "#/$defs/A", $defs: { A: { type: "null" } } }, null, 1, found("the number 1", "null")],
  ["nothing", false, undefined, 1, [": found the number 1, and the schema allows nothing here"]],
];

describe("a schema holds a value to", () => {
  it.each(ROWS)("%s", (_, schema, good, bad, says) => {
    if (good !== undefined) expect(wrong(schema, good)).toEqual([]);
    expect(wrong(schema, bad)).toEqual(says);
  });

  it("nothing that is about values of another kind", () => {
    expect(wrong({ minLength: 3, minItems: 3, minimum: 3, required: ["a"], properties: { a: false } }, true)).toEqual(
      [],
    );
  });
});

test("schemas that refer to each other ever more often end, and nothing is said of what they would", () => {
  const $defs = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => {
      const next = { $ref: `#/$defs/a${(index + 1) % 40}` };
      return [`a${index}`, { allOf: [next, next], anyOf: [next, next] }];
    }),
  );
  const schema: JsonSchema = { properties: { detail: { $ref: "#/$defs/a0" } }, $defs };
  expect(wrong(schema, { detail: { a: 1 } })).toEqual([]);
  const described = new DescribedValue(schema);
  expect(described.field(described.field(described.ways, "detail"), "any")).toEqual([[]]);
});

test("a schema that refers to itself ends", () => {
  const loop: JsonSchema = { $ref: "#/$defs/A", $defs: { A: { allOf: [{ $ref: "#/$defs/A" }] } } };
  expect(wrong(loop, { a: 1 })).toEqual([]);
});
