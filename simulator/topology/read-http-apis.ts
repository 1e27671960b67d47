import { z } from "zod";
import { invokedFunctionArn } from "../../aws/arn";
import { HTTP_API_TIMEOUT_SECONDS } from "../../aws/limits";
import type {
  HttpApi,
  HttpRoute,
  HttpStage,
  RouteAuthorization,
  RouteIntegration,
  Throttling,
} from "./application-model";
import { block, blocks, optionalNumber, optionalText, text, textByName, texts } from "./argument-schemas";
import type { StackReader } from "./stack-reader";
import type { TerraformResource } from "./terraform-stack";

const apiSchema = z.object({ protocol_type: text, body: optionalText });

const routeSchema = z.object({
  api_id: text,
  route_key: text,
  target: optionalText,
  authorization_type: optionalText,
  authorizer_id: optionalText,
  authorization_scopes: texts,
});

const integrationSchema = z.object({
  integration_type: text,
  integration_subtype: optionalText,
  integration_uri: optionalText,
  payload_format_version: optionalText,
  credentials_arn: optionalText,
  request_parameters: textByName,
  response_parameters: blocks(z.object({ status_code: z.coerce.string(), mappings: textByName })),
  timeout_milliseconds: optionalNumber,
});

const authorizerSchema = z.object({
  authorizer_type: text,
  identity_sources: texts,
  jwt_configuration: block(z.object({ issuer: optionalText, audience: texts })),
});

const throttlingSchema = { throttling_rate_limit: optionalNumber, throttling_burst_limit: optionalNumber };

const stageSchema = z.object({
  api_id: text,
  name: text,
  default_route_settings: block(z.object(throttlingSchema)),
  route_settings: blocks(z.object({ route_key: text, ...throttlingSchema })),
  access_log_settings: block(z.object({ format: text })),
  stage_variables: textByName,
});

/** The HTTP APIs of a stack with their routes and stages. WebSocket APIs are not read. */
export function readHttpApis(reader: StackReader): HttpApi[] {
  const integrations = byId(reader, "aws_apigatewayv2_integration");
  const authorizers = byId(reader, "aws_apigatewayv2_authorizer");
  const routes = reader.ofType("aws_apigatewayv2_route").flatMap((resource) => {
    const read = reader.read(resource, routeSchema);
    if (read === undefined) return [];
    const route: HttpRoute = {
      ...declared(reader, resource),
      key: read.route_key,
      authorization: authorizationOf(reader, read, authorizers),
      integration: integrationOf(reader, integrations.get((read.target ?? "").replace(/^integrations\//, ""))),
    };
    return [{ apiId: read.api_id, route }];
  });
  const stages = reader.ofType("aws_apigatewayv2_stage").flatMap((resource) => {
    const read = reader.read(resource, stageSchema);
    return read === undefined
      ? []
      : [{ apiId: read.api_id, stage: { ...declared(reader, resource), ...stageOf(read) } }];
  });
  return reader.ofType("aws_apigatewayv2_api").flatMap((resource): HttpApi[] => {
    const read = reader.read(resource, apiSchema);
    if (read?.protocol_type !== "HTTP") return [];
    if (read.body !== undefined) reader.note(resource, "body: routes of an OpenAPI document are not read");
    const id = reader.attribute(resource, "id");
    return [
      {
        ...reader.resource(resource),
        id,
        executionArn: reader.attribute(resource, "execution_arn"),
        routes: routes.filter(({ apiId }) => apiId === id).map(({ route }) => route),
        stages: stages.filter(({ apiId }) => apiId === id).map(({ stage }) => stage),
      },
    ];
  });
}

function declared(reader: StackReader, { address }: TerraformResource) {
  return { stack: reader.stack.name, address };
}

function byId(reader: StackReader, type: string): ReadonlyMap<string, TerraformResource> {
  return new Map(reader.ofType(type).map((resource) => [reader.attribute(resource, "id"), resource]));
}

function authorizationOf(
  reader: StackReader,
  route: z.infer<typeof routeSchema>,
  authorizers: ReadonlyMap<string, TerraformResource>,
): RouteAuthorization {
  switch (route.authorization_type ?? "NONE") {
    case "NONE":
      return { kind: "none" };
    case "AWS_IAM":
      return { kind: "iam" };
    case "JWT": {
      const resource = authorizers.get(route.authorizer_id ?? "");
      const read = resource === undefined ? undefined : reader.read(resource, authorizerSchema);
      const { issuer, audience = [] } = read?.jwt_configuration ?? {};
      if (issuer === undefined) return { kind: "unknown", what: "its JWT authorizer is not in this Terraform" };
      const scopes = route.authorization_scopes;
      return { kind: "jwt", issuer, audience, scopes, identitySources: read?.identity_sources ?? [] };
    }
    default:
      return { kind: "unknown", what: `authorization ${route.authorization_type ?? ""} is not served here` };
  }
}

function integrationOf(reader: StackReader, resource: TerraformResource | undefined): RouteIntegration {
  const read = resource === undefined ? undefined : reader.read(resource, integrationSchema);
  if (read === undefined) return { kind: "unknown", what: "its integration is not in this Terraform" };
  const timeoutMilliseconds = read.timeout_milliseconds ?? HTTP_API_TIMEOUT_SECONDS * 1_000;
  if (read.integration_subtype === "EventBridge-PutEvents") {
    return {
      kind: "putEvents",
      requestParameters: read.request_parameters,
      responseParameters: Object.fromEntries(read.response_parameters.map((one) => [one.status_code, one.mappings])),
      roleArn: read.credentials_arn,
      timeoutMilliseconds,
    };
  }
  const functionArn = invokedFunctionArn(read.integration_uri ?? "");
  const what = [read.integration_type, read.integration_subtype].filter(Boolean).join(" ");
  if (read.integration_type !== "AWS_PROXY" || functionArn === undefined || read.integration_subtype !== undefined) {
    return { kind: "unknown", what: `integrations of type ${what} are not served here` };
  }
  if (read.payload_format_version !== "2.0") {
    return { kind: "unknown", what: "payload format 1.0 is not served here; use 2.0" };
  }
  return { kind: "function", functionArn, timeoutMilliseconds };
}

function stageOf(read: z.infer<typeof stageSchema>): Omit<HttpStage, "stack" | "address"> {
  return {
    name: read.name,
    throttling: throttlingOf(read.default_route_settings),
    routeThrottling: Object.fromEntries(read.route_settings.map((one) => [one.route_key, throttlingOf(one)])),
    accessLogFormat: read.access_log_settings?.format,
    variables: read.stage_variables,
  };
}

function throttlingOf(settings: Partial<Record<keyof typeof throttlingSchema, number | undefined>> = {}): Throttling {
  return { rateLimit: settings.throttling_rate_limit, burstLimit: settings.throttling_burst_limit };
}
