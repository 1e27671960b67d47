/**
 * How EventBridge authorizes at a product, and what follows from each way of it. A new authorization type starts here, in
 * the schema; the compiler then names everything below and in the other rooms that does not know it yet.
 */
import * as z from "zod/mini";

const parameterValue = z.union([z.string(), z.strictObject({ secretKey: z.string().check(z.minLength(1)) })]);

/** See {@link HttpParameters}. */
export const httpParametersSchema = z.strictObject({
  header: z.optional(z.record(z.string(), parameterValue)),
  queryString: z.optional(z.record(z.string(), parameterValue)),
  body: z.optional(z.record(z.string(), parameterValue)),
});

/** See {@link Authorization}. */
export const authorizationSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("OAUTH_CLIENT_CREDENTIALS"),
    authorizationEndpoint: z.string().check(z.regex(/^https:\/\//)),
    httpMethod: z.enum(["GET", "POST", "PUT"]),
    oauthHttpParameters: z.optional(httpParametersSchema),
  }),
  z.strictObject({ type: z.literal("API_KEY"), apiKeyName: z.string().check(z.minLength(1)) }),
  z.strictObject({ type: z.literal("BASIC") }),
]);

/** A literal, or the key in the secret that holds the value. */
export type ParameterValue = z.infer<typeof parameterValue>;

/** Header, query string and body parameters; AWS calls them ConnectionHttpParameters. */
export type HttpParameters = z.infer<typeof httpParametersSchema>;

/** How EventBridge authorizes, without the credentials; AWS's own terms (API_CreateConnection). */
export type Authorization = z.infer<typeof authorizationSchema>;

/** The call that gets a token; its parameters are sent with this call only. */
export interface TokenCall {
  readonly authorizationEndpoint: string;
  readonly httpMethod: "GET" | "POST" | "PUT";
  readonly oauthHttpParameters?: HttpParameters | undefined;
}

/** BASIC, API_KEY or OAUTH_CLIENT_CREDENTIALS. */
export type AuthorizationType = Authorization["type"];

/** The keys that an authorization type takes from the secret. */
export const CREDENTIAL_KEYS = {
  OAUTH_CLIENT_CREDENTIALS: ["clientId", "clientSecret"],
  API_KEY: ["apiKey"],
  BASIC: ["username", "password"],
} as const satisfies Record<AuthorizationType, readonly string[]>;

type Words<T extends AuthorizationType> = Readonly<Record<(typeof CREDENTIAL_KEYS)[T][number], string>>;

/**
 * With what EventBridge tries the credentials: until a product has answered, nobody knows whether they are right. A
 * connection whose credentials go out with requests is AUTHORIZED unseen
 * (docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-states.html).
 */
export const TRIED_WITH = {
  OAUTH_CLIENT_CREDENTIALS: "tokenCall",
  API_KEY: "firstRequest",
  BASIC: "firstRequest",
} as const satisfies Record<AuthorizationType, "tokenCall" | "firstRequest">;

/** What each of the {@link CREDENTIAL_KEYS} is, for the person who has the values. */
export function credentialsInWords(authorization: Authorization): Readonly<Record<string, string>> {
  switch (authorization.type) {
    case "OAUTH_CLIENT_CREDENTIALS":
      return {
        clientId: "the id of the OAuth client",
        clientSecret: "the secret of the OAuth client",
      } satisfies Words<"OAUTH_CLIENT_CREDENTIALS">;
    case "API_KEY":
      return { apiKey: apiKeyInWords(authorization.apiKeyName) } satisfies Words<"API_KEY">;
    case "BASIC":
      return {
        username: "the user name of basic authorization",
        password: "the password of basic authorization",
      } satisfies Words<"BASIC">;
  }
}

/** What people get wrong most: the header holds more than the key that the product's pages show. */
function apiKeyInWords(header: string): string {
  const example = header.toLowerCase() === "authorization" ? ', for instance with "Bearer " in front' : "";
  return `the whole value of header ${header}${example}`;
}

/** The header that EventBridge fills to authorize a request. */
export function authorizationHeader(authorization: Authorization): string {
  switch (authorization.type) {
    case "API_KEY":
      return authorization.apiKeyName;
    case "BASIC":
    case "OAUTH_CLIENT_CREDENTIALS":
      return "Authorization";
  }
}

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
