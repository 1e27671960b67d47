/**
 * JSON Schema as it is read here: what drafts 4, 7 and 2020-12 have in common, each in its own spelling. Keywords that are
 * not listed are annotations, as far as this project goes (docs/event-schemas.md).
 */
import { z } from "zod";
import { write } from "../language/advice";

/** What a value of JSON may be. */
const JSON_TYPES = ["string", "number", "integer", "boolean", "null", "array", "object"] as const;

/** The name of one of them. */
export type JsonType = (typeof JSON_TYPES)[number];

/** A schema: `true` takes everything, `false` nothing. */
export type JsonSchema = boolean | SchemaObject;

type Schemas = Readonly<Record<string, JsonSchema>>;

/** A schema that says something. */
export interface SchemaObject {
  readonly $ref?: string;
  readonly $defs?: Schemas;
  readonly definitions?: Schemas;
  readonly type?: JsonType | readonly JsonType[];
  /** OpenAPI's way to allow null, which exports of schema registries may hold. */
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Schemas;
  readonly patternProperties?: Schemas;
  readonly additionalProperties?: JsonSchema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly prefixItems?: readonly JsonSchema[];
  readonly additionalItems?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** A number, or in draft 4 whether `minimum` itself is left out. */
  readonly exclusiveMinimum?: number | boolean;
  readonly exclusiveMaximum?: number | boolean;
  readonly multipleOf?: number;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly else?: JsonSchema;
}

const aSchema = z.lazy(() => jsonSchema);
const schemas = z.record(z.string(), aSchema, { error: write("a mapping of names to schemas") }).optional();
const list = z.array(aSchema, { error: write("a list of schemas") }).optional();
const some = aSchema.optional();
const amount = z.int({ error: write("a whole number") }).optional();
const number = z.number({ error: write("a number") }).optional();
const type = z.enum(JSON_TYPES);
const flag = z.boolean({ error: write("true or false") }).optional();

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

const PATTERN = write("a regular expression of JavaScript");
const pattern = z.string({ error: PATTERN }).refine(isPattern, { error: PATTERN });

const TYPES = write(`one of ${JSON_TYPES.join(", ")}, or a list of them`);

const schemaObject = z.looseObject(
  {
    $ref: z.string({ error: write("a reference such as #/$defs/Address") }).optional(),
    $defs: schemas,
    definitions: schemas,
    type: z.union([type, z.array(type).min(1)], { error: TYPES }).optional(),
    nullable: flag,
    enum: z.array(z.unknown(), { error: write("a list of values") }).optional(),
    properties: schemas,
    patternProperties: z
      .record(pattern, aSchema, { error: write("a mapping of regular expressions to schemas") })
      .optional(),
    additionalProperties: some,
    required: z.array(z.string(), { error: write("a list of names") }).optional(),
    minProperties: amount,
    maxProperties: amount,
    items: z.union([aSchema, z.array(aSchema)], { error: write("a schema") }).optional(),
    prefixItems: list,
    additionalItems: some,
    minItems: amount,
    maxItems: amount,
    uniqueItems: flag,
    minLength: amount,
    maxLength: amount,
    pattern: pattern.optional(),
    format: z.string({ error: write("the name of a format") }).optional(),
    minimum: number,
    maximum: number,
    exclusiveMinimum: z.union([z.number(), z.boolean()], { error: write("a number") }).optional(),
    exclusiveMaximum: z.union([z.number(), z.boolean()], { error: write("a number") }).optional(),
    multipleOf: z
      .number()
      .positive({ error: write("a number above 0") })
      .optional(),
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: some,
    if: some,
    then: some,
    else: some,
  },
  { error: write("a schema: a mapping, true or false") },
);

/** Checks that a file is a schema. References are looked at by themselves. */
export const jsonSchema: z.ZodType<JsonSchema> = z.union([z.boolean(), schemaObject], {
  error: write("a schema: a mapping, true or false"),
});
