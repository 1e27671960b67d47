/** Connections, API destinations, the secrets and the specs. */
import {
  DescribeApiDestinationCommand,
  DescribeConnectionCommand,
  ListApiDestinationsCommand,
  ListConnectionsCommand,
  type ConnectionHttpParameters,
} from "@aws-sdk/client-eventbridge";
import { GetResourcePolicyCommand, GetSecretValueCommand, ListSecretsCommand } from "@aws-sdk/client-secrets-manager";
import {
  DescribeParametersCommand,
  GetParameterCommand,
  ListTagsForResourceCommand as ListTagsOfParameterCommand,
} from "@aws-sdk/client-ssm";
import { block, blocks, type Arguments } from "../declared";
import { declaredTags, document, everyPage, tags, withoutRandomPart, type Kind } from "./kind";

/** The value of a secret parameter is never shown. */
function declaredParameters(http: Arguments) {
  const list = (name: string) =>
    blocks(http, name).map(({ key, value, is_value_secret: secret }) =>
      secret === true ? { key, secret } : { key, value, secret: false },
    );
  return { header: list("header"), query: list("query_string"), body: list("body") };
}

function foundParameters(http: ConnectionHttpParameters | undefined) {
  const list = (entries: { Key?: string; Value?: string; IsValueSecret?: boolean }[] | undefined) =>
    (entries ?? []).map(({ Key: key, Value: value, IsValueSecret: secret = false }) =>
      secret ? { key, secret } : { key, value, secret },
    );
  return {
    header: list(http?.HeaderParameters),
    query: list(http?.QueryStringParameters),
    body: list(http?.BodyParameters),
  };
}

/** The credentials of a connection, and its parameters that are secret. */
function declaredCredentials(auth: Arguments) {
  const { value: api_key_value } = block(auth, "api_key");
  const { username, password } = block(auth, "basic");
  const { client_id, client_secret } = block(block(auth, "oauth"), "client_parameters");
  const parameters = [block(auth, "invocation_http_parameters"), block(block(auth, "oauth"), "oauth_http_parameters")]
    .flatMap((http) => ["header", "query_string", "body"].flatMap((name) => blocks(http, name)))
    .filter((parameter) => parameter["is_value_secret"] === true)
    .map(({ key, value }) => ({ key, value }));
  return { api_key_value, username, password, client_id, client_secret, parameters };
}

/** The same, from the secret that EventBridge makes for a connection, in the emulator's words for it. */
function foundCredentials(secret: Arguments) {
  const { api_key_value, username, password } = secret;
  const { client_id, client_secret } = block(secret, "client_parameters");
  const parameters = [block(secret, "invocation_http_parameters"), block(secret, "o_auth_http_parameters")]
    .flatMap((http) => ["header", "query_string", "body"].flatMap((name) => blocks(http, `${name}_parameters`)))
    .filter((parameter) => parameter["is_value_secret"] === true)
    .map(({ key, value }) => ({ key, value }));
  return { api_key_value, username, password, client_id, client_secret, parameters };
}

export const connections: Kind = {
  kind: "connections with authorization, parameters, and placeholders for credentials",
  declared: (stack) =>
    stack.all("aws_cloudwatch_event_connection").map((connection) => {
      const auth = block(connection, "auth_parameters");
      const oauth = block(auth, "oauth");
      return {
        name: String(connection["name"]),
        description: connection["description"],
        type: connection["authorization_type"],
        apiKeyName: block(auth, "api_key")["key"],
        token: { endpoint: oauth["authorization_endpoint"], method: oauth["http_method"] },
        tokenParameters: declaredParameters(block(oauth, "oauth_http_parameters")),
        invocationParameters: declaredParameters(block(auth, "invocation_http_parameters")),
        credentials: declaredCredentials(auth),
      };
    }),
  found: async ({ eventBridge, secretsManager }) => {
    const list = await everyPage(async (NextToken) => {
      const answer = await eventBridge.send(new ListConnectionsCommand({ NextToken }));
      return { items: answer.Connections, next: answer.NextToken };
    });
    return Promise.all(
      list.map(async ({ Name: name = "" }) => {
        const connection = await eventBridge.send(new DescribeConnectionCommand({ Name: name }));
        const secret = await secretsManager.send(new GetSecretValueCommand({ SecretId: connection.SecretArn }));
        const auth = connection.AuthParameters;
        return {
          name,
          description: connection.Description,
          type: connection.AuthorizationType,
          apiKeyName: auth?.ApiKeyAuthParameters?.ApiKeyName,
          token: { endpoint: auth?.OAuthParameters?.AuthorizationEndpoint, method: auth?.OAuthParameters?.HttpMethod },
          tokenParameters: foundParameters(auth?.OAuthParameters?.OAuthHttpParameters),
          invocationParameters: foundParameters(auth?.InvocationHttpParameters),
          credentials: foundCredentials(document(secret.SecretString) as Arguments),
        };
      }),
    );
  },
};

