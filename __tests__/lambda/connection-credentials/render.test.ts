import { drift } from "../../../lambda/connection-credentials/drift";
import { render, type Pair } from "../../../lambda/connection-credentials/render";
import type { ConnectionSpec } from "../../../connection/spec";
import { apiKeySpec, basicSpec, oauthSpec } from "../../connection/samples";

const VERSIONS = { specVersion: 3, secretVersion: "0b7c" };
const ARN = "arn:aws:vpc-lattice:eu-central-1:200000000001:resourceconfiguration/rcfg-0123456789abcdef0";
const NONE = { HeaderParameters: [], QueryStringParameters: [], BodyParameters: [] };

function pair(spec: ConnectionSpec, values: Record<string, string>): Pair {
  return { ...VERSIONS, spec, values };
}

test("OAUTH_CLIENT_CREDENTIALS with literal and secret parameters", () => {
  const values = {
    clientId: "canary-id",
    clientSecret: "canary-secret",
    assertion: "canary-a",
    routingKey: "canary-r",
  };
  expect(render(pair(oauthSpec, values), {})).toEqual({
    Name: "acme-test-crm",
    Description: "The CRM [spec 3, secret 0b7c]",
    AuthorizationType: "OAUTH_CLIENT_CREDENTIALS",
    AuthParameters: {
      OAuthParameters: {
        AuthorizationEndpoint: "https://login.example.com/oauth2/token",
        HttpMethod: "POST",
        ClientParameters: { ClientID: "canary-id", ClientSecret: "canary-secret" },
        OAuthHttpParameters: {
          HeaderParameters: [{ Key: "Content-Type", Value: "application/x-www-form-urlencoded", IsValueSecret: false }],
          QueryStringParameters: [],
          BodyParameters: [
            { Key: "grant_type", Value: "client_credentials", IsValueSecret: false },
            { Key: "assertion", Value: "canary-a", IsValueSecret: true },
          ],
        },
      },
      InvocationHttpParameters: {
        HeaderParameters: [
          { Key: "X-Team", Value: "sales", IsValueSecret: false },
          { Key: "X-Routing", Value: "canary-r", IsValueSecret: true },
        ],
        QueryStringParameters: [],
        BodyParameters: [],
      },
    },
    KmsKeyIdentifier: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub",
  });
});

test("API_KEY without parameters: what may be left from before is sent empty, because AWS keeps what is left out", () => {
  expect(render(pair(apiKeySpec, { apiKey: "canary-key" }), {})).toEqual({
    Name: "acme-test-crm",
    Description: "[spec 3, secret 0b7c]",
    AuthorizationType: "API_KEY",
    AuthParameters: {
      ApiKeyAuthParameters: { ApiKeyName: "Authorization", ApiKeyValue: "canary-key" },
      InvocationHttpParameters: NONE,
    },
    KmsKeyIdentifier: apiKeySpec.kmsKeyIdentifier,
  });
});

test("BASIC with a secret in the query string", () => {
  const spec = { ...basicSpec, invocationHttpParameters: { queryString: { token: { secretKey: "token" } } } };
  const { AuthParameters } = render(pair(spec, { username: "canary-u", password: "canary-p", token: "canary-t" }), {});
  expect(AuthParameters).toEqual({
    BasicAuthParameters: { Username: "canary-u", Password: "canary-p" },
    InvocationHttpParameters: {
      ...NONE,
      QueryStringParameters: [{ Key: "token", Value: "canary-t", IsValueSecret: true }],
    },
  });
});

