/** Examples of the reference, made of those of the fields: whatever the page shows is a value that the schemas take. */
import { entriesOf, formsOf, type Described } from "./described";

/** The way from a file to a value: a key, an entry of a mapping by id, an item of a list, or the form that is meant. */
export type Step = { readonly key: string } | "entry" | "item" | { readonly form: string };

/** The shortest example of a value: of a mapping, what is required. */
export function exampleOf(schema: Described): unknown {
  const [example] = schema.examples ?? [];
  if (example !== undefined) return example;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.properties !== undefined) return mapping(schema, shortestKeys(schema), exampleOf);
  const entries = entriesOf(schema);
  if (entries !== undefined) return { [entryOf(schema)]: exampleOf(entries) };
  if (schema.items !== undefined) return [exampleOf(schema.items)];
  return undefined;
}

/**
 * Examples of a mapping that have each of its keys: one, or one for each of the keys that exclude each other. What has a
 * title is shown in full elsewhere.
 */
export function fullExamplesOf(schema: Described): readonly unknown[] {
  const exclusive = exclusiveKeys(schema);
  const keys = Object.keys(schema.properties ?? {}).filter((key) => !exclusive.includes(key));
  const [first, ...others] = exclusive;
  return [
    mapping(schema, new Set([...keys, ...(first === undefined ? [] : [first])]), fullOf),
    ...others.map((other) => mapping(schema, new Set([...(schema.required ?? []), other]), exampleOf)),
  ];
}

function fullOf(schema: Described): unknown {
  const { properties, title } = schema;
  if (properties === undefined || title !== undefined) return exampleOf(schema);
  return mapping(schema, new Set(Object.keys(properties)), fullOf);
}

/** The shortest example of a whole file in which a value stands where the way leads. */
export function placed(schema: Described, way: readonly Step[], value: unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined) return value;
  if (step === "entry") return { [entryOf(schema)]: placed(entriesOf(schema) ?? {}, rest, value) };
  if (step === "item") return [placed(schema.items ?? {}, rest, value)];
  if ("form" in step) return placed(formOf(schema, step.form), rest, value);
  const exclusive = exclusiveKeys(schema);
  const required = exclusive.includes(step.key) ? (schema.required ?? []) : requiredOf(schema);
  const around = mapping(schema, new Set([...required, step.key]), exampleOf);
  return { ...around, [step.key]: placed(schema.properties?.[step.key] ?? {}, rest, value) };
}

/** A value where it stands in a file, without anything beside it. */
export function within(schema: Described, way: readonly Step[], value: unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined) return value;
  if (step === "entry") return { [entryOf(schema)]: within(entriesOf(schema) ?? {}, rest, value) };
  if (step === "item") return [within(schema.items ?? {}, rest, value)];
  if ("form" in step) return within(formOf(schema, step.form), rest, value);
  return { [step.key]: within(schema.properties?.[step.key] ?? {}, rest, value) };
}

function formOf(schema: Described, name: string): Described {
  return formsOf(schema).find(([form]) => form === name)?.[1] ?? {};
}

function mapping(
  { properties = {} }: Described,
  keys: ReadonlySet<string>,
  valueOf: (schema: Described) => unknown,
): Readonly<Record<string, unknown>> {
  const chosen = Object.entries(properties).filter(([key]) => keys.has(key));
  return Object.fromEntries(chosen.map(([key, schema]) => [key, valueOf(schema)]));
}

/** What a mapping must have, or the first of its keys where it must have none. */
function shortestKeys(schema: Described): ReadonlySet<string> {
  const required = requiredOf(schema);
  return new Set(required.length > 0 ? required : Object.keys(schema.properties ?? {}).slice(0, 1));
}

/** What a mapping must have, with the first of the keys that exclude each other. */
function requiredOf(schema: Described): readonly string[] {
  return [...(schema.required ?? []), ...exclusiveKeys(schema).slice(0, 1)];
}

function exclusiveKeys({ properties, oneOf = [] }: Described): readonly string[] {
  return properties === undefined ? [] : oneOf.flatMap(({ required = [] }) => required);
}

function entryOf({ entry }: Described): string {
  return entry ?? "order-placed";
}
