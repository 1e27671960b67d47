/** The part of a tenant's file that says how EventBridge authorizes at the product; see schema.ts. */
import { z } from "zod";
import type { Authorization, AuthorizationType } from "../../connection/authorization";
import { write } from "./advice";
import { authorizationAdvice, elsewhere } from "./authorization-advice";
import { httpsEndpoint } from "./endpoint-field";
import * as field from "./fields";

/** A literal, or the key of the tenant's secret that holds the value. */
const parameterValue = z
  .union([z.string(), z.strictObject({ secretKey: field.secretKey })], {
    error: write("text, or { secretKey: <key in the tenant's secret> }"),
  })
  .meta({
    description: "Text, or { secretKey: ... } naming the key of the tenant's secret that holds the value",
    examples: ["acme", { secretKey: "routingKey" }],
    limits: "text, or { secretKey: <key in the tenant's secret> }",
  });

const connectionHttpParameters = z
  .strictObject({
    header: z
      .record(field.headerName, parameterValue)
      .optional()
      .meta({
        description: "HTTP headers",
        examples: [{ "X-Region": "eu", "X-Routing-Key": { secretKey: "routingKey" } }],
        aws: "eventbridge.ConnectionHttpParameters.HeaderParameters",
      }),
    queryString: z
      .record(z.string(), parameterValue)
      .optional()
      .meta({
        description: "Query string parameters",
        examples: [{ version: "2" }],
        aws: "eventbridge.ConnectionHttpParameters.QueryStringParameters",
      }),
    body: z
      .record(z.string(), parameterValue)
      .optional()
      .meta({
        description: "Body parameters: fields of a JSON body, or of the form of a token call",
        examples: [{ grant_type: "client_credentials", audience: { secretKey: "audience" } }],
        aws: "eventbridge.ConnectionHttpParameters.BodyParameters",
      }),
  })
  .meta({ title: "HTTP parameters" });

const AUTHORIZATION_TYPE = {
  description: "How EventBridge authorizes",
  aws: "eventbridge.CreateConnectionRequest.AuthorizationType",
};

/** What people write for each type that the sync function knows: one that either lacks does not compile. */
const authorizations = {
  OAUTH_CLIENT_CREDENTIALS: z
    .strictObject({
      type: z.literal("OAUTH_CLIENT_CREDENTIALS").meta(AUTHORIZATION_TYPE),
      authorizationEndpoint: httpsEndpoint.meta({
        description: "Token endpoint",
        examples: ["https://login.example.com/oauth/token"],
        aws: "eventbridge.CreateConnectionOAuthRequestParameters.AuthorizationEndpoint",
      }),
      httpMethod: z.enum(["GET", "POST", "PUT"]).meta({
        description: "Method of the token call",
        examples: ["POST"],
        aws: "eventbridge.CreateConnectionOAuthRequestParameters.HttpMethod",
      }),
      oauthHttpParameters: connectionHttpParameters.optional().meta({
        description: "Parameters of the token call, such as grant_type and scope",
        aws: "eventbridge.CreateConnectionOAuthRequestParameters.OAuthHttpParameters",
      }),
    })
    .meta({
      elsewhere,
      description: "EventBridge gets a token with client id and client secret, and sends it as a bearer token",
    }),
  API_KEY: z
    .strictObject({
      type: z.literal("API_KEY").meta(AUTHORIZATION_TYPE),
      apiKeyName: field.apiKeyName.meta({
        description: "Header that carries the API key",
        aws: "eventbridge.CreateConnectionApiKeyAuthRequestParameters.ApiKeyName",
      }),
    })
    .meta({
      elsewhere,
      description:
        "A header carries a key. A product that asks for none is sent one that it ignores, such as a header X-Unused",
    }),
  BASIC: z
    .strictObject({ type: z.literal("BASIC").meta(AUTHORIZATION_TYPE) })
    .meta({ elsewhere, description: "User name and password, both from the tenant's secret" }),
} satisfies { readonly [T in AuthorizationType]: z.ZodType<Extract<Authorization, { type: T }>> };

/** What a tenant's file says of one connection. */
export const connectionSchema = z
  .strictObject({
    description: field.description.optional().meta({ aws: "eventbridge.CreateConnectionRequest.Description" }),
    authorization: z
      .discriminatedUnion(
        "type",
        [authorizations.OAUTH_CLIENT_CREDENTIALS, authorizations.API_KEY, authorizations.BASIC],
        { error: authorizationAdvice },
      )
      .meta({
        description: "How EventBridge authorizes at the SaaS product. Credentials live in the tenant's secret",
        examples: [{ type: "API_KEY", apiKeyName: "X-Api-Key" }],
        aws: "eventbridge.CreateConnectionRequest.AuthParameters",
      }),
    invocationHttpParameters: connectionHttpParameters.optional().meta({
      description: "Added to every request; wins over an event's httpParameters",
      aws: "eventbridge.CreateConnectionAuthRequestParameters.InvocationHttpParameters",
    }),
    kmsKeyIdentifier: field.kmsKeyArn.optional().meta({
      description: "ARN of the key that encrypts the connection; the hub's key when absent",
      aws: "eventbridge.CreateConnectionRequest.KmsKeyIdentifier",
    }),
    privateConnectivity: z
      .strictObject({
        resourceConfigurationArn: field.resourceConfigurationArn.meta({
          aws: "eventbridge.ConnectivityResourceConfigurationArn.ResourceConfigurationArn",
        }),
      })
      .optional()
      .meta({ description: "Reach a private endpoint through VPC Lattice" }),
  })
  .meta({ title: "connection" });
