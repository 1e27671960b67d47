/** The body of an operation's request, as EventBridge can send it: JSON. */
import { isMapping } from "../../catalogue/files/merge";
import { z } from "zod";
import { all, quote } from "../../catalogue/wording";
import type { DetailNames } from "./detail-names";
import { OpenApiError } from "./failure";
import { bodyInput, type BodyInput } from "./input";
import type { Operation } from "./operation";
import { read, type OpenApiDocument } from "./read-openapi";
import { resolve } from "./references";

const bodySchema = z.looseObject({
  content: z
    .record(
      z.string(),
      z.looseObject({
        schema: z.unknown().optional(),
        example: z.unknown().optional(),
        examples: z.unknown().optional(),
      }),
    )
    .default({}),
});

/** The body, and the Content-Type to say, where EventBridge's own is another. */
export interface RequestBody extends BodyInput {
  readonly contentType: string | undefined;
}

/**
 * What is sent for an operation.
 *
 * @param isKeyInBody nothing else authorizes the request
 * @param names a set of names in which those of parameters are taken; a new one at each call
 * @throws OpenApiError when the operation takes something else than JSON.
 */
export function requestBody(
  document: OpenApiDocument,
  operation: Operation,
  isKeyInBody: boolean,
  names: () => DetailNames,
): RequestBody {
  const { requestBody: written, id } = operation;
  const { content } = read(bodySchema, resolve(document, written).value ?? {}, `the request body of ${id}`);
  const types = Object.keys(content);
  if (types.length === 0) return nothing(operation);
  const type =
    types.find(isPlainJson) ?? types.find(isJson) ?? types.find((each) => /^(\*|application)\/\*$/.test(each));
  const media = type === undefined ? undefined : content[type];
  if (type === undefined || media === undefined) throw noJson(id, types);
  const body = bodyInput(document, { schema: media.schema, example: exampleOf(document, media), isKeyInBody }, names);
  return { ...body, contentType: isPlainJson(type) || !isJson(type) ? undefined : type };
}

function isPlainJson(type: string): boolean {
  return /^application\/json\s*(;|$)/i.test(type);
}

function isJson(type: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(type);
}

function nothing({ method }: Operation): RequestBody {
  const note = "the operation takes no body, and EventBridge sends one with every event: here it is {}";
  const notes = method === "GET" || method === "HEAD" ? [] : [note];
  return { input: { type: "constant", constant: {} }, detail: new Map(), secrets: [], notes, contentType: undefined };
}

function noJson(id: string, types: readonly string[]): OpenApiError {
  const wrong = `${id} takes ${all(types.map((type) => quote(type)))}, and EventBridge sends JSON only`;
  const instead =
    "write an operation that takes application/json, or a function that consumes the event and calls this one";
  return new OpenApiError(`${wrong}; ${instead}`);
}

/** `example`, or the first of `examples`. */
export function exampleOf(
  document: OpenApiDocument,
  { example, examples }: { readonly example?: unknown; readonly examples?: unknown },
): unknown {
  if (example !== undefined) return example;
  const [first] = isMapping(examples) ? Object.values(examples) : [];
  const value = first === undefined ? undefined : resolve(document, first).value;
  return isMapping(value) ? value["value"] : undefined;
}
