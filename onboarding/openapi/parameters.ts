/** Parameters of a request: from the event, constants, and credentials, which the connection adds. */
import { AWS_TEXTS, takes } from "../../aws/texts";
import { isSecretName, looksLikeCredential } from "../../catalogue/credentials";
import { headerName } from "../../catalogue/language/fields";
import { quote } from "../../catalogue/wording";
import { isRemovedHeader } from "#simulator/request";
import { exampleOf } from "./body";
import type { DetailNames } from "./detail-names";
import { OpenApiError } from "./failure";
import type { Operation, Parameter } from "./operation";
import { shortList } from "./payload";
import type { OpenApiDocument } from "./read-openapi";
import { sampleValue } from "./samples";
import { flatSchema, onlyValue } from "./schema";

/** A parameter that holds a credential. */
export interface SecretParameter {
  readonly in: "header" | "queryString" | "body";
  readonly name: string;
}

type Kind = Exclude<SecretParameter["in"], "body">;

/** What the parameters of an operation are. */
export interface RequestParameters {
  /** Name of each parameter of the path to `*`, or to text that stands in the path. */
  readonly path: ReadonlyMap<string, string>;
  /** For each `*`, from left to right. */
  readonly pathParameterValues: readonly string[];
  readonly headerParameters: ReadonlyMap<string, string>;
  readonly queryStringParameters: ReadonlyMap<string, string>;
  readonly secrets: readonly SecretParameter[];
  /** Field of the detail to a value that fits. */
  readonly detail: ReadonlyMap<string, unknown>;
  readonly notes: readonly string[];
}

/** OpenAPI says of parameters with these names that they are ignored: media types and security speak for them. */
const IGNORED = /^(accept|content-type|authorization)$/i;

/**
 * Reads the parameters of an operation. Those of the path and the required ones are written, the optional ones left out.
 *
 * @param isKnown whether the authorization carries this header or query parameter
 * @throws OpenApiError for a required cookie, and for names that no header has.
 */
export function requestParameters(
  document: OpenApiDocument,
  operation: Operation,
  names: DetailNames,
  isKnown: (kind: Kind, name: string) => boolean,
): RequestParameters {
  const { id, parameters } = operation;
  const detail = new Map<string, unknown>();
  const notes: string[] = [];
  const read = (parameter: Parameter) => parameterValue(document, parameter, names, detail, notes);

  const path = new Map<string, string>();
  const pathParameterValues: string[] = [];
  for (const name of pathNames(operation)) {
    if (path.has(name)) throw new OpenApiError(`the path of ${id} has {${name}} twice; mend the document`);
    const parameter = parameters.find((each) => each.in === "path" && each.name === name) ?? pathText(name);
    const value = read(parameter);
    if (value.isConstant) notes.push(`{${name}} of the path is ${quote(value.text)}, as the document says`);
    else pathParameterValues.push(value.text);
    path.set(name, value.isConstant ? encodeURIComponent(value.text) : "*");
  }

  const headerParameters = new Map<string, string>();
  const queryStringParameters = new Map<string, string>();
  const secrets: SecretParameter[] = [];
  const rest = parameters.filter((each) => each.in !== "path" && !(each.in === "header" && IGNORED.test(each.name)));
  for (const parameter of rest.filter(({ required }) => required === true)) {
    const { name } = parameter;
    const kind = kindOf(parameter, id);
    if (isKnown(kind, name)) continue;
    if (kind === "header" && isRemovedHeader(name)) {
      notes.push(
        `the header ${name} is required, and EventBridge does not send it: see whether the product does without`,
      );
      continue;
    }
    const value = isSecretName(name) ? undefined : read(parameter);
    if (value === undefined || (value.isConstant && looksLikeCredential(value.text))) {
      secrets.push({ in: kind, name });
      notes.push(`${name} looks like a credential, so the connection sends it from the secret`);
    } else (kind === "header" ? headerParameters : queryStringParameters).set(name, value.text);
  }
  const left = rest.filter(({ required, name, in: place }) => required !== true && !isKnownIn(place, name, isKnown));
  if (left.length > 0) notes.push(`optional parameters are left out: ${shortList(left.map(({ name }) => name))}`);
  return { path, pathParameterValues, headerParameters, queryStringParameters, secrets, detail, notes };
}

function isKnownIn(place: Parameter["in"], name: string, isKnown: (kind: Kind, name: string) => boolean): boolean {
  return (place === "header" && isKnown("header", name)) || (place === "query" && isKnown("queryString", name));
}

/** In the order of the path. */
function pathNames({ path }: Operation): readonly string[] {
  return Array.from(path.matchAll(/\{([^{}]+)\}/g), ([, name = ""]) => name);
}

/** Documents forget to declare some. */
function pathText(name: string): Parameter {
  return { name, in: "path", required: true, schema: { type: "string" } };
}

function kindOf({ in: place, name }: Parameter, id: string): Kind {
  switch (place) {
    case "query":
      if (takes(AWS_TEXTS["events.QueryStringKey"], name)) return "queryString";
      throw new OpenApiError(`${id} needs the query parameter ${quote(name)}, a name that EventBridge does not take`);
    case "header":
      if (headerName.safeParse(name).success) return "header";
      throw new OpenApiError(`${id} needs the header ${quote(name)}, which is no name of a header; mend the document`);
    case "cookie":
    case "path":
    case "querystring": {
      const what = place === "cookie" ? `the cookie ${quote(name)}` : `the query string as a whole, ${quote(name)}`;
      const instead = "write another operation, or a function that consumes the event and makes the request";
      throw new OpenApiError(`${id} needs ${what}, which EventBridge does not send; ${instead}`);
    }
  }
}

interface ParameterText {
  readonly text: string;
  readonly isConstant: boolean;
}

function parameterValue(
  document: OpenApiDocument,
  parameter: Parameter,
  names: DetailNames,
  detail: Map<string, unknown>,
  notes: string[],
): ParameterText {
  const { name } = parameter;
  const [content] = Object.values(parameter.content ?? {});
  const written = flatSchema(document, parameter.schema ?? content?.schema);
  const isList = written.kind === "array";
  const schema = isList ? flatSchema(document, written.items, written.pointers) : written;
  const [only] = [...onlyValue(written), written.default].flatMap((value) => constantText(value));
  if (only !== undefined) return { text: only, isConstant: true };
  if (isList) notes.push(`${name} is a list: let the event hold it as one text, as the product wants it written`);
  if (schema.kind === "object")
    notes.push(`${name} is an object: let the event hold it as one text, as the product wants it written`);
  const sample = sampleValue(document, schema, name, exampleOf(document, parameter));
  const field = names.claim([name]);
  detail.set(field, typeof sample === "object" ? JSON.stringify(sample) : sample);
  return { text: `$.detail.${field}`, isConstant: false };
}

/** A constant as a parameter holds it; an empty list where none may hold it, or where it would be taken for a path. */
function constantText(value: unknown): readonly string[] {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return [];
  const text = String(value);
  const fits = text.trim() !== "" && !text.startsWith("$") && takes(AWS_TEXTS["events.HeaderValueSensitive"], text);
  return fits ? [text] : [];
}
