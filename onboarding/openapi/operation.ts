/** The operations of a document, and the one that is meant. */
import { isMapping } from "../../catalogue/files/merge";
import { z } from "zod";
import { HTTP_METHODS } from "../../catalogue/language/destination-schema";
import { nearest, quote } from "../../catalogue/wording";
import { wordsOf } from "./detail-names";
import { OpenApiError } from "./failure";
import { overridingSchema, read, type OpenApiDocument, type Security, type Server } from "./read-openapi";
import { resolve } from "./references";

/** A method that EventBridge calls with. */
export type HttpMethod = (typeof HTTP_METHODS)[number];

const parameterSchema = z.looseObject({
  name: z.string().min(1),
  in: z.enum(["path", "query", "header", "cookie", "querystring"]),
  required: z.boolean().optional().catch(undefined),
  deprecated: z.boolean().optional().catch(undefined),
  schema: z.unknown().optional(),
  example: z.unknown().optional(),
  examples: z.unknown().optional(),
  content: z
    .record(z.string(), z.looseObject({ schema: z.unknown().optional() }))
    .optional()
    .catch(undefined),
});

/** A parameter of a request. */
export type Parameter = z.infer<typeof parameterSchema>;

const operationSchema = overridingSchema.extend({
  operationId: z.string().optional(),
  summary: z.string().optional().catch(undefined),
  deprecated: z.boolean().optional().catch(undefined),
  parameters: z.array(z.unknown()).optional(),
  requestBody: z.unknown().optional(),
});

/** An operation with what its path and its document say of it. */
export interface Operation {
  readonly id: string;
  readonly method: HttpMethod;
  readonly path: string;
  readonly deprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly requestBody: unknown;
  readonly servers: readonly Server[];
  readonly security: Security;
}

/** What a list says of an operation. */
interface OperationSummary {
  /** Its `operationId`, or `POST /path` where it has none. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string | undefined;
}

const METHODS = [...HTTP_METHODS, "TRACE"] as const;

/**
 * The operations of a document in its order.
 *
 * @throws OpenApiError when a path refers to another file.
 */
export function operationSummaries(document: OpenApiDocument): readonly OperationSummary[] {
  return places(document).map(({ id, method, path, operation }) => {
    const { summary } = operation;
    return { id, method, path, summary: typeof summary === "string" ? summary : undefined };
  });
}

interface Place {
  readonly id: string;
  readonly method: (typeof METHODS)[number];
  readonly path: string;
  readonly item: Readonly<Record<string, unknown>>;
  readonly operation: Readonly<Record<string, unknown>>;
}

function places(document: OpenApiDocument): readonly Place[] {
  return Object.entries(document.root.paths ?? {}).flatMap(([path, written]) => {
    const item = resolve(document, written).value;
    if (!path.startsWith("/") || !isMapping(item)) return [];
    return Object.entries(item).flatMap(([key, value]) => {
      const method = METHODS.find((each) => each.toLowerCase() === key);
      const operation = method === undefined ? undefined : resolve(document, value).value;
      if (method === undefined || !isMapping(operation)) return [];
      const { operationId } = operation;
      const id = typeof operationId === "string" && operationId !== "" ? operationId : `${method} ${path}`;
      return [{ id, method, path, item, operation }];
    });
  });
}

/**
 * The operation of an id, or of a method and a path such as `POST /orders`.
 *
 * @throws OpenApiError when there is none, or when EventBridge does not know its method.
 */
export function findOperation(document: OpenApiDocument, id: string): Operation {
  const all = places(document);
  const [, method, path] = /^\s*([a-z]+)\s+(\/\S*)\s*$/i.exec(id) ?? [];
  const found = all.filter((each) =>
    method === undefined ? each.id === id : each.path === path && each.method === method.toUpperCase(),
  );
  const [first, another] = found;
  if (first === undefined) throw unknownOperation(document, id, all);
  if (another !== undefined) {
    const instead = found.map((each) => quote(`${each.method} ${each.path}`)).join(" or ");
    throw new OpenApiError(`${document.name} has the operation ${quote(id)} twice; write ${instead}`);
  }
  if (first.method === "TRACE") {
    throw new OpenApiError(`${id} is a TRACE request, which EventBridge does not send; write another operation`);
  }
  return whole(document, { ...first, method: first.method });
}

const LISTED = 20;

function unknownOperation({ name }: OpenApiDocument, id: string, all: readonly Place[]): OpenApiError {
  if (all.length === 0) return new OpenApiError(`${name} has no operations; write the vendor's whole document`);
  const ids = all.map((each) => each.id);
  const meant = nearest(id, [...ids, ...all.map(({ method, path }) => `${method} ${path}`)]);
  const near = meant === undefined ? [] : [meant];
  // Of a large document those that share a word help most.
  const words = wordsOf(id).filter((word) => word.length > 2);
  const shared = (each: string) => words.filter((word) => each.toLowerCase().includes(word)).length;
  const alike = ids.filter((each) => shared(each) > 0).sort((one, other) => shared(other) - shared(one));
  const listed = [...new Set([...alike, ...ids])].filter((each) => each !== meant).slice(0, LISTED);
  const more = new Set(ids).size - listed.length - near.filter((each) => ids.includes(each)).length;
  const others = more > 0 ? `, and ${more} more` : "";
  const write = meant === undefined ? "write one of" : `write ${quote(meant)}, or one of`;
  if (listed.length === 0) {
    return new OpenApiError(`${name} has no operation ${quote(id)}; write ${quote(meant ?? ids[0] ?? "")}`);
  }
  return new OpenApiError(`${name} has no operation ${quote(id)}; ${write} ${listed.join(", ")}${others}`);
}

function whole(document: OpenApiDocument, place: Place & { readonly method: HttpMethod }): Operation {
  const { id, method, path } = place;
  const item = read(operationSchema, place.item, path);
  const operation = read(operationSchema, place.operation, id);
  const parameters = new Map<string, Parameter>();
  for (const written of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
    const parameter = read(parameterSchema, resolve(document, written).value, `a parameter of ${id}`);
    parameters.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  return {
    id,
    method,
    path,
    deprecated: operation.deprecated === true,
    parameters: [...parameters.values()],
    requestBody: operation.requestBody,
    servers: nonEmpty(operation.servers) ?? nonEmpty(item.servers) ?? document.root.servers ?? [],
    security: operation.security ?? document.root.security ?? [],
  };
}

function nonEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list?.length === 0 ? undefined : list;
}
