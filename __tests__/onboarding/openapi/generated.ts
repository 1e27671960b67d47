/** Operations that nobody thought of, and whether a body fits their schema. */
import fc from "fast-check";
import type { Sketch } from "./documents";

type Schema = Readonly<Record<string, unknown>>;

const NAMES = [
  "id",
  "type",
  "name",
  "order_id",
  "X-Total",
  "customerEmail",
  "créé",
  "<b>",
  "a.b",
  "2fa",
  "constructor",
  "constant",
  "$filter",
  "item",
] as const;

/** Referred to by others; the first leads back into itself. */
export const SHARED: Readonly<Record<string, Schema>> = {
  Node: {
    type: "object",
    required: ["label"],
    properties: { label: { type: "string" }, next: { $ref: "#/components/schemas/Node" } },
  },
  Price: {
    type: "object",
    required: ["amount", "currency"],
    properties: { amount: { type: "number", minimum: 1 }, currency: { enum: ["EUR"] } },
  },
};

const scalar: fc.Arbitrary<Schema> = fc.oneof(
  fc.record(
    { type: fc.constant("string"), minLength: fc.nat(40), example: fc.string(), readOnly: fc.boolean() },
    { requiredKeys: ["type"] },
  ),
  fc.constantFrom("date-time", "uuid", "email", "uri").map((format) => ({ type: "string", format })),
  fc.record(
    { type: fc.constantFrom("integer", "number"), minimum: fc.integer(), default: fc.integer() },
    { requiredKeys: ["type"] },
  ),
  fc.constant({ type: "boolean", deprecated: true }),
  fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 3 }).map((values) => ({ type: "string", enum: values })),
  fc.constantFrom({ const: 7 }, { const: "<id>" }, { const: true }, { type: ["null", "integer"] }, {}),
);

const reference = fc.constantFrom(...Object.keys(SHARED)).map((name) => ({ $ref: `#/components/schemas/${name}` }));

function objectOf(value: fc.Arbitrary<Schema>): fc.Arbitrary<Schema> {
  return fc
    .tuple(
      fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), value), { selector: ([name]) => name, maxLength: 6 }),
      fc.nat(),
    )
    .map(([members, seed]) => ({
      type: "object",
      properties: Object.fromEntries(members),
      required: members.map(([name]) => name).filter((_, index) => ((seed >> index) & 1) === 1),
    }));
}

/** Two parts that say different things of one property are a schema that nothing fits. */
function renamed({ properties, required, ...rest }: Schema): Schema {
  const names = Object.entries(properties as Schema).map(([name, inner]) => [`more ${name}`, inner] as const);
  const needed = (required as readonly string[]).map((name) => `more ${name}`);
  return { ...rest, properties: Object.fromEntries(names), required: needed };
}

const { schema, object } = fc.letrec<{ schema: Schema; object: Schema }>((tie) => ({
  object: objectOf(tie("schema")),
  schema: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    scalar,
    reference,
    tie("object"),
    tie("schema").map((items) => ({ type: "array", items })),
    fc.tuple(tie("object"), tie("object")).map(([one, other]) => ({ allOf: [one, renamed(other)] })),
    fc.tuple(tie("schema"), tie("schema")).map((options) => ({ oneOf: options })),
  ),
}));

const parameters = fc.uniqueArray(
  fc.record({
    in: fc.constantFrom("query", "header"),
    name: fc.constantFrom("limit", "X-Mode", "If-Match", "filter[state]", "api_token"),
    required: fc.boolean(),
    schema: scalar,
  }),
  { selector: ({ in: place, name }) => `${place} ${name}`, maxLength: 3 },
);

const SCHEMES = {
  basic: { type: "http", scheme: "basic" },
  bearer: { type: "http", scheme: "bearer" },
  header: { type: "apiKey", in: "header", name: "X-Shop-Key" },
  query: { type: "apiKey", in: "query", name: "key" },
  oauth: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://login.shop.example/token", scopes: {} } } },
};

const security = fc
  .subarray(Object.keys(SCHEMES), { maxLength: 2 })
  .map((names) => names.map((name) => ({ [name]: [] })));

/** A document's sketch, with the schema of its body. */
export const sketches: fc.Arbitrary<Sketch> = fc
  .record({ body: fc.oneof({ weight: 4, arbitrary: object }, schema), parameters, security })
  .map(({ body, parameters: own, security: ways }) => ({
    body,
    path: "/orders/{order_id}/lines",
    // What a header may be called, and the query string too.
    operation: { parameters: own.filter(({ in: place, name }) => place === "query" || !name.includes("[")) },
    security: ways,
    schemes: SCHEMES,
    schemas: SHARED,
  }));

/**
 * What is wrong with a value, by required properties and types; an empty list where it fits.
 *
 * @param at where the value stands
 */
export function misfits(value: unknown, written: unknown, at = "body"): readonly string[] {
  if (typeof written !== "object" || written === null) return [];
  const { $ref, allOf, oneOf, ...rest } = written as Schema;
  if (typeof $ref === "string") return misfits(value, SHARED[$ref.split("/").at(-1) ?? ""], at);
  if (Array.isArray(allOf)) return allOf.flatMap((part: unknown) => misfits(value, part, at));
  if (Array.isArray(oneOf)) {
    const all = oneOf.map((option: unknown) => misfits(value, option, at));
    return all.some((one) => one.length === 0) ? [] : (all[0] ?? []);
  }
  const types = [rest["type"]].flat();
  if (rest["const"] !== undefined && value !== rest["const"]) return [`${at} is not ${JSON.stringify(rest["const"])}`];
  if (Array.isArray(rest["enum"]) && !rest["enum"].includes(value)) return [`${at} is ${JSON.stringify(value)}`];
  if (types[0] !== undefined && !types.some((type) => isOf(value, type))) {
    return [`${at} is ${JSON.stringify(value)} and no ${types.join(" or ")}`];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => misfits(item, rest["items"], `${at}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  const properties = new Map(Object.entries((rest["properties"] ?? {}) as Schema));
  const members = new Map(Object.entries(value));
  const lacking = ((rest["required"] ?? []) as readonly string[]).filter(
    (name) => !members.has(name) && (properties.get(name) as Schema | undefined)?.["readOnly"] !== true,
  );
  return [
    ...lacking.map((name) => `${at} lacks ${name}`),
    ...[...members].flatMap(([name, inner]) => misfits(inner, properties.get(name), `${at}.${name}`)),
  ];
}

function isOf(value: unknown, type: unknown): boolean {
  switch (type) {
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "null":
      return value === null;
    default:
      return typeof value === type;
  }
}
