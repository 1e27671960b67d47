import { isJsonObject, type JsonValue } from "../input";
import { planRequest, tokenCallOf, type ConnectionDescription, type TokenRequest } from "../request";
import type { Clock } from "./clock";
import type { OAuthClient } from "./credentials";
import { exchange, type OutgoingRequest, type Router } from "./exchange";
import { failure, failureOf, type Failure } from "./failure";

/** An access token and how long it lasts. */
export interface Token {
  readonly value: string;
  /** Milliseconds since 1970; undefined when the answer did not say, and it is then used until it is refused. */
  readonly expiresAt: number | undefined;
}

/** What a token call brought. */
export type TokenResult =
  | { readonly kind: "token"; readonly token: Token }
  /** `definitive`: asking again would bring the same, so the connection loses its authorization. */
  | { readonly kind: "failed"; readonly failure: Failure; readonly definitive: boolean };

const FORM = "application/x-www-form-urlencoded";

/**
 * Gets an access token with the client credentials grant.
 *
 * AWS documents neither where the client id and secret go nor the defaults, so these are our choices: both go into the
 * body (the query for GET); `grant_type=client_credentials` is added when nothing sets it (RFC 6749, 4.4.2); the body is
 * a form unless the connection's Content-Type says JSON.
 *
 * That EventBridge de-authorises a connection when the refresh fails is documented (eb-target-connection-deauthorize),
 * what failing means is not. Here an answer that will not change does it (4xx, a redirect, no JSON, no token), while
 * what passes (no connection, no answer in time, 409, 429, 5xx) fails this attempt only and is retried with it.
 *
 * @param connection with its secret parameters filled in
 */
export async function fetchToken(
  connection: ConnectionDescription,
  client: OAuthClient,
  router: Router,
  clock: Clock,
): Promise<TokenResult> {
  const planned = planTokenCall(connection);
  if (planned === undefined) {
    const what = "the token endpoint of the connection is not an HTTPS URL.";
    return { kind: "failed", failure: failure("NO_PERMISSIONS", what, false), definitive: true };
  }
  const sentAt = clock.now();
  const result = await exchange(tokenCall(planned, client), router, clock);
  const failed = failureOf(result, "the token endpoint of the connection", clock.now());
  if (failed !== undefined) {
    const definitive = result.kind === "unsendable" || (result.kind === "answer" && !passes(result.status));
    return { kind: "failed", failure: { ...failed, code: "NO_PERMISSIONS", retriable: true }, definitive };
  }
  const token = result.kind === "answer" ? readToken(result.body, sentAt) : undefined;
  if (token !== undefined) return { kind: "token", token };
  const what = "the token endpoint of the connection answered without an access token.";
  return { kind: "failed", failure: failure("NO_PERMISSIONS", what, true), definitive: true };
}

function passes(status: number): boolean {
  return status === 409 || status === 429 || status >= 500;
}

/** The plan of the token call is part of any request's plan; which request does not matter. */
function planTokenCall(connection: ConnectionDescription): TokenRequest | undefined {
  const call = tokenCallOf(connection.authorization);
  if (call === undefined) return undefined;
  const plan = planRequest({
    destination: { endpoint: call.authorizationEndpoint, httpMethod: "POST" },
    connection,
    httpParameters: { pathParameters: [], header: [], queryString: [] },
    body: { kind: "json", body: "{}" },
  });
  if (plan.kind === "impossible") return undefined;
  const { authorization } = plan.request;
  return "tokenRequest" in authorization ? authorization.tokenRequest : undefined;
}

/** The token call as it goes out: what is planned, with the client's credential and the defaults that are chosen here. */
export function tokenCall(
  { method, url, headers, bodyParameters, leftImplicit }: TokenRequest,
  client: Omit<OAuthClient, "type">,
): OutgoingRequest {
  const parameters = new Map(bodyParameters.map(({ key, value }) => [key, value]));
  if (leftImplicit.includes("grant_type")) parameters.set("grant_type", "client_credentials");
  parameters.set("client_id", client.clientId);
  parameters.set("client_secret", client.clientSecret);
  const form = new URLSearchParams([...parameters]).toString();
  const contentType = headers.find(({ name }) => name.toLowerCase() === "content-type")?.value ?? FORM;
  const ownHeaders = [
    { name: "User-Agent", value: "Amazon/EventBridge/ApiDestinations" },
    { name: "Connection", value: "close" },
    ...(leftImplicit.includes("Content-Type") && method !== "GET" ? [{ name: "Content-Type", value: FORM }] : []),
    ...headers,
  ];
  if (method === "GET")
    return { method, url: `${url}${url.includes("?") ? "&" : "?"}${form}`, headers: ownHeaders, body: "" };
  const body = /\bjson\b/i.test(contentType) ? JSON.stringify(Object.fromEntries(parameters)) : form;
  return { method, url, headers: ownHeaders, body };
}

function readToken(body: string, sentAt: number): Token | undefined {
  let answer: JsonValue;
  try {
    answer = JSON.parse(body) as JsonValue;
  } catch {
    return undefined;
  }
  if (!isJsonObject(answer)) return undefined;
  const { access_token: value, expires_in: seconds } = answer;
  if (typeof value !== "string" || value === "") return undefined;
  // Some products write the number as a string.
  const lasts = typeof seconds === "number" || typeof seconds === "string" ? Number(seconds) : Number.NaN;
  return { value, expiresAt: Number.isFinite(lasts) ? sentAt + lasts * 1000 : undefined };
}
