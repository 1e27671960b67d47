import { z } from "zod";
import type { Authorization, ConnectionHttpParameters, ConnectionParameter } from "../request";
import { block, blocks, optionalBoolean, optionalText, text } from "./argument-schemas";
import type { Connection } from "./model";
import type { StackReader } from "./stack-reader";
import type { TerraformResource } from "./terraform-stack";

const parameterSchema = z
  .object({ key: text, value: optionalText, is_value_secret: optionalBoolean })
  .transform(({ key, value, is_value_secret: isValueSecret }): ConnectionParameter =>
    isValueSecret ? { key, isValueSecret } : { key, isValueSecret: false, value: value ?? "" },
  );

const httpParametersSchema = z
  .object({
    header: blocks(parameterSchema),
    query_string: blocks(parameterSchema),
    body: blocks(parameterSchema),
  })
  .transform(({ header, query_string: queryString, body }): ConnectionHttpParameters => ({
    header,
    queryString,
    body,
  }));

const NO_PARAMETERS: ConnectionHttpParameters = { header: [], queryString: [], body: [] };

/** As an object, so that one that is missing does not compile. */
const TYPES = {
  BASIC: "BASIC",
  API_KEY: "API_KEY",
  OAUTH_CLIENT_CREDENTIALS: "OAUTH_CLIENT_CREDENTIALS",
} as const satisfies { readonly [T in Authorization["type"]]: T };

const connectionSchema = z.object({
  authorization_type: z.enum(TYPES),
  auth_parameters: block(
    z.object({
      api_key: block(z.object({ key: text })),
      oauth: block(
        z.object({
          authorization_endpoint: text,
          http_method: z.enum(["GET", "POST", "PUT"]),
          oauth_http_parameters: block(httpParametersSchema),
        }),
      ),
      invocation_http_parameters: block(httpParametersSchema),
    }),
  ),
});

/** The connections of a stack. Credentials are not looked at. */
export function readConnections(reader: StackReader): Connection[] {
  return reader.ofType("aws_cloudwatch_event_connection").flatMap((resource) => {
    const values = withoutCredentials(resource.values) as TerraformResource["values"];
    const connection = reader.read({ ...resource, values }, connectionSchema);
    if (connection === undefined) return [];
    const authorization = authorizationOf(connection);
    if (authorization === undefined) {
      reader.note(resource, `auth_parameters: nothing there for ${connection.authorization_type}`);
      return [];
    }
    const invocationHttpParameters = connection.auth_parameters?.invocation_http_parameters ?? NO_PARAMETERS;
    return [{ ...reader.resource(resource), description: { authorization, invocationHttpParameters } }];
  });
}

function authorizationOf(connection: z.infer<typeof connectionSchema>): Authorization | undefined {
  const { api_key: apiKey, oauth } = connection.auth_parameters ?? {};
  switch (connection.authorization_type) {
    case "BASIC":
      return { type: "BASIC" };
    case "API_KEY":
      return apiKey && { type: "API_KEY", apiKeyName: apiKey.key };
    case "OAUTH_CLIENT_CREDENTIALS":
      return (
        oauth && {
          type: "OAUTH_CLIENT_CREDENTIALS",
          authorizationEndpoint: oauth.authorization_endpoint,
          httpMethod: oauth.http_method,
          oAuthHttpParameters: oauth.oauth_http_parameters ?? NO_PARAMETERS,
        }
      );
  }
}

const CREDENTIALS: ReadonlySet<string> = new Set(["basic", "client_parameters"]);

/**
 * Takes credentials out before anything is resolved: they are of no use here, must not show up anywhere, and are often
 * what Terraform cannot tell.
 */
function withoutCredentials(value: unknown, within = ""): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutCredentials(item, within));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const isSecret = within === "api_key" || ("is_value_secret" in value && String(value.is_value_secret) === "true");
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !CREDENTIALS.has(key) && !(isSecret && key === "value"))
      .map(([key, item]) => [key, withoutCredentials(item, key)]),
  );
}
