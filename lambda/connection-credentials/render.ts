import type {
  ConnectionBodyParameter,
  ConnectionHttpParameters,
  ConnectivityResourceParameters,
  DescribeConnectionResponse,
  UpdateConnectionAuthRequestParameters,
  UpdateConnectionRequest,
} from "@aws-sdk/client-eventbridge";
import type { SecretValues } from "../../connection/secret";
import type { HttpParameters, ParameterValue } from "../../connection/authorization";
import type { ConnectionSpec } from "../../connection/spec";
import { privateEndpoint, privateTokenEndpoint } from "../../connection/state";

/** Which versions of a spec and of a secret make a connection. */
export interface PairVersions {
  /** Of the SSM parameter. */
  readonly specVersion: number;
  /** Id of the secret's version. */
  readonly secretVersion: string;
}

/** A spec and the secret it is filled with. */
export interface Pair extends PairVersions {
  readonly spec: ConnectionSpec;
  readonly values: SecretValues;
}

/**
 * The description of the connection, which ends with the versions it is made from: AWS shows everybody who may describe
 * the connection what it holds, and a run of this function can tell its own update from one that came after.
 */
export function descriptionOf(spec: ConnectionSpec, { specVersion, secretVersion }: PairVersions): string {
  const versions = `[spec ${specVersion}, secret ${secretVersion}]`;
  return spec.description ? `${spec.description} ${versions}` : versions;
}

/**
 * The whole connection as one UpdateConnection request. What the request leaves out, EventBridge keeps (recorded in
 * September 2026, and github.com/hashicorp/terraform-provider-aws/issues/37814), so what a spec no longer has is sent
 * empty: lists without an entry, and the empty resource configuration ARN that API_ConnectivityResourceConfigurationArn
 * allows. A spec has no private token endpoint, so one is somebody else's.
 *
 * @param shown - The connection as it is; a way to something private is only taken back where there is one.
 */
export function render(
  { spec, values, ...versions }: Pair,
  shown: DescribeConnectionResponse,
): UpdateConnectionRequest {
  const isPrivate = privateEndpoint(shown) !== undefined;
  const privateArn = spec.privateConnectivity?.resourceConfigurationArn ?? (isPrivate ? "" : undefined);
  return {
    Name: spec.name,
    Description: descriptionOf(spec, versions),
    AuthorizationType: spec.authorization.type,
    AuthParameters: {
      ...authorizationParameters(spec, values),
      InvocationHttpParameters: httpParameters(spec.invocationHttpParameters, values),
      ...(privateTokenEndpoint(shown) === undefined ? {} : { ConnectivityParameters: by("") }),
    },
    KmsKeyIdentifier: spec.kmsKeyIdentifier,
    ...(privateArn === undefined ? {} : { InvocationConnectivityParameters: by(privateArn) }),
  };
}

/** By way of a resource configuration; of none when its ARN is empty. */
function by(ResourceConfigurationArn: string): ConnectivityResourceParameters {
  return { ResourceParameters: { ResourceConfigurationArn } };
}

function authorizationParameters(
  { authorization }: ConnectionSpec,
  values: SecretValues,
): UpdateConnectionAuthRequestParameters {
  switch (authorization.type) {
    case "OAUTH_CLIENT_CREDENTIALS":
      return {
        OAuthParameters: {
          AuthorizationEndpoint: authorization.authorizationEndpoint,
          HttpMethod: authorization.httpMethod,
          ClientParameters: { ClientID: values["clientId"], ClientSecret: values["clientSecret"] },
          OAuthHttpParameters: httpParameters(authorization.oauthHttpParameters, values),
        },
      };
    case "API_KEY":
      return { ApiKeyAuthParameters: { ApiKeyName: authorization.apiKeyName, ApiKeyValue: values["apiKey"] } };
    case "BASIC":
      return { BasicAuthParameters: { Username: values["username"], Password: values["password"] } };
  }
}

function httpParameters(parameters: HttpParameters | undefined, values: SecretValues): ConnectionHttpParameters {
  return {
    HeaderParameters: list(parameters?.header, values),
    QueryStringParameters: list(parameters?.queryString, values),
    BodyParameters: list(parameters?.body, values),
  };
}

/** The flag is always sent: that AWS takes a parameter without it for no secret is recorded, not documented. */
function list(parameters: Record<string, ParameterValue> | undefined, values: SecretValues): ConnectionBodyParameter[] {
  return Object.entries(parameters ?? {}).map(([Key, value]) =>
    typeof value === "string"
      ? { Key, Value: value, IsValueSecret: false }
      : { Key, Value: values[value.secretKey], IsValueSecret: true },
  );
}
