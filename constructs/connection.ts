import {
  CloudwatchEventConnection,
  type CloudwatchEventConnectionAuthParameters,
} from "@cdktf/provider-aws/lib/cloudwatch-event-connection";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Authorization, HttpParameters, ParameterValue } from "../connection/authorization";
import { CREDENTIAL_PLACEHOLDER } from "../connection/placeholder";
import type { ConnectionSpec } from "../connection/spec";

function parameters(values: Readonly<Record<string, ParameterValue>> | undefined) {
  return Object.entries(values ?? {}).map(([key, value]) =>
    typeof value === "string"
      ? { key, value, isValueSecret: false }
      : { key, value: CREDENTIAL_PLACEHOLDER, isValueSecret: true },
  );
}

/** Parameters as a block; undefined where there are none: the provider plans no empty one. */
function httpParameters({ header, queryString, body }: HttpParameters) {
  const parts = { header: parameters(header), queryString: parameters(queryString), body: parameters(body) };
  const filled = Object.entries(parts).filter(([, list]) => list.length > 0);
  return filled.length === 0 ? undefined : (Object.fromEntries(filled) as Partial<typeof parts>);
}

/** The provider wants a parameter of the token call, where AWS wants none. Every such call has this one (RFC 6749, 4.4.2). */
const GRANT_TYPE: HttpParameters = { body: { grant_type: "client_credentials" } };

function authParameters(authorization: Authorization): CloudwatchEventConnectionAuthParameters {
  switch (authorization.type) {
    case "OAUTH_CLIENT_CREDENTIALS":
      return {
        oauth: {
          authorizationEndpoint: authorization.authorizationEndpoint,
          httpMethod: authorization.httpMethod,
          clientParameters: { clientId: CREDENTIAL_PLACEHOLDER, clientSecret: CREDENTIAL_PLACEHOLDER },
          oauthHttpParameters:
            httpParameters(authorization.oauthHttpParameters ?? {}) ?? httpParameters(GRANT_TYPE) ?? {},
        },
      };
    case "API_KEY":
      return { apiKey: { key: authorization.apiKeyName, value: CREDENTIAL_PLACEHOLDER } };
    case "BASIC":
      return { basic: { username: CREDENTIAL_PLACEHOLDER, password: CREDENTIAL_PLACEHOLDER } };
  }
}

/**
 * A connection whose credentials Terraform never sees. It is created with placeholders and then left alone:
 * `ignore_changes = all`, because ignoring `auth_parameters` only would still send the placeholders with the next change
 * of, say, the description, over the live credential. Changes reach the connection by its spec (`ConnectionSpec`).
 *
 * It is created public, and the sync adds the way to a private endpoint: the provider waits for AUTHORIZED or DEAUTHORIZED,
 * and AWS ends a private connection in ACTIVE or FAILED_CONNECTIVITY (eb-target-connection-states), so that Terraform
 * would take it for broken and make it anew with every apply.
 *
 * Until the credentials are put, AWS shows an OAuth connection as DEAUTHORIZED. The others are authorized with their
 * placeholders, until the sync finds that and de-authorizes them.
 */
export class Connection extends Construct {
  /** As a Terraform reference; AWS adds a random part that cannot be computed. */
  readonly arn: string;
  /** What waits for the connection. */
  readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, spec: ConnectionSpec) {
    super(scope, id);
    const { name, description, authorization, invocationHttpParameters, kmsKeyIdentifier } = spec;
    const connection = new CloudwatchEventConnection(this, "Connection", {
      name,
      description,
      authorizationType: authorization.type,
      authParameters: {
        ...authParameters(authorization),
        invocationHttpParameters: httpParameters(invocationHttpParameters ?? {}),
      },
      kmsKeyIdentifier,
      lifecycle: { ignoreChanges: "all" },
    });
    this.arn = connection.arn;
    this.resource = connection;
  }
}
