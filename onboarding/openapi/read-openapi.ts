/** Reads an OpenAPI document of version 3, as JSON or YAML. What it holds is read where it is needed. */
import { readFileSync, statSync } from "node:fs";
import { parse as parseYaml, YAMLParseError } from "yaml";
import { z } from "zod";
import { systemCode } from "../../catalogue/files/read-text";
import { describeValue, quote } from "../../catalogue/wording";
import { OpenApiError } from "./failure";

/** GitHub's, one of the largest, has 13 MB. */
const MOST_BYTES = 50_000_000;

const serverSchema = z.looseObject({
  url: z.string(),
  description: z.string().optional(),
  variables: z
    .record(z.string(), z.looseObject({ default: z.coerce.string().optional(), enum: z.array(z.unknown()).optional() }))
    .optional(),
});

/** Each is a way to authorize: names of security schemes, all of which it needs, to scopes. */
const securitySchema = z.array(z.record(z.string(), z.array(z.string())));

const rootSchema = z.looseObject({
  info: z.looseObject({ title: z.string().optional() }).optional(),
  servers: z.array(serverSchema).optional(),
  paths: z.record(z.string(), z.unknown()).optional(),
  components: z.looseObject({ securitySchemes: z.record(z.string(), z.unknown()).optional() }).optional(),
  security: securitySchema.optional(),
});

/** One address of the product, with variables in braces. */
export type Server = z.infer<typeof serverSchema>;

/** The ways to authorize, any of which will do. */
export type Security = z.infer<typeof securitySchema>;

/** What path items and operations say for themselves instead of the document. */
export const overridingSchema = z.looseObject({
  servers: z.array(serverSchema).optional(),
  security: securitySchema.optional(),
});

/** An OpenAPI document of version 3. */
export interface OpenApiDocument {
  /** The file, as errors name it. */
  readonly name: string;
  readonly root: z.infer<typeof rootSchema>;
}

/**
 * Reads a document from a file.
 *
 * @throws OpenApiError when the file cannot be read or holds no document of version 3.
 */
export function readOpenApi(file: string): OpenApiDocument {
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES) {
      throw new OpenApiError(`${file} has ${Math.round(size / 1e6)} MB, and 50 MB are read; write a part of it`);
    }
    return parseOpenApi(readFileSync(file, "utf8"), file);
  } catch (error) {
    const code = systemCode(error);
    if (error instanceof OpenApiError || code === "unknown") throw error;
    const wrong = code === "ENOENT" ? "no such file" : code === "EISDIR" ? "it is a folder" : code;
    throw new OpenApiError(`${file} cannot be read: ${wrong}; name a file with an OpenAPI document`);
  }
}

/**
 * Reads a document from its text.
 *
 * @param name how errors call it, such as the file it stands in.
 * @throws OpenApiError when it is no document of version 3.
 */
export function parseOpenApi(text: string, name: string): OpenApiDocument {
  const value = parsed(text.replace(/^\uFEFF/, ""), name);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new OpenApiError(`${name} holds ${describeValue(value)}; write an OpenAPI document of version 3`);
  }
  checkVersion(value, name);
  return { name, root: read(rootSchema, value, name) };
}

function parsed(text: string, name: string): unknown {
  if (/^\s*[{[]/.test(text)) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // YAML in braces, or JSON with a mistake, whose place the parser of YAML tells.
    }
  }
  try {
    // To compare every key with every other would take minutes for the documents of large products.
    return parseYaml(text, { uniqueKeys: false, logLevel: "error" }) as unknown;
  } catch (error) {
    const [at] = error instanceof YAMLParseError ? (error.linePos ?? []) : [];
    const place = at === undefined ? name : `${name}:${at.line}:${at.col}`;
    throw new OpenApiError(`${place}: neither JSON nor YAML; write an OpenAPI document as the vendor publishes it`);
  }
}

function checkVersion(value: object, name: string): void {
  const has = new Map<string, unknown>(Object.entries(value));
  if (has.has("swagger")) {
    const instead = "convert it to OpenAPI 3 first, for example with npx swagger2openapi";
    throw new OpenApiError(`${name} is Swagger ${String(has.get("swagger"))}, and OpenAPI 3 is read; ${instead}`);
  }
  const version = has.get("openapi");
  const written = typeof version === "number" || typeof version === "string" ? String(version) : "";
  // YAML reads `openapi: 3.1` as a number.
  if (/^3(\.[01](\.|$)|$)/.test(written)) return;
  const wrong =
    version === undefined ? "does not say which version of OpenAPI it is" : `says openapi: ${describeValue(version)}`;
  throw new OpenApiError(`${name} ${wrong}; write a document that begins with openapi: 3.0.x or 3.1.x`);
}

/**
 * A part of a document in the form that OpenAPI gives it.
 *
 * @param where the part stands, as errors name it.
 */
export function read<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const at = issue === undefined || issue.path.length === 0 ? "" : ` at ${quote(issue.path.map(String).join("."))}`;
  const wrong = `${where} is not as OpenAPI has it${at}: ${issue?.message ?? "it does not fit"}`;
  throw new OpenApiError(`${wrong}; mend the document, or take the vendor's newest`);
}
