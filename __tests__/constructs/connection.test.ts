import { CREDENTIAL_PLACEHOLDER } from "../../connection/placeholder";
import { Connection } from "../../constructs/connection";
import type { Authorization } from "../../connection/authorization";
import type { ConnectionSpec } from "../../connection/spec";
import { synthesizeStack } from "../synthesized";

const spec: ConnectionSpec = {
  name: "acme-test-crm",
  secretName: "acme/test/tenants/crm",
  authorization: { type: "BASIC" },
  kmsKeyIdentifier: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub",
};
const oauth = {
  type: "OAUTH_CLIENT_CREDENTIALS",
  authorizationEndpoint: "https://crm.example.com/oauth2/token",
  httpMethod: "POST",
} as const;

function connectionOf(changes: Partial<ConnectionSpec>) {
  return synthesizeStack((scope) => new Connection(scope, "Connection", { ...spec, ...changes })).only(
    "aws_cloudwatch_event_connection",
  );
}

const placeholders: readonly (readonly [Authorization, object])[] = [
  [{ type: "BASIC" }, { basic: { username: CREDENTIAL_PLACEHOLDER, password: CREDENTIAL_PLACEHOLDER } }],
  [{ type: "API_KEY", apiKeyName: "X-Api-Key" }, { api_key: { key: "X-Api-Key", value: CREDENTIAL_PLACEHOLDER } }],
  [
    oauth,
    {
      oauth: {
        authorization_endpoint: "https://crm.example.com/oauth2/token",
        http_method: "POST",
        client_parameters: { client_id: CREDENTIAL_PLACEHOLDER, client_secret: CREDENTIAL_PLACEHOLDER },
        // The provider plans no empty block.
        oauth_http_parameters: {
          body: [{ key: "grant_type", value: "client_credentials", is_value_secret: false }],
        },
      },
    },
  ],
];

test.each(placeholders)("a placeholder stands wherever a credential of %j stands", (authorization, authParameters) => {
  const connection = connectionOf({ authorization });
  expect(connection.text("authorization_type")).toBe(authorization.type);
  expect(connection.attributes["auth_parameters"]).toEqual(authParameters);
});

test("Terraform leaves a connection alone once it exists, all of it", () => {
  expect(connectionOf({}).attributes["lifecycle"]).toEqual({ ignore_changes: "all" });
});

test("a parameter of the token call is literal or a placeholder, and says which", () => {
  const authorization = {
    ...oauth,
    oauthHttpParameters: {
      header: { Accept: "application/json" },
      queryString: { api: "v2" },
      body: { grant_type: "client_credentials", assertion: { secretKey: "assertion" } },
    },
  };
  expect(connectionOf({ authorization }).attributes["auth_parameters"]).toMatchObject({
    oauth: {
      oauth_http_parameters: {
        header: [{ key: "Accept", value: "application/json", is_value_secret: false }],
        query_string: [{ key: "api", value: "v2", is_value_secret: false }],
        body: [
          { key: "grant_type", value: "client_credentials", is_value_secret: false },
          { key: "assertion", value: CREDENTIAL_PLACEHOLDER, is_value_secret: true },
        ],
      },
    },
  });
});

test("parameters of every request stand beside the authorization", () => {
  const invocationHttpParameters = {
    header: { "X-Team": "marketing" },
    queryString: { subuser: { secretKey: "subuser" } },
  };
  expect(connectionOf({ invocationHttpParameters }).attributes["auth_parameters"]).toEqual({
    basic: { username: CREDENTIAL_PLACEHOLDER, password: CREDENTIAL_PLACEHOLDER },
    invocation_http_parameters: {
      header: [{ key: "X-Team", value: "marketing", is_value_secret: false }],
      query_string: [{ key: "subuser", value: CREDENTIAL_PLACEHOLDER, is_value_secret: true }],
    },
  });
});

test("the name of a key in the secret is not emitted with the connection", () => {
  const invocationHttpParameters = { body: { token: { secretKey: "bodyToken" } } };
  expect(JSON.stringify(connectionOf({ invocationHttpParameters }).attributes)).not.toContain("bodyToken");
});

test("the connection is encrypted with the key of its spec", () => {
  expect(connectionOf({}).text("kms_key_identifier")).toBe(spec.kmsKeyIdentifier);
});

test("a private endpoint is left to the sync: the provider takes AWS's state of such a connection for a failure", () => {
  const resourceConfigurationArn =
    "arn:aws:vpc-lattice:eu-central-1:200000000001:resourceconfiguration/rcfg-0123456789abcdef0";
  const connection = connectionOf({ privateConnectivity: { resourceConfigurationArn } });
  expect(connection.attributes).not.toHaveProperty("invocation_connectivity_parameters");
});

test("a public endpoint needs no connectivity parameters", () => {
  expect(connectionOf({}).attributes).not.toHaveProperty("invocation_connectivity_parameters");
});
