/** Values that fit a schema, for sample events. */
import { isMapping } from "../../catalogue/files/merge";
import { isCredentialInBody } from "../../catalogue/credentials";
import type { OpenApiDocument } from "./read-openapi";
import { flatSchema, isScalar, onlyValue, type FlatSchema, type Kind } from "./schema";
import { wordsOf } from "./detail-names";

/** Of an object that requires nothing, a few fields make a sample. */
const MOST_OPTIONAL = 3;

/** By `format`, values that nobody takes for real. */
const BY_FORMAT: Readonly<Record<string, string>> = {
  "date-time": "2026-01-31T09:30:00Z",
  date: "2026-01-31",
  time: "09:30:00Z",
  duration: "PT1H",
  uuid: "3f2b8c1e-7d4a-4e6b-9a51-0c8d2f6e7b90",
  email: "alex@example.com",
  "idn-email": "alex@example.com",
  uri: "https://example.com/orders/1001",
  url: "https://example.com/orders/1001",
  "uri-reference": "/orders/1001",
  hostname: "host.example.com",
  ipv4: "192.0.2.10",
  ipv6: "2001:db8::10",
  byte: "ZXhhbXBsZQ==",
  binary: "example",
};

/** By how a name ends, where there is no format. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/email$/i, "alex@example.com"],
  [/(url|uri|link|href)$/i, "https://example.com/orders/1001"],
  [/phone/i, "+15550100"],
  [/currency/i, "EUR"],
  [/country/i, "DE"],
  [/(_at|At|timestamp)$/, "2026-01-31T09:30:00Z"],
  [/(^|_)id$|Id$/, "1001"],
];

/**
 * A value that the schema allows, from its examples, default, alternatives, format or type.
 *
 * @param name of the property, of which a text may be made
 * @param shown what an example of a whole shows in its place
 */
export function sampleValue(
  document: OpenApiDocument,
  schema: FlatSchema,
  name: string,
  shown?: unknown,
  within: readonly string[] = [],
): unknown {
  const [only] = onlyValue(schema);
  if (only !== undefined) return only;
  const values: readonly unknown[] = (schema.enum ?? []).filter((value) => value !== null);
  const offered = ([shown, schema.example, ...(schema.examples ?? []), schema.default] as unknown[]).filter(
    (value) => fits(value, schema) && (values.length === 0 || values.includes(value)),
  );
  const [found] = offered.filter((value) => typeof value !== "string" || !isCredentialInBody(name, value));
  if (found !== undefined) return found;
  if (values.length > 0) return values[0];
  switch (schema.kind) {
    case "object":
      return sampleObject(document, schema, within);
    case "array":
      return sampleList(document, schema, name, within);
    case "integer":
    case "number":
      return sampleNumber(schema);
    case "boolean":
      return true;
    case "string":
    case undefined:
      return sampleText(schema, name);
  }
}

/** Whether a value is of the schema's type; an example that is not would be no sample. */
function fits(value: unknown, { kind, minLength = 0, maxLength = Infinity, required }: FlatSchema): boolean {
  if (value === undefined || value === null) return false;
  switch (kind) {
    case undefined:
      return true;
    case "object":
      return isMapping(value) && [...required].every((name) => Object.hasOwn(value, name));
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "string":
      return typeof value === "string" && value !== "" && value.length >= minLength && value.length <= maxLength;
    case "number":
    case "boolean":
      return typeof value === (kind satisfies Kind);
  }
}

function sampleObject(document: OpenApiDocument, schema: FlatSchema, within: readonly string[]): unknown {
  const around = [...within, ...schema.pointers, ""];
  const names = [...new Set([...schema.properties.keys(), ...schema.required])];
  const all = names.map((name) => [name, flatSchema(document, schema.properties.get(name), around)] as const);
  const sent = all.filter(([, { readOnly }]) => readOnly !== true);
  const required = sent.filter(([name]) => schema.required.has(name));
  const shown = required.length > 0 ? required : sent.filter(([, inner]) => isScalar(inner)).slice(0, MOST_OPTIONAL);
  return Object.fromEntries(
    shown.map(([name, inner]) => [name, sampleValue(document, inner, name, undefined, around)] as const),
  );
}

function sampleList(document: OpenApiDocument, schema: FlatSchema, name: string, within: readonly string[]): unknown {
  const around = [...within, ...schema.pointers, ""];
  const items = flatSchema(document, schema.items, around);
  if (items.isCircle) return [];
  const item = sampleValue(document, items, name.replace(/s$/, ""), undefined, around);
  return Array.from({ length: Math.min(Math.max(1, schema.minItems ?? 1), 20) }, () => item);
}

function sampleNumber(schema: FlatSchema): number {
  const { kind, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const step = multipleOf !== undefined && multipleOf > 0 ? multipleOf : 1;
  const above = typeof exclusiveMinimum === "number" ? exclusiveMinimum : undefined;
  const below = typeof exclusiveMaximum === "number" ? exclusiveMaximum : undefined;
  const least = above === undefined ? minimum : Math.max(above, minimum ?? above);
  const most = below === undefined ? maximum : Math.min(below, maximum ?? below);
  const from = least ?? (most !== undefined && most < step ? most - step : step);
  const first = Math.ceil(from / step) * step;
  const isOpen = least !== undefined && (exclusiveMinimum === true || above === least);
  const value = isOpen && first <= from ? first + step : first;
  // Between two numbers that are nearer to each other than a step.
  if (kind === "number" && most !== undefined && least !== undefined && value >= most) return (least + most) / 2;
  return value;
}

function sampleText({ format, minLength = 0, maxLength = Infinity }: FlatSchema, name: string): string {
  const byFormat = format === undefined ? undefined : BY_FORMAT[format];
  const [, byName] = BY_NAME.find(([ending]) => ending.test(name)) ?? [];
  const words = wordsOf(name).join(" ");
  const text = byFormat ?? byName ?? `Example ${words === "" ? "text" : words}`;
  const padded = text.length >= minLength ? text : text.padEnd(Math.min(minLength, 2_000), ` ${text}`);
  return padded.length <= maxLength ? padded : padded.slice(0, Math.max(1, maxLength)).trimEnd() || "x";
}
