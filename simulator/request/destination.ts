/** The methods an API destination may have: all but CONNECT and TRACE. */
export type HttpMethod = "HEAD" | "POST" | "PATCH" | "DELETE" | "PUT" | "GET" | "OPTIONS";

/**
 * What of an API destination decides the request.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateApiDestination.html
 */
export interface ApiDestination {
  /** HTTPS URL; each `*` in its path is filled from the target's path parameters. */
  readonly endpoint: string;
  readonly httpMethod: HttpMethod;
}

/** A parameter of a connection. The value of a secret one is not known outside AWS, and is not wanted here. */
export type ConnectionParameter =
  | { readonly key: string; readonly isValueSecret: false; readonly value: string }
  | { readonly key: string; readonly isValueSecret: true };

/**
 * Parameters a connection adds to a call, up to 100 of each kind.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ConnectionHttpParameters.html
 */
export interface ConnectionHttpParameters {
  readonly header: readonly ConnectionParameter[];
  readonly queryString: readonly ConnectionParameter[];
  readonly body: readonly ConnectionParameter[];
}

/** How a connection authorizes, without its secrets: no password, API key value, client id or client secret. */
export type Authorization =
  | { readonly type: "BASIC" }
  /** One header, `apiKeyName`, carries the key. */
  | { readonly type: "API_KEY"; readonly apiKeyName: string }
  | {
      readonly type: "OAUTH_CLIENT_CREDENTIALS";
      readonly authorizationEndpoint: string;
      readonly httpMethod: "GET" | "POST" | "PUT";
      /** Added to the token call only. */
      readonly oAuthHttpParameters: ConnectionHttpParameters;
    };

/** The call that gets a token, where one is made before requests are sent. */
export type TokenCall = Pick<
  Extract<Authorization, { type: "OAUTH_CLIENT_CREDENTIALS" }>,
  "authorizationEndpoint" | "httpMethod" | "oAuthHttpParameters"
>;

/** The call that gets a token; undefined where the credentials go out with requests, without such a call. */
export function tokenCallOf(authorization: Authorization): TokenCall | undefined {
  switch (authorization.type) {
    case "OAUTH_CLIENT_CREDENTIALS":
      return authorization;
    case "API_KEY":
    case "BASIC":
      return undefined;
  }
}

/**
 * The non-secret description of a connection.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateConnection.html
 */
export interface ConnectionDescription {
  readonly authorization: Authorization;
  /** Added to every invocation, over the target's HttpParameters. */
  readonly invocationHttpParameters: ConnectionHttpParameters;
}
