/** The part of a tenant's file that says how EventBridge authorizes at the product; see schema.ts. */
import { z } from "zod";
import type { Authorization, AuthorizationType } from "../../connection/authorization";
import { write } from "./advice";
import * as field from "./fields";

/** A literal, or the key of the tenant's secret that holds the value. */
const parameterValue = z
  .union([z.string(), z.strictObject({ secretKey: field.secretKey })], {
    error: write("text, or { secretKey: <key in the tenant's secret> }"),
  })
  .meta({ description: "Text, or { secretKey: ... } naming the key of the tenant's secret that holds the value" });

const connectionHttpParameters = z.strictObject({
  header: z.record(field.headerName, parameterValue).optional().meta({ description: "HTTP headers" }),
  queryString: z.record(z.string(), parameterValue).optional().meta({ description: "Query string parameters" }),
  body: z.record(z.string(), parameterValue).optional().meta({ description: "Body parameters" }),
});

/** What people write for each type that the sync function knows: one that either lacks does not compile. */
const authorizations = {
  OAUTH_CLIENT_CREDENTIALS: z.strictObject({
    type: z.literal("OAUTH_CLIENT_CREDENTIALS"),
    authorizationEndpoint: field.httpsEndpoint.meta({ description: "Token endpoint" }),
    httpMethod: z.enum(["GET", "POST", "PUT"]).meta({ description: "Method of the token call" }),
    oauthHttpParameters: connectionHttpParameters
      .optional()
      .meta({ description: "Parameters of the token call, such as grant_type and scope" }),
  }),
  API_KEY: z.strictObject({
    type: z.literal("API_KEY"),
    apiKeyName: field.headerName.meta({ description: "Header that carries the API key" }),
  }),
  BASIC: z.strictObject({ type: z.literal("BASIC") }),
} satisfies { readonly [T in AuthorizationType]: z.ZodType<Extract<Authorization, { type: T }>> };

/** What a tenant's file says of one connection. */
export const connectionSchema = z.strictObject({
  description: field.description.optional(),
  authorization: z
    .discriminatedUnion("type", [authorizations.OAUTH_CLIENT_CREDENTIALS, authorizations.API_KEY, authorizations.BASIC])
    .meta({ description: "How EventBridge authorizes at the SaaS product. Credentials live in the tenant's secret" }),
  invocationHttpParameters: connectionHttpParameters
    .optional()
    .meta({ description: "Added to every request; wins over an event's httpParameters" }),
  kmsKeyIdentifier: field.kmsKeyArn
    .optional()
    .meta({ description: "ARN of the key that encrypts the connection; the hub's key when absent" }),
  privateConnectivity: z
    .strictObject({ resourceConfigurationArn: field.resourceConfigurationArn })
    .optional()
    .meta({ description: "Reach a private endpoint through VPC Lattice" }),
});
