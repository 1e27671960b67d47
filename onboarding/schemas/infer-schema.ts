/** A schema that holds what examples have in common. */
import { isJsonList, isJsonObject, NumberText, type JsonObject, type JsonValue } from "#simulator/input";
import { FORMATS } from "../../catalogue/event-schemas/validate";
import type { JsonSchema, SchemaObject } from "../../catalogue/event-schemas/json-schema";

const KINDS = ["object", "array", "string", "number", "boolean", "null"] as const;
type Kind = (typeof KINDS)[number];

/**
 * The narrowest schema of this project's making that takes every one of the values: their types, their fields, of which
 * those that all have are required where there are several, and the form of texts. Limits and choices are not guessed at, nor is a number whole
 * because the examples are: another example would soon prove it wrong.
 */
export function inferSchema(values: readonly JsonValue[]): JsonSchema {
  const kinds = KINDS.filter((kind) => values.some((value) => kindOf(value) === kind));
  if (kinds.length === 0) return true;
  const [only] = kinds;
  return {
    type: kinds.length === 1 && only !== undefined ? only : kinds,
    ...ofObjects(values.filter(isJsonObject)),
    ...ofLists(values.filter(isJsonList)),
    ...ofTexts(values.filter((value) => typeof value === "string")),
  };
}

function kindOf(value: JsonValue): Kind {
  if (value === null) return "null";
  if (isJsonList(value)) return "array";
  if (typeof value === "number" || value instanceof NumberText) return "number";
  return typeof value === "string" ? "string" : typeof value === "boolean" ? "boolean" : "object";
}

/** An object without fields says nothing of those that it may have. */
function ofObjects(objects: readonly JsonObject[]): SchemaObject {
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  if (names.length === 0) return {};
  const required =
    objects.length < 2 ? [] : names.filter((name) => objects.every((object) => Object.hasOwn(object, name)));
  const properties = names.map((name) => {
    const values = objects.flatMap((object) => (Object.hasOwn(object, name) ? [object[name] ?? null] : []));
    return [name, inferSchema(values)] as const;
  });
  return { ...(required.length > 0 && { required }), properties: Object.fromEntries(properties) };
}

function ofLists(lists: readonly (readonly JsonValue[])[]): SchemaObject {
  const items = lists.flat();
  return items.length === 0 ? {} : { items: inferSchema(items) };
}

function ofTexts(texts: readonly string[]): SchemaObject {
  if (texts.length === 0) return {};
  const [format] = [...FORMATS].find(([, form]) => texts.every((text) => form.test(text))) ?? [];
  return format === undefined ? {} : { format };
}
