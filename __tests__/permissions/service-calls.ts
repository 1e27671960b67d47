/**
 * The calls that AWS's services make of one another for what is emitted, each read from the resources that bring it
 * about, and what a request of theirs carries. Sources: recordings of AWS where one is named, else the services' guides.
 */
import { SHADOW_TAG } from "../../aws/shadow";
import { apiDestinationArn, parseArn, queueArn, regionalArn, roleArn, ruleArn } from "../../aws/arn";
import { keyBehind, type Placed } from "./emitted-statements";
import type { Call, CallerIdentity } from "./permission-model";

const service = (name: string): CallerIdentity => ({ kind: "service", name: `${name}.amazonaws.com` });

const block = (value: unknown): Readonly<Record<string, unknown>> => {
  const [first] = [value].flat();
  return typeof first === "object" && first !== null ? (first as Record<string, unknown>) : {};
};

/** What a service needs to use a key. */
const USE_KEY = ["kms:GenerateDataKey", "kms:Decrypt"] as const;

/** A queue by its ARN. */
function queueAt(arn: unknown, resources: readonly Placed[]): Placed {
  const found = resources.find(
    ({ type, place, values }) => type === "aws_sqs_queue" && queueArn(place, String(values["name"])) === arn,
  );
  if (found === undefined) throw new Error(`No queue ${String(arn)} is emitted`);
  return found;
}

/** A service puts a message into an encrypted queue for one of its resources. Recorded on AWS: kms_delivery. */
function sendsMessage(caller: CallerIdentity, queue: unknown, source: string, resources: readonly Placed[]): Call[] {
  const { values, place } = queueAt(queue, resources);
  const context = { "aws:SourceArn": source, "aws:SourceAccount": parseArn(source)?.account ?? "" };
  const resource = queueArn(place, String(values["name"]));
  return [
    { caller, action: "sqs:SendMessage", resource, context },
    ...USE_KEY.map((action) => ({ caller, action, resource: keyBehind(String(values["kms_master_key_id"])), context })),
  ];
}

/** A role leaves a message itself, and SQS uses the queue's key in its name. */
function leavesMessage(role: string, queue: unknown, resources: readonly Placed[]): Call[] {
  const caller: CallerIdentity = { kind: "role", arn: role };
  const { values, place } = queueAt(queue, resources);
  const context = { "kms:ViaService": `sqs.${place.region}.amazonaws.com` };
  return [
    { caller, action: "sqs:SendMessage", resource: queueArn(place, String(values["name"])) },
    ...USE_KEY.map((action) => ({ caller, action, resource: keyBehind(String(values["kms_master_key_id"])), context })),
  ];
}

/** Calls that a resource brings about; none of most types. */
type CallsOf = (resource: Placed, resources: readonly Placed[]) => Call[];

