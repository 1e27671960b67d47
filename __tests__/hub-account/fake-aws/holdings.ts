/** What a hub account holds once its stacks are applied, in the words of AWS's answers. */
import { apiDestinationArn, connectionArn } from "../../../aws/arn";
import type { HttpParameters } from "../../../connection/authorization";
import { connectionSpecSchema } from "../../../connection/spec";
import { keyArn, type Placed } from "../../permissions/emitted-statements";

/** JSON that a test changes as somebody would by hand. */
export type Fields = Record<string, unknown>;

/** A role, its policies as text. */
export interface HeldRole {
  trustPolicy: string;
  inlinePolicies: Record<string, string>;
  attachedPolicies: string[];
  permissionsBoundary?: string;
}

/** By name, each as it is shown. */
export interface Holdings {
  readonly buses: Record<string, Fields>;
  /** By bus and name: `central/orders`. */
  readonly rules: Record<string, { rule: Fields; targets: Fields[] }>;
  readonly apiDestinations: Record<string, Fields>;
  readonly connections: Record<string, Fields>;
  readonly queues: Record<string, Fields>;
  /** Policies by the key's ARN. */
  readonly keys: Record<string, string>;
  readonly roles: Record<string, HeldRole>;
  /** Values of parameters in Parameter Store. */
  readonly parameters: Record<string, string>;
}

/** What the resources of an account become. */
export function holdingsOf(resources: readonly Placed[]): Holdings {
  const holdings: Holdings = {
    buses: {},
    rules: {},
    apiDestinations: {},
    connections: {},
    queues: {},
    keys: {},
    roles: {},
    parameters: {},
  };
  for (const resource of resources) make[resource.type]?.(resource, holdings, resources);
  for (const spec of Object.values(holdings.parameters)) synchronise(spec, holdings);
  return holdings;
}

/** Shows a connection as it is once the sync function has made it of its spec. */
function synchronise(specText: string, { connections }: Holdings): void {
  const { name, authorization, invocationHttpParameters } = connectionSpecSchema.parse(JSON.parse(specText));
  const connection = connections[name] ?? {};
  connection["AuthorizationType"] = authorization.type;
  connection["AuthParameters"] = {
    ...(authorization.type === "API_KEY" ? { ApiKeyAuthParameters: { ApiKeyName: authorization.apiKeyName } } : {}),
    ...(authorization.type === "OAUTH_CLIENT_CREDENTIALS"
      ? {
          OAuthParameters: {
            AuthorizationEndpoint: authorization.authorizationEndpoint,
            HttpMethod: authorization.httpMethod,
            OAuthHttpParameters: shownParameters(authorization.oauthHttpParameters),
          },
        }
      : {}),
    InvocationHttpParameters: shownParameters(invocationHttpParameters),
  };
}

function shownParameters({ header = {}, queryString = {}, body = {} }: HttpParameters = {}) {
  const list = (parameters: NonNullable<HttpParameters["header"]>) =>
    Object.entries(parameters).map(([Key, value]) =>
      typeof value === "string" ? { Key, Value: value, IsValueSecret: false } : { Key, IsValueSecret: true },
    );
  return { HeaderParameters: list(header), QueryStringParameters: list(queryString), BodyParameters: list(body) };
}

/** What AWS makes up. */
const MADE_UP = "0aa1b2c3";

type Make = (resource: Placed, holdings: Holdings, all: readonly Placed[]) => void;

const text = (value: unknown) => String(value);
const block = (value: unknown) => (value ?? {}) as Fields;
const ruleKey = (values: Placed["values"], name: unknown) =>
  `${text(values["event_bus_name"] ?? "default")}/${text(name)}`;

