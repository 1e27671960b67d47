import type { Authorization, ConnectionDescription, ConnectionHttpParameters, ConnectionParameter } from "../request";

/** A secret parameter of a connection: of its token call or of its invocations, and where in the request it goes. */
export interface SecretParameter {
  readonly call: "token" | "invocation";
  readonly part: keyof ConnectionHttpParameters;
  readonly key: string;
}

/** What authorizes a connection. */
export type Credential =
  | { readonly type: "BASIC"; readonly username: string; readonly password: string }
  | { readonly type: "API_KEY"; readonly apiKey: string }
  | { readonly type: "OAUTH_CLIENT_CREDENTIALS"; readonly clientId: string; readonly clientSecret: string };

/** A credential with which a token is got. */
export type OAuthClient = Extract<Credential, { type: "OAUTH_CLIENT_CREDENTIALS" }>;

/** The client that a token is got for; undefined where the credential itself goes out with requests. */
export function oauthClientOf(credential: Credential): OAuthClient | undefined {
  switch (credential.type) {
    case "OAUTH_CLIENT_CREDENTIALS":
      return credential;
    case "API_KEY":
    case "BASIC":
      return undefined;
  }
}

/** The names under which {@link credentialOf} asks for a credential's values. */
export type CredentialKey = "username" | "password" | "apiKey" | "clientId" | "clientSecret";

/** The credential that a kind of authorization needs, made of the values that `take` gives for each of its names. */
export function credentialOf({ type }: Authorization, take: (key: CredentialKey) => string): Credential {
  switch (type) {
    case "BASIC":
      return { type, username: take("username"), password: take("password") };
    case "API_KEY":
      return { type, apiKey: take("apiKey") };
    case "OAUTH_CLIENT_CREDENTIALS":
      return { type, clientId: take("clientId"), clientSecret: take("clientSecret") };
  }
}

/** Everything of a connection that is secret. Goes into requests only: no report, log or message may hold any of it. */
export interface ConnectionSecrets {
  readonly credential: Credential;
  /** The value of a secret parameter. */
  readonly valueOf: (parameter: SecretParameter) => string;
}

/** A connection with the values of its secret parameters filled in, so that a request planned with it can be sent. */
export function revealed(description: ConnectionDescription, { valueOf }: ConnectionSecrets): ConnectionDescription {
  const { authorization, invocationHttpParameters } = description;
  return {
    authorization: revealedAuthorization(authorization, valueOf),
    invocationHttpParameters: revealedParameters(invocationHttpParameters, "invocation", valueOf),
  };
}

function revealedAuthorization(authorization: Authorization, valueOf: ConnectionSecrets["valueOf"]): Authorization {
  switch (authorization.type) {
    case "OAUTH_CLIENT_CREDENTIALS": {
      const { oAuthHttpParameters } = authorization;
      return { ...authorization, oAuthHttpParameters: revealedParameters(oAuthHttpParameters, "token", valueOf) };
    }
    case "API_KEY":
    case "BASIC":
      return authorization;
  }
}

function revealedParameters(
  parameters: ConnectionHttpParameters,
  call: SecretParameter["call"],
  valueOf: ConnectionSecrets["valueOf"],
): ConnectionHttpParameters {
  const reveal = (part: SecretParameter["part"]) =>
    parameters[part].map(({ key, ...parameter }): ConnectionParameter =>
      parameter.isValueSecret
        ? { key, isValueSecret: false, value: valueOf({ call, part, key }) }
        : { key, ...parameter },
    );
  return { header: reveal("header"), queryString: reveal("queryString"), body: reveal("body") };
}
