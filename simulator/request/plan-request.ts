import type { RenderedHttpParameters } from "../input";
import { planAuthorization } from "./authorization";
import { planBody, type DeliveredBody } from "./body";
import type { ApiDestination, ConnectionDescription } from "./destination";
import { planHeaders } from "./headers";
import { fromConnection, fromTarget, mergeParameters } from "./parameters";
import type { PlannedRequest } from "./planned-request";
import { planUrl } from "./url";

/** What the request is made of. */
export interface RequestParts {
  readonly destination: ApiDestination;
  readonly connection: ConnectionDescription;
  /** The target's HttpParameters for this event: see `renderHttpParameters`. */
  readonly httpParameters: RenderedHttpParameters;
  /** The body for this event: see `renderTargetInput`. */
  readonly body: DeliveredBody;
}

/** The planned request, or why there can be none. */
export type RequestPlan =
  | { readonly kind: "request"; readonly request: PlannedRequest }
  | { readonly kind: "impossible"; readonly reason: string };

/**
 * Builds the HTTP request EventBridge would send to an API destination, without any secret in it. Never throws. What
 * AWS does not document is in `unknowns`.
 *
 * Rules: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html and
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_HttpParameters.html
 */
export function planRequest({ destination, connection, httpParameters, body: delivered }: RequestParts): RequestPlan {
  const { endpoint, httpMethod: method } = destination;
  if (!/^https:\/\/[^/?#]/i.test(endpoint)) {
    return { kind: "impossible", reason: `the endpoint of an API destination is an HTTPS URL, not ${endpoint}` };
  }
  const invocation = connection.invocationHttpParameters;
  const query = mergeParameters(
    "queryString",
    httpParameters.queryString.map(fromTarget),
    invocation.queryString.map(fromConnection),
    (a, b) => a === b,
  );
  const authorization = planAuthorization(connection.authorization);
  const url = planUrl(endpoint, httpParameters.pathParameters, query.parameters);
  const headers = planHeaders(
    httpParameters.header.map(fromTarget),
    invocation.header.map(fromConnection),
    authorization.header,
  );
  const body = planBody(delivered, invocation.body, method);
  return {
    kind: "request",
    request: {
      method,
      url: url.url,
      headers: headers.headers,
      body: body.body,
      authorization: authorization.authorization,
      dropped: [...url.dropped, ...query.dropped, ...headers.dropped],
      unknowns: [...url.unknowns, ...headers.unknowns, ...authorization.unknowns, ...body.unknowns],
    },
  };
}