describe("private connectivity", () => {
  const shown = {
    InvocationConnectivityParameters: {
      ResourceParameters: { ResourceConfigurationArn: ARN, ResourceAssociationArn: "x" },
    },
  };
  const connectivity = (spec: ConnectionSpec, now: Parameters<typeof render>[1]) =>
    render(pair(spec, { apiKey: "canary-key" }), now).InvocationConnectivityParameters?.ResourceParameters;

  test("is sent when the spec has it", () => {
    const spec = { ...apiKeySpec, privateConnectivity: { resourceConfigurationArn: ARN } };
    expect(connectivity(spec, {})).toEqual({ ResourceConfigurationArn: ARN });
  });
  test("is taken back when the connection still has it", () => {
    expect(connectivity(apiKeySpec, shown)).toEqual({ ResourceConfigurationArn: "" });
  });
  test("of a token call is taken back: no spec has it", () => {
    const now = { AuthParameters: { ConnectivityParameters: shown.InvocationConnectivityParameters } };
    const { AuthParameters, InvocationConnectivityParameters } = render(
      pair(apiKeySpec, { apiKey: "canary-key" }),
      now,
    );
    expect(AuthParameters?.ConnectivityParameters).toEqual({ ResourceParameters: { ResourceConfigurationArn: "" } });
    expect(InvocationConnectivityParameters).toBeUndefined();
  });
  test("is not spoken of when neither has it", () => {
    expect(connectivity(apiKeySpec, {})).toBeUndefined();
  });
});

describe("drift", () => {
  const values = {
    clientId: "canary-id",
    clientSecret: "canary-secret",
    assertion: "canary-a",
    routingKey: "canary-r",
  };
  /** What DescribeConnection shows of a connection that was sent as rendered. */
  const shown = () => {
    const { AuthParameters: auth, ...request } = render(pair(oauthSpec, values), {});
    return JSON.parse(
      JSON.stringify(
        { ...request, AuthParameters: auth },
        function (this: { IsValueSecret?: boolean }, key, value: unknown) {
          return key === "ClientSecret" || (key === "Value" && this.IsValueSecret === true) ? undefined : value;
        },
      ),
    ) as Parameters<typeof drift>[2] & { AuthParameters: { OAuthParameters: { OAuthHttpParameters: unknown } } };
  };

  test("there is none in what was sent", () => {
    expect(drift(oauthSpec, VERSIONS, shown())).toEqual([]);
  });

  test.each<[string, (connection: ReturnType<typeof shown>) => unknown]>([
    ["description", (connection) => (connection.Description = "mine now")],
    ["description", (connection) => (connection.Description = "The CRM [spec 3, secret ffff]")],
    ["invocation parameters", (connection) => (connection.AuthParameters.InvocationHttpParameters = {})],
    [
      "parameters of the token call",
      (connection) => (connection.AuthParameters.OAuthParameters.OAuthHttpParameters = {}),
    ],
    ["KMS key", (connection) => (connection.KmsKeyIdentifier = "arn:aws:kms:eu-central-1:200000000001:alias/other")],
    [
      "private connectivity",
      (connection) =>
        (connection.InvocationConnectivityParameters = {
          ResourceParameters: { ResourceConfigurationArn: ARN, ResourceAssociationArn: "x" },
        }),
    ],
    [
      "private token endpoint",
      (connection) =>
        (connection.AuthParameters.ConnectivityParameters = {
          ResourceParameters: { ResourceConfigurationArn: ARN, ResourceAssociationArn: "x" },
        }),
    ],
  ])("a change of the %s is seen", (setting, change) => {
    const connection = shown();
    change(connection);
    expect(drift(oauthSpec, VERSIONS, connection)).toEqual([setting]);
  });

  test("another type of authorization is seen", () => {
    expect(drift(apiKeySpec, VERSIONS, shown())).toEqual([
      "description",
      "authorization type",
      "API key name",
      "invocation parameters",
    ]);
  });

  test("a key that AWS shows by its own ARN cannot be told from its alias", () => {
    const connection = { ...shown(), KmsKeyIdentifier: "arn:aws:kms:eu-central-1:200000000001:key/1234" };
    expect(drift(oauthSpec, VERSIONS, connection)).toEqual([]);
  });
});
