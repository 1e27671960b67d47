/** The JSON Schemas that editors complete and check the files with, made from the zod schemas and nothing else. */
import path from "node:path";
import { z } from "zod";
import { packageFolder } from "../files/project-folder";
import { auditSchema } from "./audit-schema";
import { functionsSchema } from "./functions-schema";
import { hubSchema } from "./hub-schema";
import { ingressSchema } from "./ingress-schema";
import { presetSchema } from "./preset-schema";
import { sourceSchema, tenantSchema } from "./schema";
import { demoSchema, testSchema } from "./script-schema";

const SCHEMAS = {
  hub: hubSchema,
  source: sourceSchema,
  tenant: tenantSchema,
  functions: functionsSchema,
  ingress: ingressSchema,
} as const;

/** What is played on an environment, and not deployed with it. No other file completes one. */
const SCRIPTS = { test: testSchema, demo: demoSchema } as const;

/** The schema of each kind of file of an environment. */
export const FILE_SCHEMAS = { ...SCHEMAS, audit: auditSchema } as const;

/** A kind of file of an environment. */
export type FileKind = keyof typeof FILE_SCHEMAS;

/** Where the schemas lie, from the project's folder; the first line of every file of an environment points here. */
export const JSON_SCHEMA_FOLDER = "catalogue/json-schema";

/**
 * The first line of a file of an environment, by which editors complete and check it.
 *
 * @param folder that the file is in, from which the path goes.
 * @param schema what the file is, such as `tenant` or `tenant-part`.
 * @param within the package's folder.
 */
export function schemaLine(folder: string, schema: string, within: string = packageFolder()): string {
  const target = path.join(within, JSON_SCHEMA_FOLDER, `${schema}.schema.json`);
  return `# yaml-language-server: $schema=${path.relative(folder, target).replaceAll(path.sep, "/")}`;
}

/**
 * File name to content of the schema of each kind of file that AWS is given something of, as people write it: a field with a default may be left out.
 *
 * `npm run generate` writes them; a test holds the committed ones to these.
 */
export function jsonSchemaFiles(): ReadonlyMap<string, string> {
  return new Map(Object.entries(SCHEMAS).map(([name, schema]) => [`${name}.schema.json`, inJson(ofEditors(schema))]));
}

/**
 * File name to content of the other schemas: of parts, which another file completes (`extends`) or a preset does, of presets,
 * and of what is played on an environment.
 */
export function otherSchemaFiles(): ReadonlyMap<string, string> {
  const parts = Object.entries(SCHEMAS).map(([name, schema]): [string, string] => {
    const whole = ofEditors(schema);
    return [`${name}-part.schema.json`, inJson({ ...asPart(whole), title: `A part of ${whole.title ?? name}` })];
  });
  const others = Object.entries({ ...SCRIPTS, preset: presetSchema }).map(([name, schema]): [string, string] => {
    return [`${name}.schema.json`, inJson(ofEditors(schema))];
  });
  return new Map([...parts, ...others]);
}

function ofEditors(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: "input", target: "draft-7", override: forEditors });
}

function inJson(schema: object): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Nothing is required of a part, and `null` removes what another file says. */
function asPart(schema: JsonSchema): JsonSchema {
  const { oneOf, anyOf, properties, additionalProperties } = schema;
  const alternatives = (oneOf ?? anyOf)?.filter((each) => Object.keys(each).some((key) => key !== "required"));
  const kept = Object.entries(schema).filter(([key]) => !DEMANDS.includes(key));
  return {
    ...Object.fromEntries(kept),
    // Of a part it may be open which alternative it belongs to.
    ...(alternatives === undefined || alternatives.length === 0 ? {} : { anyOf: alternatives.map(asPart) }),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, removable(value)])) }),
    ...(typeof additionalProperties === "object" ? { additionalProperties: removable(additionalProperties) } : {}),
  };
}

const DEMANDS = ["required", "minProperties", "oneOf", "anyOf", "properties"];

function removable(schema: JsonSchema | boolean): JsonSchema | boolean {
  if (typeof schema === "boolean") return schema;
  const part = asPart(schema);
  return {
    ...(part.description === undefined ? {} : { description: part.description }),
    anyOf: [part, { type: "null" }],
  };
}

/**
 * What says nothing to a writer goes: the bounds of every JavaScript integer, and what only docs/catalogue.md reads, which
 * strict readers of JSON Schema would refuse as unknown keywords. Some of these match without the `u` flag, where
 * `\p{Cc}` is no class of characters.
 */
function forEditors({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  delete jsonSchema["limits"];
  delete jsonSchema["aws"];
  delete jsonSchema["entry"];
  delete jsonSchema["elsewhere"];
  if (jsonSchema.pattern !== undefined) {
    jsonSchema.pattern = jsonSchema.pattern.replaceAll(String.raw`\p{Cc}`, String.raw`\u0000-\u001f\u007f-\u009f`);
  }
}
