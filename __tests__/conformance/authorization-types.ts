/** Every authorization type, and what each room that knows authorization types makes of it. */
import type { Authorization as SimulatedAuthorization, PlannedAuthorization } from "#simulator/request";
import type { Authorization, AuthorizationType } from "../../connection/authorization";

/** One authorization type, as each room is to show it. */
export interface AuthorizationCase<T extends AuthorizationType = AuthorizationType> {
  /** What people write of the connection. */
  readonly yaml: string;
  /** What stands in the connection's spec. */
  readonly declared: Extract<Authorization, { type: T }>;
  /** `auth_parameters` of the emitted connection, in part. */
  readonly emitted: object;
  readonly readBack: Extract<SimulatedAuthorization, { type: T }>;
  /** What `simulate` shows of the authorization, in part. */
  readonly simulated: Partial<Extract<PlannedAuthorization, { type: T }>>;
  /** Of the request that `simulate` shows. */
  readonly header: Readonly<Record<string, string>>;
  /** What arrives over HTTP, first to last: the token call where there is one, and the request with its header. */
  readonly recorded: readonly object[];
  /** What somebody puts into the secret; found again nowhere but in the connection. */
  readonly secret: Readonly<Record<string, string>>;
  /** `AuthParameters` of the connection once that is synced, in part. */
  readonly synced: object;
  /** A change of the live connection, and the name of what differs then. */
  readonly changedByHand: { readonly setting: string; readonly change: (connection: Record<string, unknown>) => void };
  /** What people are asked for, by key. */
  readonly words: Readonly<Record<string, string>>;
  /** Whether people are told that a wrong value shows with the first event only. */
  readonly triedWithFirstEvent: boolean;
}

const noParameters = { header: [], queryString: [], body: [] };
const invocation = (headers: Readonly<Record<string, string>>) => ({
  kind: "invocation",
  method: "POST",
  url: "https://crm.example.com/orders",
  headers: expect.objectContaining(headers) as object,
  body: '{"orderId":"7"}',
  answer: 200,
});

export const AUTHORIZATION_TYPES = {
  BASIC: {
    yaml: "  authorization: { type: BASIC }\n",
    declared: { type: "BASIC" },
    emitted: {
      basic: { username: "placeholder-until-credentials-are-put", password: "placeholder-until-credentials-are-put" },
    },
    readBack: { type: "BASIC" },
    simulated: { type: "BASIC", header: "Authorization" },
    header: { Authorization: "Basic <redacted>" },
    recorded: [invocation({ authorization: "Basic ..." })],
    secret: { username: "canary-user-1a", password: "canary-password-2b" },
    synced: { BasicAuthParameters: { Username: "canary-user-1a", Password: "canary-password-2b" } },
    changedByHand: {
      setting: "authorization type",
      change: (connection) => {
        connection["AuthorizationType"] = "API_KEY";
      },
    },
    words: { username: "the user name of basic authorization", password: "the password of basic authorization" },
    triedWithFirstEvent: true,
  },
  API_KEY: {
    yaml: "  authorization: { type: API_KEY, apiKeyName: X-Api-Key }\n",
    declared: { type: "API_KEY", apiKeyName: "X-Api-Key" },
    emitted: { api_key: { key: "X-Api-Key", value: "placeholder-until-credentials-are-put" } },
    readBack: { type: "API_KEY", apiKeyName: "X-Api-Key" },
    simulated: { type: "API_KEY", header: "X-Api-Key" },
    header: { "X-Api-Key": "<redacted>" },
    recorded: [invocation({ "x-api-key": "..." })],
    secret: { apiKey: "canary-key-3c" },
    synced: { ApiKeyAuthParameters: { ApiKeyName: "X-Api-Key", ApiKeyValue: "canary-key-3c" } },
    changedByHand: {
      setting: "API key name",
      change: (connection) => {
        connection["AuthParameters"] = { ApiKeyAuthParameters: { ApiKeyName: "X-Other" } };
      },
    },
    words: { apiKey: "the whole value of header X-Api-Key" },
    triedWithFirstEvent: true,
  },
  OAUTH_CLIENT_CREDENTIALS: {
    yaml: `
  authorization:
    type: OAUTH_CLIENT_CREDENTIALS
    authorizationEndpoint: https://login.crm.example.com/token
    httpMethod: POST
    oauthHttpParameters:
      header: { Content-Type: application/x-www-form-urlencoded }
      body: { grant_type: client_credentials }
`,
    declared: {
      type: "OAUTH_CLIENT_CREDENTIALS",
      authorizationEndpoint: "https://login.crm.example.com/token",
      httpMethod: "POST",
      oauthHttpParameters: {
        header: { "Content-Type": "application/x-www-form-urlencoded" },
        body: { grant_type: "client_credentials" },
      },
    },
    emitted: {
      oauth: {
        authorization_endpoint: "https://login.crm.example.com/token",
        http_method: "POST",
        client_parameters: {
          client_id: "placeholder-until-credentials-are-put",
          client_secret: "placeholder-until-credentials-are-put",
        },
      },
    },
    readBack: {
      type: "OAUTH_CLIENT_CREDENTIALS",
      authorizationEndpoint: "https://login.crm.example.com/token",
      httpMethod: "POST",
      oAuthHttpParameters: {
        ...noParameters,
        header: [{ key: "Content-Type", isValueSecret: false, value: "application/x-www-form-urlencoded" }],
        body: [{ key: "grant_type", isValueSecret: false, value: "client_credentials" }],
      },
    },
    simulated: { type: "OAUTH_CLIENT_CREDENTIALS", header: "Authorization" },
    header: { Authorization: "Bearer <redacted>" },
    recorded: [
      {
        kind: "token",
        method: "POST",
        url: "https://login.crm.example.com/token",
        body: "grant_type=client_credentials&client_id=local-clientId&client_secret=...",
        answer: 200,
      },
      invocation({ authorization: "Bearer ..." }),
    ],
    secret: { clientId: "canary-id-4d", clientSecret: "canary-secret-5e" },
    synced: {
      OAuthParameters: {
        AuthorizationEndpoint: "https://login.crm.example.com/token",
        ClientParameters: { ClientID: "canary-id-4d", ClientSecret: "canary-secret-5e" },
      },
    },
    changedByHand: {
      setting: "authorization endpoint",
      change: (connection) => {
        const auth = structuredClone(connection["AuthParameters"]) as { OAuthParameters: Record<string, unknown> };
        auth.OAuthParameters["AuthorizationEndpoint"] = "https://login.other.example.com/token";
        connection["AuthParameters"] = auth;
      },
    },
    words: { clientId: "the id of the OAuth client", clientSecret: "the secret of the OAuth client" },
    triedWithFirstEvent: false,
  },
} satisfies { readonly [T in AuthorizationType]: AuthorizationCase<T> };
