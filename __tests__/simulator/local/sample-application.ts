import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { zipSync, type Zippable } from "fflate";
import { functionBundle } from "../../../constructs/function-bundle";
import { readTopology, type Topology } from "#simulator/topology";
import { emittedFolder } from "../topology/emitted-folder";

/** The accounts of the sample application, its bus, and the issuer of its tokens. */
export const HUB_ACCOUNT = "200000000001";
export const APP_ACCOUNT = "210000000002";
export const BUS = `arn:aws:events:eu-central-1:${HUB_ACCOUNT}:event-bus/acme-test-central`;
export const ISSUER = "https://login.example/";

const region = "eu-central-1";

function provider(account: string) {
  return { aws: [{ region, allowed_account_ids: [account] }] };
}

/** A function as its construct emits it: role, policy, queue, asynchronous invocation. */
export interface SampleFunction {
  /** A handler of `sample-handlers`, the text of an `index.js`, or what a zip holds. */
  readonly code: { readonly handler: string } | { readonly source: string } | { readonly files: Zippable };
  readonly timeout?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Statements of its role, beside the one for its dead letters. */
  readonly statements?: readonly object[];
  readonly overrides?: object;
}

export function statement(actions: readonly string[], resource: string, condition?: object) {
  return {
    Effect: "Allow",
    Action: actions,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

function zipOf(code: SampleFunction["code"]): Uint8Array {
  if ("files" in code) return zipSync(code.files);
  if ("source" in code) return zipSync({ "index.js": Buffer.from(code.source) });
  return readFileSync(functionBundle(path.join(__dirname, "sample-handlers", `${code.handler}.ts`)).zipFile);
}

function functionResources(account: string, id: string, { timeout = 3, ...given }: SampleFunction) {
  const queue = `arn:aws:sqs:${region}:${account}:${id}-dead-letters`;
  const statements = [...(given.statements ?? []), statement(["sqs:SendMessage"], queue)];
  return {
    aws_iam_role: { [id]: { name: `${id}-role`, assume_role_policy: "{}" } },
    aws_iam_role_policy: {
      [id]: {
        name: "function",
        role: `\${aws_iam_role.${id}.name}`,
        policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
      },
    },
    aws_sqs_queue: { [id]: { name: `${id}-dead-letters` } },
    aws_lambda_function: {
      [id]: {
        function_name: id,
        handler: "index.handler",
        runtime: "nodejs22.x",
        filename: `assets/${id}.zip`,
        role: `\${aws_iam_role.${id}.arn}`,
        timeout,
        memory_size: 256,
        environment: { variables: given.environment ?? {} },
        ...given.overrides,
      },
    },
    aws_lambda_function_event_invoke_config: {
      [id]: {
        function_name: `\${aws_lambda_function.${id}.function_name}`,
        maximum_retry_attempts: 2,
        destination_config: { on_failure: { destination: `\${aws_sqs_queue.${id}.arn}` } },
      },
    },
  };
}

/** Consumers: a rule on the central bus, its target, and the permission of the function. */
function consumerResources(id: string, pattern: object) {
  return {
    aws_cloudwatch_event_rule: {
      [id]: {
        name: `${id}-rule`,
        event_bus_name: "${aws_cloudwatch_event_bus.bus.name}",
        event_pattern: JSON.stringify(pattern),
      },
    },
    aws_cloudwatch_event_target: {
      [id]: {
        rule: `\${aws_cloudwatch_event_rule.${id}.name}`,
        event_bus_name: "${aws_cloudwatch_event_bus.bus.name}",
        target_id: id,
        arn: `\${aws_lambda_function.${id}.arn}`,
      },
    },
    aws_lambda_permission: {
      [id]: {
        function_name: `\${aws_lambda_function.${id}.function_name}`,
        action: "lambda:InvokeFunction",
        principal: "events.amazonaws.com",
        source_arn: `\${aws_cloudwatch_event_rule.${id}.arn}`,
      },
    },
  };
}

/** A route to a function, by its computed ARN, or to the bus. */
export interface SampleRoute {
  readonly key: string;
  readonly function?: string;
  readonly putEvents?: Readonly<Record<string, unknown>>;
  readonly authorization?: object;
  readonly permission?: boolean;
}

function routeResources(id: string, { key, function: name, putEvents, authorization, permission }: SampleRoute) {
  const [method = "", route = ""] = key.split(" ");
  const common = { api_id: "${aws_apigatewayv2_api.api.id}", integration_type: "AWS_PROXY" };
  const arn = `arn:aws:lambda:${region}:${APP_ACCOUNT}:function:${name ?? ""}`;
  const integration =
    name === undefined
      ? {
          ...common,
          integration_subtype: "EventBridge-PutEvents",
          payload_format_version: "1.0",
          credentials_arn: "${aws_iam_role.route.arn}",
          request_parameters: {
            Source: "com.orders",
            DetailType: "OrderPlaced",
            Detail: "$request.body",
            EventBusName: BUS,
          },
          ...putEvents,
        }
      : {
          ...common,
          payload_format_version: "2.0",
          integration_uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
        };
  return {
    aws_apigatewayv2_route: {
      [id]: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        route_key: key,
        authorization_type: "NONE",
        target: `integrations/\${aws_apigatewayv2_integration.${id}.id}`,
        ...authorization,
      },
    },
    aws_apigatewayv2_integration: { [id]: integration },
    ...(name === undefined || permission === false
      ? {}
      : {
          aws_lambda_permission: {
            [`route-${id}`]: {
              function_name: arn,
              action: "lambda:InvokeFunction",
              principal: "apigateway.amazonaws.com",
              source_arn: `\${aws_apigatewayv2_api.api.execution_arn}/*/${method === "ANY" ? "*" : method}${route}`,
            },
          },
        }),
  };
}

function merged(parts: readonly object[]): object {
  const all: Record<string, object> = {};
  for (const part of parts) {
    for (const [type, resources] of Object.entries(part)) all[type] = { ...all[type], ...(resources as object) };
  }
  return all;
}

/** What the sample application consists of beside its bus and table. */
export interface SampleApplication {
  /** In the application's account. */
  readonly functions?: Readonly<Record<string, SampleFunction>>;
  /** In the hub's account, each with the pattern of its rule. */
  readonly consumers?: Readonly<Record<string, SampleFunction & { readonly pattern: object }>>;
  readonly routes?: Readonly<Record<string, SampleRoute>>;
  readonly stage?: object;
  /** More resources of the application's account, and of the hub's. */
  readonly resources?: object;
  readonly hubResources?: object;
}

const PUT_EVENTS = statement(["events:PutEvents"], BUS, {
  "ForAllValues:StringEquals": { "events:source": ["com.orders"], "events:detail-type": ["OrderPlaced"] },
});

/** Writes the application's Terraform as CDKTF does, zips included, reads it, and removes it after the play. */
export async function withApplication(
  { functions = {}, consumers = {}, routes = {}, stage = {}, resources = {}, hubResources = {} }: SampleApplication,
  play: (topology: Topology, outdir: string) => Promise<void>,
): Promise<void> {
  const publisher = {
    Sid: "PublishApp",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${APP_ACCOUNT}:root` },
    Action: "events:PutEvents",
    Resource: BUS,
    Condition: { "ForAllValues:StringEquals": { "events:source": ["com.users", "com.orders"] } },
  };
  const outdir = emittedFolder({
    hub: {
      provider: provider(HUB_ACCOUNT),
      resource: merged([
        {
          aws_cloudwatch_event_bus: { bus: { name: "acme-test-central" } },
          aws_cloudwatch_event_bus_policy: {
            bus: { event_bus_name: "acme-test-central", policy: JSON.stringify({ Statement: [publisher] }) },
          },
        },
        ...Object.entries(consumers).map(([id, one]) => functionResources(HUB_ACCOUNT, id, one)),
        ...Object.entries(consumers).map(([id, { pattern }]) => consumerResources(id, pattern)),
        hubResources,
      ]),
    },
    app: {
      provider: provider(APP_ACCOUNT),
      resource: merged([
        {
          aws_dynamodb_table: {
            users: {
              name: "users",
              billing_mode: "PAY_PER_REQUEST",
              hash_key: "pk",
              attribute: [
                { name: "pk", type: "S" },
                { name: "pendingEvent", type: "S" },
              ],
              global_secondary_index: [{ name: "pending", hash_key: "pendingEvent", projection_type: "ALL" }],
            },
          },
        },
        ...Object.entries(functions).map(([id, one]) => functionResources(APP_ACCOUNT, id, one)),
        resources,
      ]),
    },
    ingress: {
      provider: provider(APP_ACCOUNT),
      resource: merged([
        {
          aws_apigatewayv2_api: { api: { name: "acme-test-api", protocol_type: "HTTP" } },
          aws_apigatewayv2_authorizer: {
            jwt: {
              api_id: "${aws_apigatewayv2_api.api.id}",
              name: "jwt",
              authorizer_type: "JWT",
              identity_sources: ["$request.header.Authorization"],
              jwt_configuration: { issuer: ISSUER, audience: ["shop"] },
            },
          },
          aws_apigatewayv2_stage: {
            stage: { api_id: "${aws_apigatewayv2_api.api.id}", name: "$default", auto_deploy: true, ...stage },
          },
          aws_iam_role: { route: { name: "route-role", assume_role_policy: "{}" } },
          aws_iam_role_policy: {
            route: {
              name: "put",
              role: "${aws_iam_role.route.name}",
              policy: JSON.stringify({ Version: "2012-10-17", Statement: [PUT_EVENTS] }),
            },
          },
        },
        ...Object.entries(routes).map(([id, route]) => routeResources(id, route)),
      ]),
    },
  });
  for (const [stack, zips] of Object.entries({ hub: consumers, app: functions })) {
    const folder = path.join(outdir, "stacks", stack, "assets");
    mkdirSync(folder, { recursive: true });
    for (const [id, { code }] of Object.entries(zips)) writeFileSync(path.join(folder, `${id}.zip`), zipOf(code));
  }
  try {
    await play(readTopology({ kind: "cdktf", outdir }), outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