const make: Readonly<Record<string, Make>> = {
  aws_cloudwatch_event_bus: ({ values }, { buses }) => {
    buses[text(values["name"])] = {
      Name: values["name"],
      KmsKeyIdentifier: values["kms_key_identifier"],
      DeadLetterConfig: { Arn: block(values["dead_letter_config"])["arn"] },
    };
  },
  aws_cloudwatch_event_bus_policy: ({ values }, { buses }) => {
    const bus = buses[text(values["event_bus_name"])];
    if (bus !== undefined) bus["Policy"] = values["policy"];
  },
  aws_cloudwatch_event_rule: ({ values }, { rules }) => {
    rules[ruleKey(values, values["name"])] = {
      rule: {
        Name: values["name"],
        State: values["state"],
        EventPattern: values["event_pattern"],
        ScheduleExpression: values["schedule_expression"],
      },
      targets: [],
    };
  },
  aws_cloudwatch_event_target: ({ values }, { rules }) => {
    const { input_transformer, http_target, retry_policy, dead_letter_config } = values;
    const http = block(http_target);
    rules[ruleKey(values, values["rule"])]?.targets.push({
      Id: values["target_id"],
      Arn: values["arn"],
      RoleArn: values["role_arn"],
      Input: values["input"],
      InputPath: values["input_path"],
      ...(input_transformer === undefined
        ? {}
        : {
            InputTransformer: {
              InputPathsMap: block(input_transformer)["input_paths"],
              InputTemplate: block(input_transformer)["input_template"],
            },
          }),
      ...(http_target === undefined
        ? {}
        : {
            HttpParameters: {
              PathParameterValues: http["path_parameter_values"],
              HeaderParameters: http["header_parameters"],
              QueryStringParameters: http["query_string_parameters"],
            },
          }),
      RetryPolicy: {
        MaximumEventAgeInSeconds: block(retry_policy)["maximum_event_age_in_seconds"],
        MaximumRetryAttempts: block(retry_policy)["maximum_retry_attempts"],
      },
      DeadLetterConfig: { Arn: block(dead_letter_config)["arn"] },
    });
  },
  aws_cloudwatch_event_api_destination: ({ place, values }, { apiDestinations }) => {
    const name = text(values["name"]);
    apiDestinations[name] = {
      Name: name,
      ApiDestinationArn: `${apiDestinationArn(place, name)}/${MADE_UP}`,
      ApiDestinationState: "ACTIVE",
      ConnectionArn: text(values["connection_arn"]).replace("<id>", MADE_UP),
      InvocationEndpoint: values["invocation_endpoint"],
      HttpMethod: values["http_method"],
      InvocationRateLimitPerSecond: values["invocation_rate_limit_per_second"],
    };
  },
  aws_cloudwatch_event_connection: ({ place, values }, { connections }) => {
    const name = text(values["name"]);
    connections[name] = {
      Name: name,
      ConnectionArn: `${connectionArn(place, name)}/${MADE_UP}`,
      ConnectionState: "AUTHORIZED",
      KmsKeyIdentifier: values["kms_key_identifier"],
    };
  },
  aws_sqs_queue: ({ place, values }, { queues }) => {
    const name = text(values["name"]);
    queues[name] = {
      QueueArn: `arn:aws:sqs:${place.region}:${place.account}:${name}`,
      Policy: values["policy"],
      KmsMasterKeyId: values["kms_master_key_id"],
      MessageRetentionPeriod: text(values["message_retention_seconds"]),
    };
  },
  aws_kms_alias: ({ stack, address, place, values }, { keys }, all) => {
    const name = address.replace("aws_kms_alias", "aws_kms_key");
    const key = all.find((each) => each.stack === stack && each.address === name);
    keys[keyArn(place, text(values["name"]))] = text(key?.values["policy"]);
  },
  aws_iam_role: ({ values }, { roles }) => {
    const boundary = values["permissions_boundary"];
    roles[text(values["name"])] = {
      ...(boundary === undefined ? {} : { permissionsBoundary: text(boundary) }),
      trustPolicy: text(values["assume_role_policy"]),
      inlinePolicies: {},
      attachedPolicies: [],
    };
  },
  aws_iam_role_policy: ({ values }, { roles }) => {
    const role = roles[text(values["role"])];
    if (role !== undefined) role.inlinePolicies[text(values["name"])] = text(values["policy"]);
  },
  aws_ssm_parameter: ({ values }, { parameters }) => {
    parameters[text(values["name"])] = text(values["insecure_value"]);
  },
};
