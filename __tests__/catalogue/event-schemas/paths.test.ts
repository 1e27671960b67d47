import { parseInputPath } from "#simulator/input";
import { DescribedValue, typesOf } from "../../../catalogue/event-schemas/described";
import { fileNameOf, nameOfFile } from "../../../catalogue/event-schemas/file-names";
import type { JsonSchema } from "../../../catalogue/event-schemas/json-schema";
import { followInputPath, followPattern, nearestInputPath, nearestNames } from "../../../catalogue/event-schemas/paths";

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
