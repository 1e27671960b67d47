import type { Authorization } from "./destination";
import { isRemovedHeader, removedHeaders, sameHeader } from "./headers";
import { fromConnection } from "./parameters";
import { REDACTED, type PlannedAuthorization, type PlannedHeader, type TokenRequest } from "./planned-request";
import { planUrl } from "./url";

/** How a request authorizes itself, the header that does it, and what is not known of it. */
export interface AuthorizationPlan {
  readonly authorization: PlannedAuthorization;
  readonly header: PlannedHeader;
  readonly unknowns: readonly string[];
}

/**
 * "For Basic and API Key authorization, EventBridge populates the required authorization headers for you. For OAuth
 * authorization, EventBridge also exchanges your client ID and secret for an access token."
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-auth.html
 */
export function planAuthorization(connection: Authorization): AuthorizationPlan {
  switch (connection.type) {
    case "BASIC":
      return {
        authorization: { type: connection.type, header: "Authorization" },
        header: authorizing("Authorization", `Basic ${REDACTED}`),
        unknowns: [],
      };
    case "API_KEY":
      return {
        authorization: { type: connection.type, header: connection.apiKeyName },
        header: authorizing(connection.apiKeyName, REDACTED),
        unknowns: [],
      };
    case "OAUTH_CLIENT_CREDENTIALS":
      return {
        authorization: { type: connection.type, header: "Authorization", tokenRequest: planTokenRequest(connection) },
        header: authorizing("Authorization", `Bearer ${REDACTED}`),
        unknowns: ["header Authorization: whether the word before the token is Bearer or the token_type answered"],
      };
  }
}

function authorizing(name: string, value: string): PlannedHeader {
  return { name, value, from: "authorization" };
}

function planTokenRequest(oauth: Extract<Authorization, { type: "OAUTH_CLIENT_CREDENTIALS" }>): TokenRequest {
  const { queryString, body } = oauth.oAuthHttpParameters;
  const header = oauth.oAuthHttpParameters.header.map(fromConnection);
  const dropped = removedHeaders(header);
  const { url, unknowns } = planUrl(oauth.authorizationEndpoint, [], queryString.map(fromConnection));
  const hasGrantType = [...queryString, ...body].some(({ key }) => key === "grant_type");
  const hasContentType = header.some(({ key }) => sameHeader(key, "content-type"));
  return {
    method: oauth.httpMethod,
    url,
    headers: header
      .filter(({ key }) => !isRemovedHeader(key))
      .map(({ key, value }) => ({ name: key, value, from: "connection" })),
    bodyParameters: body.map(fromConnection).map(({ key, value }) => ({ key, value })),
    dropped,
    leftImplicit: [
      ...(hasGrantType ? [] : ["grant_type" as const]),
      ...(hasContentType ? [] : ["Content-Type" as const]),
    ],
    unknowns: [
      "where AWS puts the client id and the client secret on the token call",
      ...(hasContentType ? [] : ["the Content-Type of the token call"]),
      ...(hasGrantType ? [] : ["whether AWS adds grant_type to the token call"]),
      ...dropped.map(({ name }) => `whether EventBridge removes the header ${name} from the token call too`),
      ...unknowns,
    ],
  };
}
