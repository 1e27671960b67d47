/** The JSON Schemas that editors complete and check the files with, made from the zod schemas and nothing else. */
import { z } from "zod";
import { functionsSchema } from "./functions-schema";
import { ingressSchema } from "./ingress-schema";
import { hubSchema, sourceSchema, tenantSchema } from "./schema";

const SCHEMAS = {
  hub: hubSchema,
  source: sourceSchema,
  tenant: tenantSchema,
  functions: functionsSchema,
  ingress: ingressSchema,
} as const;

/** Where the schemas lie, from the project's folder; the first line of every file of an environment points here. */
export const JSON_SCHEMA_FOLDER = "catalogue/json-schema";

/**
 * File name to content of each schema, of what people write: a field with a default may be left out.
 *
 * `npm run generate` writes them; a test holds the committed ones to these.
 */
export function jsonSchemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => {
      const content = z.toJSONSchema(schema, { io: "input", target: "draft-7", override: withoutInternals });
      return [`${name}.schema.json`, `${JSON.stringify(content, undefined, 2)}\n`];
    }),
  );
}

/** Bounds of every JavaScript integer say nothing to a writer. */
function withoutInternals({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}
