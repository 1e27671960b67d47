/** One connection in each way of authorizing, of tenant crm in environment test. */
import type { AuthorizationType } from "../../connection/authorization";
import type { Naming } from "../../connection/names";
import type { ConnectionSpec } from "../../connection/spec";

export const NAMING: Naming = {
  specPath: "/acme/test/connections/",
  secretPrefix: "acme/test/tenants/",
  connectionPrefix: "acme-test-",
};

export const SPEC = "/acme/test/connections/crm";
export const SECRET = "acme/test/tenants/crm";
export const CONNECTION = "acme-test-crm";

/** A spec with every kind of parameter. */
export const oauthSpec: ConnectionSpec = {
  name: CONNECTION,
  secretName: SECRET,
  description: "The CRM",
  authorization: {
    type: "OAUTH_CLIENT_CREDENTIALS",
    authorizationEndpoint: "https://login.example.com/oauth2/token",
    httpMethod: "POST",
    oauthHttpParameters: {
      header: { "Content-Type": "application/x-www-form-urlencoded" },
      body: { grant_type: "client_credentials", assertion: { secretKey: "assertion" } },
    },
  },
  invocationHttpParameters: { header: { "X-Team": "sales", "X-Routing": { secretKey: "routingKey" } } },
  kmsKeyIdentifier: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub",
};

export const apiKeySpec: ConnectionSpec = {
  name: CONNECTION,
  secretName: SECRET,
  authorization: { type: "API_KEY", apiKeyName: "Authorization" },
  kmsKeyIdentifier: oauthSpec.kmsKeyIdentifier,
};

export const basicSpec: ConnectionSpec = { ...apiKeySpec, authorization: { type: "BASIC" } };

/** Each by its type: one that is missing does not compile. */
export const specByType: Readonly<Record<AuthorizationType, ConnectionSpec>> = {
  OAUTH_CLIENT_CREDENTIALS: oauthSpec,
  API_KEY: apiKeySpec,
  BASIC: basicSpec,
};

/** A secret for {@link oauthSpec}; its values are found again wherever they leak to. */
export function oauthSecret(version: string) {
  return {
    clientId: `canary-id-${version}-7d41`,
    clientSecret: `canary/secret+${version} "q" 9b02`,
    assertion: `canary-assertion-${version}-55aa`,
    routingKey: `canary-routing-${version}-e1f6`,
  };
}
