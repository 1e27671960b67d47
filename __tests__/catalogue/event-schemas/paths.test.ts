import { parseInputPath } from "#simulator/input";
import { DescribedValue } from "../../../catalogue/event-schemas/described";
import { fileNameOf, nameOfFile } from "../../../catalogue/event-schemas/file-names";
import type { JsonSchema } from "../../../catalogue/event-schemas/json-schema";
import { followInputPath, followPattern, nearestInputPath, nearestNames } from "../../../catalogue/event-schemas/paths";
import { typesOf } from "../../../catalogue/event-schemas/value-types";

/** The kinds of value at a path of an event whose detail has this schema; none where nothing stands there. */
function typesAt(detail: JsonSchema, source: string, more: object = {}): string[] {
  const described = new DescribedValue({ type: "object", properties: { detail }, ...more });
  const parsed = parseInputPath(source);
  if (!parsed.ok) throw new Error(parsed.reason);
  return [...new Set(followInputPath(described, parsed.path.steps).ways.flatMap((way) => [...typesOf(way)]))].sort();
}

const anything = ["array", "boolean", "null", "number", "object", "string"];
const text = { type: "string" } as const;
const order = { type: "object", properties: { id: text } } as const;

describe("a path", () => {
  it.each<[what: string, detail: JsonSchema, path: string, types: string[], more?: object]>([
    ["finds a declared field", order, "$.detail.id", ["string"]],
    ["finds no field that is not declared", order, "$.detail.di", []],
    ["finds nothing in text", order, "$.detail.id.more", []],
    ["finds any field where more are allowed", { ...order, additionalProperties: true }, "$.detail.di", anything],
    ["finds fields of a common schema", { type: "object", additionalProperties: text }, "$.detail.di", ["string"]],
    ["finds no field where more are forbidden", { type: "object", additionalProperties: false }, "$.detail.di", []],
    ["finds fields by the pattern of their names", { patternProperties: { "^x-": text } }, "$.detail.x-a", ["string"]],
    ["finds any field where none is declared", { type: "object" }, "$.detail.a.b", anything],
    ["finds any field where nothing is said", true, "$.detail.a[0].b", anything],
    ["finds fields without type: object", { properties: { id: text } }, "$.detail.id", ["string"]],
    [
      "finds fields of all of several schemas",
      { allOf: [order, { properties: { n: text } }] },
      "$.detail.n",
      ["string"],
    ],
    [
      "finds fields of any of several schemas",
      { anyOf: [order, { properties: { n: text } }] },
      "$.detail.n",
      ["string"],
    ],
    ["finds what oneOf has", { oneOf: [{ properties: { n: { type: "integer" } } }, order] }, "$.detail.n", ["number"]],
    [
      "finds what a condition adds",
      { ...order, if: { properties: { id: { const: "a" } } }, then: { properties: { n: text } } },
      "$.detail.n",
      ["string"],
    ],
    ["follows a reference", { $ref: "#/$defs/Order" }, "$.detail.id", ["string"], { $defs: { Order: order } }],
    [
      "follows a reference of draft 4",
      { $ref: "#/definitions/Order~1s" },
      "$.detail.id",
      ["string"],
      { definitions: { "Order/s": order } },
    ],
    [
      "follows a reference that comes back",
      { $ref: "#/$defs/Node" },
      "$.detail.next.next.next.id",
      ["string"],
      { $defs: { Node: { properties: { id: text, next: { $ref: "#/$defs/Node" } } } } },
    ],
    [
      "is not kept by a reference to itself",
      { $ref: "#/$defs/Loop" },
      "$.detail.id",
      anything,
      { $defs: { Loop: { allOf: [{ $ref: "#/$defs/Loop" }] } } },
    ],
    [
      "finds fields of an export of EventBridge's schema registry",
      { $ref: "#/definitions/OrderPlaced" },
      "$.detail.total",
      ["number"],
      {
        $schema: "http://json-schema.org/draft-04/schema#",
        definitions: {
          OrderPlaced: { type: "object", properties: { total: { type: "number" } }, required: ["total"] },
        },
        "x-amazon-events-detail-type": "Order Placed",
        "x-amazon-events-source": "com.acme.shop.orders",
      },
    ],
    ["finds an item", { properties: { a: { type: "array", items: order } } }, "$.detail.a[3].id", ["string"]],
    ["finds a list of what items have", { properties: { a: { items: order } } }, "$.detail.a[*].id", ["array"]],
    ["finds nothing that no item has", { properties: { a: { items: order } } }, "$.detail.a[*].di", []],
    ["needs the position in a list", { properties: { a: { items: order } } }, "$.detail.a.id", []],
    ["finds an item by its place", { properties: { a: { prefixItems: [order, text] } } }, "$.detail.a[1]", ["string"]],
    [
      "finds an item by its place in draft 7",
      { properties: { a: { items: [order, text] } } },
      "$.detail.a[1]",
      ["string"],
    ],
    [
      "finds null where it may be",
      { properties: { a: { ...text, nullable: true } } },
      "$.detail.a",
      ["null", "string"],
    ],
    [
      "finds what is in enum",
      { properties: { a: { enum: ["x", 1, null] } } },
      "$.detail.a",
      ["null", "number", "string"],
    ],
  ])("%s", (...[, detail, source, types, more]) => {
    expect(typesAt(detail, source, more)).toEqual(types);
  });
});

