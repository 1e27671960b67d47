import fc from "fast-check";
import { z } from "zod";
import { isJsonObject, type JsonObject, type JsonValue } from "#simulator/input";
import { DescribedValue } from "../../../catalogue/event-schemas/described";
import { followInputPath, followPattern } from "../../../catalogue/event-schemas/paths";
import { mismatches } from "../../../catalogue/event-schemas/validate";
import { schemaDifferences, schemaDrafts, type ExampleEvent, type SchemaDraft } from "../../../onboarding";

function draftOf(details: readonly JsonObject[]): SchemaDraft {
  const examples = details.map((detail, index): ExampleEvent => ({
    name: `${index}.json`,
    source: "com.acme.shop",
    detailType: "Order Placed",
    detail,
  }));
  const [draft] = schemaDrafts("environments/dev", examples);
  if (draft === undefined) throw new Error("There is no draft");
  return draft;
}

const eventOf = (detail: JsonObject) => ({ source: "com.acme.shop", "detail-type": "Order Placed", detail });

/** Keys and indices to every value. */
function* pathsIn(value: JsonValue, path: readonly (string | number)[] = []): Iterable<readonly (string | number)[]> {
  if (path.length > 0) yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value) as [string, JsonValue][]) {
    yield* pathsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

const step = (key: string | number) =>
  typeof key === "number" ? ({ kind: "index", index: key } as const) : ({ kind: "field", name: key } as const);

/** A few names, so that events of one schema have some in common. */
const name = fc.constantFrom(
  "id",
  "total",
  "items",
  "amount",
  "type",
  "$ref",
  "properties",
  "constructor",
  "a.b",
  "__proto__",
);
const detail = fc
  .letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.oneof(
        fc.string(),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
      ),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(name, tie("value"), { maxKeys: 4 }),
    ),
  }))
  .value.map((value) => JSON.parse(JSON.stringify({ value })) as JsonValue)
  .filter(isJsonObject);
const details = fc.array(detail, { minLength: 1, maxLength: 4 });

test("a schema of events takes each of them, and finds every path of theirs", () => {
  fc.assert(
    fc.property(details, (events) => {
      const { schema } = draftOf(events);
      for (const event of events.map(eventOf)) {
        expect(mismatches(schema, event)).toEqual([]);
        for (const path of pathsIn(event)) {
          expect(followInputPath(schema, path.map(step)).ways).not.toEqual([]);
          const names = path.filter((key) => typeof key === "string");
          expect(followPattern(schema, names).ways).not.toEqual([]);
        }
      }
    }),
  );
});

test("another reader of JSON Schema takes them, too", () => {
  // To it, every object has these.
  const plain = details.filter((events) => !/__proto__|constructor/.test(JSON.stringify(events)));
  fc.assert(
    fc.property(plain, (events) => {
      const reader = z.fromJSONSchema(JSON.parse(draftOf(events).content) as z.core.JSONSchema.BaseSchema);
      for (const event of events.map(eventOf)) expect(reader.safeParse(event).error?.issues).toBeUndefined();
    }),
  );
});

test("the same events make the same schema, which differs in nothing from them", () => {
  fc.assert(
    fc.property(details, (events) => {
      const draft = draftOf(events);
      expect(draftOf(events).content).toBe(draft.content);
      expect(schemaDifferences(draft.schema, draft.schema)).toEqual([]);
      expect(JSON.parse(draft.content)).toEqual(draft.schema.root);
    }),
  );
});

test("several events make one schema of what they have in common", () => {
  const { content, file } = draftOf([
    { id: "a", at: "2026-11-18T09:41:27Z", total: 1, lines: [{ sku: "x" }], note: null },
    { id: "b", at: "2026-11-18T09:41:27.5+01:00", total: 2.5, lines: [], note: "now", coupon: "c" },
  ]);
  expect(file).toBe("environments/dev/schemas/com.acme.shop/Order Placed.json");
  expect(JSON.parse(content)).toMatchObject({
    $comment: "Inferred by hub schema infer from 2 events: 0.json, 1.json",
    properties: {
      source: { const: "com.acme.shop" },
      detail: {
        type: "object",
        required: ["id", "at", "total", "lines", "note"],
        properties: {
          id: { type: "string" },
          at: { type: "string", format: "date-time" },
          total: { type: "number" },
          lines: { type: "array", items: { type: "object", properties: { sku: { type: "string" } } } },
          note: { type: ["string", "null"] },
          coupon: { type: "string" },
        },
      },
    },
  });
});

test("a schema that is there is compared with events", () => {
  const written = new DescribedValue({
    properties: {
      detail: {
        properties: { id: { type: "number" }, lines: { items: { properties: { sku: true } } }, old: true, any: true },
      },
    },
  });
  const { schema } = draftOf([{ id: "a", lines: [{ sku: "x", price: 1 }], coupon: "c", any: { a: 1 } }]);
  expect(schemaDifferences(written, schema)).toEqual([
    "$.detail.id is string in the events, and number in the schema",
    "$.detail.lines[0].price is in the events, and not in the schema",
    "$.detail.coupon is in the events, and not in the schema",
    "$.detail.old is in the schema, and in none of the events",
  ]);
});
