import type {
  ConnectionAuthResponseParameters,
  ConnectionHttpParameters,
  DescribeConnectionResponse,
} from "@aws-sdk/client-eventbridge";
import { descriptionOf, type PairVersions } from "./render";
import type { Authorization, HttpParameters, ParameterValue } from "../../connection/authorization";
import type { ConnectionSpec } from "../../connection/spec";
import { privateEndpoint, privateTokenEndpoint } from "../../connection/state";

/** What of a connection it is, and whether it differs. */
type Difference = readonly [name: string, differs: boolean];

type Parameter = NonNullable<ConnectionHttpParameters["BodyParameters"]>[number];

/**
 * In what a connection differs from its spec, as far as DescribeConnection shows it: names of settings, never values.
 * Empty when nothing differs. What is secret is not shown, and so not compared.
 */
export function drift(
  spec: ConnectionSpec,
  versions: PairVersions,
  shown: DescribeConnectionResponse,
): readonly string[] {
  const { authorization } = spec;
  const auth = shown.AuthParameters;
  const differences: readonly Difference[] = [
    ["description", (shown.Description ?? "") !== descriptionOf(spec, versions)],
    ["authorization type", shown.AuthorizationType !== authorization.type],
    ...authorizationDifferences(authorization, auth),
    ["invocation parameters", differs(spec.invocationHttpParameters, auth?.InvocationHttpParameters)],
    ["private connectivity", privateEndpoint(shown) !== spec.privateConnectivity?.resourceConfigurationArn],
    ["private token endpoint", privateTokenEndpoint(shown) !== undefined],
    ["KMS key", otherKey(spec.kmsKeyIdentifier, shown.KmsKeyIdentifier)],
  ];
  return differences.filter(([, differ]) => differ).map(([name]) => name);
}

function authorizationDifferences(
  authorization: Authorization,
  auth: ConnectionAuthResponseParameters | undefined,
): readonly Difference[] {
  switch (authorization.type) {
    case "API_KEY":
      return [["API key name", auth?.ApiKeyAuthParameters?.ApiKeyName !== authorization.apiKeyName]];
    case "OAUTH_CLIENT_CREDENTIALS": {
      const oauth = auth?.OAuthParameters;
      return [
        ["authorization endpoint", oauth?.AuthorizationEndpoint !== authorization.authorizationEndpoint],
        ["HTTP method of the token call", oauth?.HttpMethod !== authorization.httpMethod],
        ["parameters of the token call", differs(authorization.oauthHttpParameters, oauth?.OAuthHttpParameters)],
      ];
    }
    case "BASIC":
      // The user name is shown too, but it is one of the secret's values.
      return [];
  }
}

/** An alias and the key behind it are two ARNs of one key: only like can be compared with like. */
function otherKey(wanted: string, shown: string | undefined): boolean {
  if (shown === undefined || shown === "") return false;
  return wanted.includes(":alias/") === shown.includes(":alias/") && wanted !== shown;
}

function differs(wanted: HttpParameters | undefined, shown: ConnectionHttpParameters | undefined): boolean {
  return (
    listDiffers(wanted?.header, shown?.HeaderParameters) ||
    listDiffers(wanted?.queryString, shown?.QueryStringParameters) ||
    listDiffers(wanted?.body, shown?.BodyParameters)
  );
}

function listDiffers(
  wanted: Record<string, ParameterValue> | undefined = {},
  shown: readonly Parameter[] | undefined = [],
): boolean {
  const names = Object.keys(wanted);
  if (names.length !== shown.length) return true;
  return shown.some(({ Key = "", Value, IsValueSecret }) => {
    const value = Object.hasOwn(wanted, Key) ? wanted[Key] : undefined;
    if (value === undefined) return true;
    if (typeof value !== "string") return IsValueSecret === false;
    return IsValueSecret === true || value !== Value;
  });
}