test("a pattern looks through lists, in lists too", () => {
  const schema = {
    properties: { detail: { properties: { a: { type: "array", items: { type: "array", items: order } } } } },
  };
  const { ways } = followPattern(new DescribedValue(schema as JsonSchema), ["detail", "a", "id"]);
  expect(ways.map((way) => [...typesOf(way)])).toEqual([["string"]]);
});

describe("the nearest path", () => {
  const money = { type: "object", properties: { amount: { type: "number" }, currency: text } } as const;
  const described = new DescribedValue({
    properties: {
      detail: {
        properties: {
          customer: { properties: { email: text } },
          total: money,
          lines: { items: { properties: { price: money } } },
        },
      },
    },
  });
  it.each([
    ["$.detail.custmer.email", "$.detail.customer.email"],
    ["$.detail.custmer.emial", "$.detail.customer"],
    ["$.detail.email", "$.detail.customer.email"],
    ["$.detail.lines.price", "$.detail.lines[0].price"],
    ["$.detail.lines[2].prize.amount", "$.detail.lines[2].price.amount"],
    ["$.detail.unheard", undefined],
  ])("to %s is %s", (source, expected) => {
    const parsed = parseInputPath(source);
    expect(parsed.ok && nearestInputPath(described, parsed.path.steps)).toBe(expected);
  });

  it("of a pattern needs no positions", () => {
    expect(nearestNames(described, ["detail", "lines", "prise", "amount"])).toEqual([
      "detail",
      "lines",
      "price",
      "amount",
    ]);
    expect(nearestNames(described, ["detail", "price"])).toEqual(["detail", "lines", "price"]);
  });
});

test("a name of a file holds what a source or detail-type holds", () => {
  for (const name of [
    "Order Placed",
    "aws.partner/example.com/shop",
    "100% off",
    ".hidden",
    "a:b*?",
    "Ünïcode",
    "ends.",
  ]) {
    expect(fileNameOf(name)).not.toMatch(/[/\\:*?"<>|]|^\.|[. ]$/);
    expect(nameOfFile(fileNameOf(name))).toBe(name);
  }
  expect(fileNameOf("aws.partner/example.com/shop")).toBe("aws.partner%2Fexample.com%2Fshop");
});

describe("a field is known that a schema", () => {
  const some = { type: "object", properties: { id: text } } as const;
  const $schema = "http://json-schema.org/draft-07/schema#";
  it.each<[what: string, detail: object, more?: object]>([
    ["requires without declaring it", { ...some, required: ["b"] }],
    ["requires beside another field", { ...some, dependentRequired: { id: ["b"] } }],
    ["may declare where another field is there", { ...some, dependentSchemas: { id: { properties: { b: text } } } }],
    ["may declare by a dependency of draft 7", { ...some, dependencies: { id: { properties: { b: text } } } }],
    ["allows beside those that are declared", { ...some, unevaluatedProperties: true }],
    ["may declare through a dynamic reference", { ...some, $dynamicRef: "#order" }],
    ["declares for one case of several", { ...some, if: { required: ["id"] }, then: { properties: { b: text } } }],
    ["declares beside a reference", { $ref: "#/$defs/Some", properties: { b: text } }, { $defs: { Some: some } }],
    ["may declare by a pattern that takes too long", { ...some, patternProperties: { "^(b+)+$": text } }],
    [
      "declares where a reference of draft 7 leads",
      { $ref: "#/definitions/Some", properties: { b: false } },
      { $schema, definitions: { Some: { properties: { b: text } } } },
    ],
  ])("%s", (_, detail, more) => {
    expect(typesAt(detail as JsonSchema, "$.detail.b", more)).not.toEqual([]);
  });

  it("declares, but not beside a reference of draft 7, which stands alone", () => {
    const more = { $schema, definitions: { Some: some } };
    const detail: JsonSchema = { $ref: "#/definitions/Some", properties: { b: text } };
    expect(typesAt(detail, "$.detail.b", more)).toEqual([]);
    expect(typesAt(detail, "$.detail.id", more)).toEqual(["string"]);
  });
});

describe("a path ends in", () => {
  const levels = (size: number, schema: (next: number) => object) =>
    Object.fromEntries(Array.from({ length: size }, (_, index) => [`a${index}`, schema(index + 1)]));
  const to = (name: number | string) => ({ $ref: `#/$defs/a${name}` });

  it("references that are written twice on each of many levels", () => {
    const $defs = { ...levels(25, (next) => ({ allOf: [to(next), to(next)] })), a25: order };
    expect(typesAt(to(0), "$.detail.id", { $defs })).toEqual(["string"]);
    expect(typesAt(to(0), "$.detail.di", { $defs })).toEqual([]);
  });

  it("choices that refer to all others, of which nothing is known", () => {
    const others = Array.from({ length: 12 }, (_, index) => to(index));
    const $defs = levels(12, (next) => ({ anyOf: [{ properties: { [`f${next}`]: text } }, ...others] }));
    expect(typesAt(to(0), "$.detail.f7", { $defs })).not.toEqual([]);
    expect(typesAt(to(3), "$.detail.other", { $defs })).toEqual(anything);
  });

  it("references in a row that is very long", () => {
    const $defs = { ...levels(20_000, to), a20000: order };
    expect(typesAt(to(0), "$.detail.di", { $defs })).toEqual(anything);
  });

  it("names that a regular expression takes forever for", () => {
    const detail: JsonSchema = { properties: { id: text }, patternProperties: { "^(a+)+$": text } };
    expect(typesAt(detail, `$.detail.${"a".repeat(60)}_`)).toEqual(anything);
  });
});
