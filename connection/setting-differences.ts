import type {
  ConnectionAuthResponseParameters,
  ConnectionHttpParameters,
  DescribeConnectionResponse,
} from "@aws-sdk/client-eventbridge";
import type { Authorization, HttpParameters, ParameterValue } from "./authorization";
import type { ConnectionSpec } from "./spec";
import { privateEndpoint, privateTokenEndpoint } from "./state";

/** A setting that AWS shows otherwise than its spec has it. */
export interface SettingDifference {
  readonly setting: string;
  /** What the spec has and what AWS shows; absent where that may be a secret, or is too much to be named. */
  readonly values?: readonly [declared: string, shown: string];
}

/** A setting, and whether it differs or what its two values are. */
type Compared =
  | readonly [setting: string, differs: boolean]
  | readonly [setting: string, declared: string, shown: string | undefined];

type Parameter = NonNullable<ConnectionHttpParameters["BodyParameters"]>[number];

/**
 * In what a connection differs from its spec, as far as DescribeConnection shows it. What is secret is not shown, and so
 * not compared; nor is the description, which holds what the connection was made from.
 */
export function settingDifferences(spec: ConnectionSpec, shown: DescribeConnectionResponse): SettingDifference[] {
  const { authorization } = spec;
  const auth = shown.AuthParameters;
  const compared: readonly Compared[] = [
    ["authorization type", authorization.type, shown.AuthorizationType],
    ...authorizationDifferences(authorization, auth),
    ["invocation parameters", differs(spec.invocationHttpParameters, auth?.InvocationHttpParameters)],
    ["private connectivity", privateEndpoint(shown) !== spec.privateConnectivity?.resourceConfigurationArn],
    ["private token endpoint", privateTokenEndpoint(shown) !== undefined],
    ["KMS key", otherKey(spec.kmsKeyIdentifier, shown.KmsKeyIdentifier)],
  ];
  return compared.flatMap((one): SettingDifference[] => {
    const [setting] = one;
    if (one.length === 2) return one[1] ? [{ setting }] : [];
    const [, declared, there = "nothing"] = one;
    return declared === there ? [] : [{ setting, values: [declared, there] }];
  });
}

function authorizationDifferences(
  authorization: Authorization,
  auth: ConnectionAuthResponseParameters | undefined,
): readonly Compared[] {
  switch (authorization.type) {
    case "API_KEY":
      return [["API key name", authorization.apiKeyName, auth?.ApiKeyAuthParameters?.ApiKeyName]];
    case "OAUTH_CLIENT_CREDENTIALS": {
      const oauth = auth?.OAuthParameters;
      return [
        ["authorization endpoint", authorization.authorizationEndpoint, oauth?.AuthorizationEndpoint],
        ["HTTP method of the token call", authorization.httpMethod, oauth?.HttpMethod],
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