export const apiDestinations: Kind = {
  kind: "API destinations",
  declared: (stack) =>
    stack.all("aws_cloudwatch_event_api_destination").map((destination) => ({
      name: String(destination["name"]),
      description: destination["description"],
      connection: destination["connection_arn"],
      endpoint: destination["invocation_endpoint"],
      method: destination["http_method"],
      ratePerSecond: destination["invocation_rate_limit_per_second"],
    })),
  found: async ({ eventBridge }) => {
    const list = await everyPage(async (NextToken) => {
      const answer = await eventBridge.send(new ListApiDestinationsCommand({ NextToken }));
      return { items: answer.ApiDestinations, next: answer.NextToken };
    });
    return Promise.all(
      list.map(async ({ Name: name = "" }) => {
        const destination = await eventBridge.send(new DescribeApiDestinationCommand({ Name: name }));
        return {
          name,
          description: destination.Description,
          connection: withoutRandomPart(destination.ConnectionArn),
          endpoint: destination.InvocationEndpoint,
          method: destination.HttpMethod,
          ratePerSecond: destination.InvocationRateLimitPerSecond,
        };
      }),
    );
  },
};

export const secrets: Kind = {
  kind: "secrets with policy, the tenants' own without any value",
  declared: (stack) => [
    ...stack.all("aws_secretsmanager_secret").map((secret) => ({
      name: String(secret["name"]),
      description: secret["description"],
      key: secret["kms_key_id"],
      policy: document(secret["policy"]),
      versions: 0,
      tags: declaredTags(stack, secret),
    })),
    // EventBridge keeps what a connection was created with in a secret of its own.
    ...stack.all("aws_cloudwatch_event_connection").map((connection) => ({
      name: `events!connection/${String(connection["name"])}/auth`,
      ownedBy: "events",
    })),
  ],
  found: async ({ secretsManager }) => {
    const list = await everyPage(async (NextToken) => {
      const answer = await secretsManager.send(new ListSecretsCommand({ NextToken }));
      return { items: answer.SecretList, next: answer.NextToken };
    });
    const found = list.map(async (secret) => {
      const name = withoutRandomPart(secret.Name ?? "");
      if (secret.OwningService !== undefined) return { name, ownedBy: secret.OwningService };
      const { ResourcePolicy } = await secretsManager.send(new GetResourcePolicyCommand({ SecretId: secret.Name }));
      return {
        name,
        description: secret.Description,
        key: secret.KmsKeyId,
        policy: document(ResourcePolicy),
        versions: Object.keys(secret.SecretVersionsToStages ?? {}).length,
        tags: tags(secret.Tags),
      };
    });
    return Promise.all(found);
  },
};

export const parameters: Kind = {
  kind: "SSM parameters, the specs of the connections",
  declared: (stack) =>
    stack.all("aws_ssm_parameter").map((parameter) => ({
      name: String(parameter["name"]),
      description: parameter["description"],
      type: parameter["type"],
      tier: parameter["tier"],
      value: parameter["insecure_value"],
      tags: declaredTags(stack, parameter),
    })),
  found: async ({ ssm }) => {
    const list = await everyPage(async (NextToken) => {
      const answer = await ssm.send(new DescribeParametersCommand({ NextToken }));
      return { items: answer.Parameters, next: answer.NextToken };
    });
    return Promise.all(
      list.map(async ({ Name: name = "", Description: description, Type: type, Tier: tier }) => {
        const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name }));
        const { TagList } = await ssm.send(
          new ListTagsOfParameterCommand({ ResourceType: "Parameter", ResourceId: name }),
        );
        return { name, description, type, tier, value: Parameter?.Value, tags: tags(TagList) };
      }),
    );
  },
};
