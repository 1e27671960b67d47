/** From an operation of an OpenAPI document to what a tenant's file says of it. */
import type { Input, TenantEventFile } from "../../catalogue/model";
import { authorizationHeader, type Authorization, type HttpParameters } from "../../connection/authorization";
import { requestBody } from "./body";
import { DetailNames, wordsOf } from "./detail-names";
import { baseUrlOf, endpointOf } from "./endpoint";
import { findOperation, type HttpMethod, type Operation } from "./operation";
import { requestParameters, type RequestParameters } from "./parameters";
import type { OpenApiDocument } from "./read-openapi";
import { accessTo, connectionSecrets } from "./security";

/** What a document cannot know, and the user does. */
interface TenantPartsOptions {
  /** Instead of the document's servers. */
  readonly baseUrl?: string | undefined;
}

/** The parts of a tenant's file that follow from an operation. Owner, pattern of the events and the like are the user's. */
export interface TenantParts {
  readonly connection: {
    readonly authorization: Authorization;
    readonly invocationHttpParameters?: HttpParameters;
  };
  /** Key of the secret to what its value is, word by word, with `<...>` for what the product gives. */
  readonly secretKeys: Readonly<Record<string, string>>;
  readonly destination: {
    readonly invocationEndpoint: string;
    readonly httpMethod: HttpMethod;
    readonly invocationRateLimitPerSecond: number;
  };
  readonly event: {
    readonly input: Input;
    readonly httpParameters?: NonNullable<TenantEventFile["httpParameters"]>;
  };
  /** An event of which a whole request is made. */
  readonly sampleEvent: {
    readonly source: string;
    readonly "detail-type": string;
    readonly detail: Readonly<Record<string, unknown>>;
  };
  /** What the user should know or decide, a sentence each. */
  readonly notes: readonly string[];
}

/** Documents tell no rate limit; the presets begin with the same where none was found. */
const CAREFUL_RATE = 5;

/**
 * What a tenant's file says of an operation.
 *
 * @param operationId of the operation, or its method and path: `POST /orders`
 * @throws OpenApiError when there is no such operation, or EventBridge cannot call it; the message says what to write.
 */
export function tenantParts(
  document: OpenApiDocument,
  operationId: string,
  { baseUrl }: TenantPartsOptions = {},
): TenantParts {
  const operation = findOperation(document, operationId);
  const base = baseUrlOf(operation, baseUrl);
  const access = accessTo(document, operation, base.url);
  const authorizing = authorizationHeader(access.authorization).toLowerCase();
  // The body is tried in several sizes, each with the names that the parameters have left.
  const parametersWith = (names: DetailNames) =>
    requestParameters(document, operation, names, (kind, name) =>
      kind === "header" && name.toLowerCase() === authorizing
        ? true
        : access.secrets.some((each) => each.in === kind && each.name === name),
    );
  const parameters = parametersWith(new DetailNames());
  const body = requestBody(document, operation, access.isKeyInBody, () => {
    const names = new DetailNames();
    parametersWith(names);
    return names;
  });
  const { secretKeys, invocationHttpParameters } = connectionSecrets(
    [...access.secrets, ...parameters.secrets, ...body.secrets.map((name) => ({ in: "body", name }) as const)],
    access.secretKeys,
  );
  const httpParameters = writtenParameters(parameters, body.contentType);
  return {
    connection: {
      authorization: access.authorization,
      ...(invocationHttpParameters === undefined ? {} : { invocationHttpParameters }),
    },
    secretKeys: { ...access.secretKeys, ...secretKeys },
    destination: {
      invocationEndpoint: endpointOf(base.url, operation, parameters.path),
      httpMethod: operation.method,
      invocationRateLimitPerSecond: CAREFUL_RATE,
    },
    event: { input: body.input, ...(httpParameters === undefined ? {} : { httpParameters }) },
    sampleEvent: {
      source: "com.example.orders",
      "detail-type": detailType(operation),
      detail: Object.fromEntries([...parameters.detail, ...body.detail]),
    },
    notes: [
      ...(operation.deprecated ? [`the document calls ${operation.id} deprecated; look for what replaces it`] : []),
      ...base.notes,
      ...access.notes,
      ...parameters.notes,
      ...body.secrets.map(
        (name) => `${name} in the body looks like a credential, so the connection sends it from the secret`,
      ),
      ...body.notes,
      `the document tells no rate limit: ${CAREFUL_RATE} requests a second are a careful start; look up the vendor's`,
    ].map(sentence),
  };
}

function writtenParameters(
  { pathParameterValues, headerParameters, queryStringParameters }: RequestParameters,
  contentType: string | undefined,
): TenantEventFile["httpParameters"] {
  const headers = new Map([
    ...(contentType === undefined ? [] : [["Content-Type", contentType] as const]),
    ...headerParameters,
  ]);
  const written = {
    ...(pathParameterValues.length === 0 ? {} : { pathParameterValues: [...pathParameterValues] }),
    ...(headers.size === 0 ? {} : { headerParameters: Object.fromEntries(headers) }),
    ...(queryStringParameters.size === 0 ? {} : { queryStringParameters: Object.fromEntries(queryStringParameters) }),
  };
  return Object.keys(written).length === 0 ? undefined : written;
}

/** `createOrder` -> `Create Order`. */
function detailType({ id }: Operation): string {
  const words = wordsOf(id).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.length === 0 ? "Example" : words.join(" ").slice(0, 100).trimEnd();
}

function sentence(note: string): string {
  // Names of the document stay as they are.
  return /^[a-z]+ /.test(note) ? note.charAt(0).toUpperCase() + note.slice(1) : note;
}