const target: CallsOf = ({ stack, place, values }, resources) => {
  const { event_bus_name: bus = "default" } = values;
  const busName = String(bus);
  const rule = ruleArn(place, busName, String(values["rule"]).replace(/^.*\//, ""));
  const events = service("events");
  const arn = String(values["arn"]);
  const source = { "aws:SourceArn": rule, "aws:SourceAccount": place.account };
  const role = values["role_arn"];
  const throughRole = (taken: string, sentTo: string): Call[] => {
    const caller: CallerIdentity = { kind: "role", arn: taken };
    const isBus = parseArn(sentTo)?.kind === "event bus";
    return [
      { caller: events, action: "sts:AssumeRole", resource: taken, context: source },
      isBus
        ? { caller, action: "events:PutEvents", resource: sentTo, context: published(stack, resources) }
        : { caller, action: "events:InvokeApiDestination", resource: sentTo },
    ];
  };
  const letters = sendsMessage(events, block(values["dead_letter_config"])["arn"], rule, resources);
  if (parseArn(arn)?.kind === "queue") {
    const shadowed = block(queueAt(arn, resources).values["tags"])[SHADOW_TAG];
    return [
      ...letters,
      ...sendsMessage(events, arn, rule, resources),
      // What stays in shadow is needed again when it goes live.
      ...throughRole(
        roleArn(place, parseArn(rule)?.name ?? ""),
        `${apiDestinationArn(place, String(shadowed))}/0aa1b2c3`,
      ),
    ];
  }
  if (typeof role !== "string") {
    return [
      ...letters,
      { caller: events, action: "lambda:InvokeFunction", resource: arn, context: { "aws:SourceArn": rule } },
    ];
  }
  return [...letters, ...throughRole(role, arn)];
};

/** What an event that a forwarding rule sends carries. Any of the rule's sources will do. */
function published(stack: string, resources: readonly Placed[]): NonNullable<Call["context"]> {
  const rule = resources.find((each) => each.stack === stack && each.type === "aws_cloudwatch_event_rule");
  const { source = [] } = JSON.parse(String(rule?.values["event_pattern"])) as { source?: string[] };
  return {
    "events:source": source.slice(0, 1),
    "events:detail-type": ["Order Placed"],
    "aws:PrincipalOrgID": "o-acme0example",
  };
}

/** User Guide, eb-encryption-event-bus-cmkey; recorded on AWS: bus_kms_control. */
const bus: CallsOf = ({ place, values }, resources) => {
  const arn = regionalArn("events", place, `event-bus/${String(values["name"])}`);
  const caller = service("events");
  const resource = keyBehind(String(values["kms_key_identifier"]));
  return [
    { caller, action: "kms:DescribeKey", resource, context: { "aws:SourceAccount": place.account } },
    ...USE_KEY.map((action) => ({
      caller,
      action,
      resource,
      context: { "kms:EncryptionContext:aws:events:event-bus:arn": arn, "aws:SourceAccount": place.account },
    })),
    ...sendsMessage(caller, block(values["dead_letter_config"])["arn"], arn, resources),
  ];
};

/** CloudWatch User Guide, AlarmThatSendsEmail: an alarm of this or another account publishes to the encrypted topic. */
const alarm: CallsOf = ({ place, values }, resources) =>
  [values["alarm_actions"]].flat().flatMap((topic) => {
    const emitted = resources.find(
      (each) => each.type === "aws_sns_topic" && String(topic).endsWith(`:${String(each.values["name"])}`),
    );
    const caller = service("cloudwatch");
    const context = { "aws:SourceAccount": place.account };
    return [
      { caller, action: "sns:Publish", resource: String(topic), context },
      ...USE_KEY.map((action) => ({
        caller,
        action,
        resource: keyBehind(String(emitted?.values["kms_master_key_id"])),
        context,
      })),
    ];
  });

/** CloudWatch Logs User Guide, encrypt-log-data-kms. */
const logGroup: CallsOf = ({ place, values }) =>
  ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", ...USE_KEY, "kms:DescribeKey"].map(
    (action) => ({
      caller: service(`logs.${place.region}`),
      action,
      resource: String(values["kms_key_id"]),
      context: {
        "kms:EncryptionContext:aws:logs:arn": regionalArn("logs", place, `log-group:${String(values["name"])}`),
      },
    }),
  );

/** Lambda Developer Guide: lambda-intro-execution-role, monitoring-cloudwatchlogs, services-xray. */
const lambda: CallsOf = ({ place, values }) => {
  const role = String(values["role"]);
  const caller: CallerIdentity = { kind: "role", arn: role };
  const streams = regionalArn("logs", place, `log-group:/aws/lambda/${String(values["function_name"])}:log-stream:one`);
  return [
    { caller: service("lambda"), action: "sts:AssumeRole", resource: role },
    ...["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({ caller, action, resource: streams })),
    ...["xray:PutTraceSegments", "xray:PutTelemetryRecords"].map((action) => ({ caller, action, resource: "*" })),
  ];
};

/** Lambda Developer Guide, invocation-async-retain-records: the function's role leaves what it failed on. */
const invokeConfig: CallsOf = ({ place, values }, resources) => {
  const { destination } = block(block(values["destination_config"])["on_failure"]);
  const role = roleArn(place, String(values["function_name"]));
  return leavesMessage(role, destination, resources);
};

const schedule: CallsOf = ({ place, values }, resources) => {
  const { role_arn, arn, dead_letter_config } = block(values["target"]);
  const role = String(role_arn);
  const group = regionalArn("scheduler", place, `schedule-group/${String(values["group_name"])}`);
  const context = { "aws:SourceArn": group, "aws:SourceAccount": place.account };
  return [
    { caller: service("scheduler"), action: "sts:AssumeRole", resource: role, context },
    { caller: { kind: "role", arn: role }, action: "lambda:InvokeFunction", resource: String(arn) },
    ...leavesMessage(role, block(dead_letter_config)["arn"], resources),
  ];
};

/** API Gateway Developer Guide, http-api-develop-integrations-aws-services and -lambda. */
const route: CallsOf = ({ stack, place, values }, resources) => {
  const id = String(values["target"]).replace("integrations/", "");
  const integration = resources.find(
    (each) => each.stack === stack && each.address === `aws_apigatewayv2_integration.${id}`,
  );
  const { credentials_arn: role, integration_uri: uri, request_parameters } = integration?.values ?? {};
  const gateway = service("apigateway");
  if (typeof role === "string") {
    const { EventBusName, Source, DetailType } = block(request_parameters);
    return [
      { caller: gateway, action: "sts:AssumeRole", resource: role },
      {
        caller: { kind: "role", arn: role },
        action: "events:PutEvents",
        resource: String(EventBusName),
        context: {
          "events:source": [String(Source)],
          "events:detail-type": [String(DetailType)],
          "aws:PrincipalOrgID": "o-acme0example",
        },
      },
    ];
  }
  const [, name = ""] = /functions\/([^/]+)\/invocations/.exec(String(uri)) ?? [];
  const [method, path] = String(values["route_key"]).split(" ");
  const source = regionalArn("execute-api", place, `api/$default/${String(method)}${String(path)}`);
  return [{ caller: gateway, action: "lambda:InvokeFunction", resource: name, context: { "aws:SourceArn": source } }];
};

const BY_TYPE: Readonly<Record<string, CallsOf>> = {
  aws_apigatewayv2_route: route,
  aws_cloudwatch_event_bus: bus,
  aws_cloudwatch_event_target: target,
  aws_cloudwatch_log_group: logGroup,
  aws_cloudwatch_metric_alarm: alarm,
  aws_lambda_function: lambda,
  aws_lambda_function_event_invoke_config: invokeConfig,
  aws_scheduler_schedule: schedule,
};

/** Every call that services make for these resources. */
export function serviceCalls(resources: readonly Placed[]): Call[] {
  return resources.flatMap((resource) => BY_TYPE[resource.type]?.(resource, resources) ?? []);
}
