import { z } from "zod";
import type { Constraints } from "../constraints";
import { givenHttpParameters } from "./http-parameters";

const connectivity = z.object({ ResourceParameters: z.object({ ResourceConfigurationArn: z.string() }) });

/** A request that makes or changes a connection, after the model has taken it. */
export const connectionRequest = z.object({
  Name: z.string(),
  Description: z.string().optional(),
  AuthorizationType: z.enum(["BASIC", "API_KEY", "OAUTH_CLIENT_CREDENTIALS"]).optional(),
  AuthParameters: z
    .object({
      BasicAuthParameters: z.unknown(),
      ApiKeyAuthParameters: z.unknown(),
      OAuthParameters: z.unknown(),
      InvocationHttpParameters: givenHttpParameters.optional(),
      ConnectivityParameters: connectivity.optional(),
    })
    .partial()
    .optional(),
  InvocationConnectivityParameters: connectivity.optional(),
  KmsKeyIdentifier: z.string().optional(),
});

export type ConnectionRequest = z.output<typeof connectionRequest>;

/** Text that becomes the value of a header. */
const HEADER_TEXT = {
  minLength: 1,
  maxLength: 512,
  pattern: String.raw`^[ \t]*[^\x00-\x1F:\x7F]+([ \t]+[^\x00-\x1F:\x7F]+)*[ \t]*$`,
};
const KMS_KEY = { maxLength: 2048, pattern: String.raw`^[a-zA-Z0-9_\-/:]*$` };
const RESOURCE_CONFIGURATION = {
  maxLength: 2048,
  pattern: String.raw`^(?:^arn:[a-z0-9\-]+:vpc-lattice:[a-zA-Z0-9\-]+:\d{12}:resourceconfiguration/rcfg-[0-9a-z]{17}$|^$)`,
};

/** Pattern of an endpoint of API destinations and of token calls, as AWS's messages have it. */
export const ENDPOINT = {
  minLength: 1,
  maxLength: 2048,
  pattern: String.raw`^((%[0-9A-Fa-f]{2}|[-()_.!~*';/?:@\x26=+$,A-Za-z0-9])+)([).!';/?:,])?$`,
};

function httpParameterLimits(path: string): Constraints {
  return {
    [`${path}.HeaderParameters`]: { maxLength: 100 },
    [`${path}.HeaderParameters[].Key`]: { maxLength: 512, pattern: "^[!#$%&'*+-.^_`|~0-9a-zA-Z]+$" },
    [`${path}.HeaderParameters[].Value`]: {
      maxLength: 512,
      pattern: String.raw`^[ \t]*[\x20-\x7E]+([ \t]+[\x20-\x7E]+)*[ \t]*$`,
    },
    [`${path}.QueryStringParameters`]: { maxLength: 100 },
    [`${path}.QueryStringParameters[].Key`]: { maxLength: 512, pattern: String.raw`[^\x00-\x1F\x7F]+` },
    [`${path}.QueryStringParameters[].Value`]: {
      maxLength: 512,
      pattern: String.raw`[^\x00-\x09\x0B\x0C\x0E-\x1F\x7F]+`,
    },
    [`${path}.BodyParameters`]: { maxLength: 100 },
  };
}

/** What AWS's API model says of connections (API_CreateConnection, API_UpdateConnection). */
export const CONNECTION_LIMITS: Constraints = {
  Name: { required: true, minLength: 1, maxLength: 64, pattern: String.raw`[\.\-_A-Za-z0-9]+` },
  Description: { maxLength: 512, pattern: ".*" },
  AuthorizationType: { values: ["BASIC", "OAUTH_CLIENT_CREDENTIALS", "API_KEY"] },
  "AuthParameters.BasicAuthParameters.Username": HEADER_TEXT,
  "AuthParameters.BasicAuthParameters.Password": HEADER_TEXT,
  "AuthParameters.ApiKeyAuthParameters.ApiKeyName": HEADER_TEXT,
  "AuthParameters.ApiKeyAuthParameters.ApiKeyValue": HEADER_TEXT,
  "AuthParameters.OAuthParameters.ClientParameters.ClientID": HEADER_TEXT,
  "AuthParameters.OAuthParameters.ClientParameters.ClientSecret": HEADER_TEXT,
  "AuthParameters.OAuthParameters.AuthorizationEndpoint": ENDPOINT,
  "AuthParameters.OAuthParameters.HttpMethod": { values: ["GET", "POST", "PUT"] },
  ...httpParameterLimits("AuthParameters.OAuthParameters.OAuthHttpParameters"),
  ...httpParameterLimits("AuthParameters.InvocationHttpParameters"),
  "AuthParameters.ConnectivityParameters.ResourceParameters.ResourceConfigurationArn": RESOURCE_CONFIGURATION,
  "InvocationConnectivityParameters.ResourceParameters.ResourceConfigurationArn": RESOURCE_CONFIGURATION,
  KmsKeyIdentifier: KMS_KEY,
};
