import type { HttpMethod } from "./destination";

/** Stands in a planned request for a value that is secret. */
export const REDACTED = "<redacted>";

/** Stands in a planned request for a value that nobody knows; `unknowns` says why. */
export const UNKNOWN = "<unknown>";

/** Who sets a header: EventBridge in every request, the connection, the target, or the authorization. */
export type HeaderSource = "eventBridge" | "connection" | "target" | "authorization";

/** A header of the request; in `value`, `REDACTED` and `UNKNOWN` may stand. */
export interface PlannedHeader {
  readonly name: string;
  readonly value: string;
  readonly from: HeaderSource;
}

/** A parameter that is configured and not sent, and why. */
export interface DroppedParameter {
  readonly part: "header" | "queryString" | "pathParameter";
  /** The parameter's name; of a path parameter its position, from 1. */
  readonly name: string;
  readonly from: "connection" | "target" | "authorization";
  readonly reason: string;
}

/** A parameter of the token call; `value` may be `REDACTED`. */
export interface TokenParameter {
  readonly key: string;
  readonly value: string;
}

/**
 * The call that gets an OAuth token. Only what is configured is in `url`, `headers` and `bodyParameters`; the client id
 * and client secret are sent too, but AWS does not document where.
 */
export interface TokenRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly headers: readonly PlannedHeader[];
  readonly bodyParameters: readonly TokenParameter[];
  /** Headers that are configured and, as far as one can tell, not sent. */
  readonly dropped: readonly DroppedParameter[];
  /** What the connection leaves to defaults that AWS does not document. Vendors differ in what they accept. */
  readonly leftImplicit: readonly ("grant_type" | "Content-Type")[];
  readonly unknowns: readonly string[];
}

/**
 * How the request authorizes itself. `header` is the name of the header that carries the secret; it is among the
 * request's headers unless EventBridge removes every header of that name.
 */
export type PlannedAuthorization =
  | { readonly type: "BASIC"; readonly header: string }
  | { readonly type: "API_KEY"; readonly header: string }
  | { readonly type: "OAUTH_CLIENT_CREDENTIALS"; readonly header: string; readonly tokenRequest: TokenRequest };

/** The request EventBridge would send to an API destination. */
export interface PlannedRequest {
  readonly method: HttpMethod;
  readonly url: string;
  readonly headers: readonly PlannedHeader[];
  /** The text sent; secrets in it are `REDACTED`. */
  readonly body: string;
  readonly authorization: PlannedAuthorization;
  readonly dropped: readonly DroppedParameter[];
  /** What AWS does not document and this request depends on, one sentence each. Empty when all of it is known. */
  readonly unknowns: readonly string[];
}
