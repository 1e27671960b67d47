/** Which of the schemas in a schema hold for a field or an item. */
import type { JsonSchema, SchemaObject } from "./json-schema";
import { matches } from "./regular-expressions";

/** Those of a field that is declared by its name or by a pattern of names. */
export function declaredSchemas(schema: SchemaObject, name: string): readonly JsonSchema[] {
  const { properties = {}, patternProperties } = schema;
  const named = Object.hasOwn(properties, name) ? [properties[name] ?? true] : [];
  if (patternProperties === undefined) return named;
  const patterns = Object.entries(patternProperties).flatMap(([pattern, each]) => {
    const isMatch = matches(pattern, name);
    if (isMatch === undefined) return [true];
    return isMatch ? [each] : [];
  });
  return [...named, ...patterns];
}

/** Keywords that may declare fields in a way that is not followed here. */
const OPENING = ["dependentSchemas", "dependencies", "propertyNames", "$dynamicRef", "$recursiveRef", "extends"];

/** Those of a field that the schema knows of; none where it does not, though JSON Schema may allow it. */
export function knownSchemas(schema: SchemaObject, name: string): readonly JsonSchema[] {
  const declared = declaredSchemas(schema, name);
  if (declared.length > 0) return declared;
  if (OPENING.some((keyword) => Object.hasOwn(schema, keyword))) return [true];
  const { additionalProperties, unevaluatedProperties = false } = schema;
  if (additionalProperties !== undefined) return [additionalProperties];
  return unevaluatedProperties !== false || requiredNames(schema).includes(name) ? [true] : [];
}

/** Fields that a schema asks for, whether it declares them or not. */
export function requiredNames({ required = [], dependentRequired }: SchemaObject): readonly string[] {
  if (dependentRequired === undefined) return required;
  return [...required, ...Object.entries(dependentRequired).flatMap(([name, others]) => [name, ...others])];
}

/** Those of the item at a position, or of any item: one of these holds. Of a list whose items nobody describes, `true`. */
export function itemSchemas(schema: SchemaObject, index?: number): readonly JsonSchema[] {
  const { items, prefixItems, additionalItems } = schema;
  const listed = isSchemas(items) ? items : undefined;
  const first = prefixItems ?? listed ?? [];
  const rest = isSchemas(items) ? additionalItems : items;
  if (index === undefined) return [...first, rest ?? true];
  return [first[index] ?? rest ?? true];
}

function isSchemas(items: SchemaObject["items"]): items is readonly JsonSchema[] {
  return Array.isArray(items);
}
