/** Cases of the rules on buses, rules, targets and where they send. */
import { casesOf, ACCOUNT, allow, LATER, OTHER, policy, root, trust } from "./case";

const bus = { "aws_cloudwatch_event_bus.bus": { name: "central" } };

function busPolicy(...statements: readonly object[]) {
  return {
    ...bus,
    "aws_cloudwatch_event_bus_policy.policy": {
      event_bus_name: "${aws_cloudwatch_event_bus.bus.name}",
      policy: policy(...statements),
    },
  };
}

function publish(Condition?: object, Principal: unknown = root(OTHER)) {
  return allow({ Principal, Action: "events:PutEvents", Resource: "*", ...(Condition && { Condition }) });
}

const pinned = {
  "ForAllValues:StringEquals": { "events:source": ["com.acme.shop"] },
  Null: { "events:source": "false" },
};

function rule(pattern: object | string) {
  return {
    "aws_cloudwatch_event_rule.rule": {
      name: "rule",
      event_bus_name: "${aws_cloudwatch_event_bus.bus.name}",
      event_pattern: typeof pattern === "string" ? pattern : JSON.stringify(pattern),
    },
  };
}

function target(more: object) {
  return {
    "aws_cloudwatch_event_target.target": {
      rule: "${aws_cloudwatch_event_rule.rule.name}",
      event_bus_name: "${aws_cloudwatch_event_bus.bus.name}",
      arn: "${aws_cloudwatch_event_api_destination.api.arn}",
      ...more,
    },
  };
}

const retried = { retry_policy: { maximum_event_age_in_seconds: 3600, maximum_retry_attempts: 3 } };
const notRetried = { retry_policy: { maximum_event_age_in_seconds: 3600, maximum_retry_attempts: 0 } };
const dead = { dead_letter_config: { arn: "${aws_sqs_queue.dead.arn}" } };

function destination(auth_parameters: object, authorization_type: string) {
  return {
    ...bus,
    ...rule({ source: ["a"] }),
    "aws_cloudwatch_event_connection.connection": { name: "connection", authorization_type, auth_parameters },
    "aws_cloudwatch_event_api_destination.api": {
      name: "api",
      connection_arn: "${aws_cloudwatch_event_connection.connection.arn}",
      http_method: "POST",
      invocation_endpoint: "https://api.acme.example/events",
      invocation_rate_limit_per_second: 1,
    },
  };
}

function oauth(client_secret: unknown, authorization_endpoint = "https://api.acme.example/token") {
  const client_parameters = { client_id: "placeholder", client_secret };
  return { oauth: { authorization_endpoint, http_method: "POST", client_parameters } };
}

const behindOauth = destination(oauth("placeholder"), "OAUTH_CLIENT_CREDENTIALS");
const behindKey = destination({ api_key: { key: "X-Key", value: "placeholder" } }, "API_KEY");

function connection(auth_parameters: unknown) {
  return { "aws_cloudwatch_event_connection.connection": { name: "connection", auth_parameters } };
}

function queue(more: object) {
  return { "aws_sqs_queue.dead": { name: "dead", ...more } };
}

const ofRule = (more: object) => ({ ...behindKey, ...target({ ...dead, ...retried }), ...queue(more) });

function roleOfRule(statements: readonly object[] | string, service = "events.amazonaws.com") {
  return {
    "aws_iam_role.role": { name: "role", assume_role_policy: trust(service) },
    "aws_iam_role_policy.policy": {
      role: "${aws_iam_role.role.name}",
      policy: typeof statements === "string" ? statements : policy(...statements),
    },
  };
}

const invoke = (Resource: unknown, Action: unknown = "events:InvokeApiDestination") => allow({ Action, Resource });
const ONE = `arn:aws:events:eu-central-1:${ACCOUNT}:api-destination/a/1`;

export const eventCases = casesOf({
  "bus-has-policy": {
    keeps: [
      busPolicy(publish(pinned)),
      {
        ...bus,
        "aws_cloudwatch_event_permission.one": { principal: OTHER, statement_id: "x", event_bus_name: "central" },
      },
    ],
    breaks: [bus, { ...bus, "aws_cloudwatch_event_bus_policy.p": { event_bus_name: "other", policy: policy() } }],
    open: [
      { ...bus, "aws_cloudwatch_event_bus_policy.p": { event_bus_name: "central", policy: LATER } },
      { ...bus, "aws_cloudwatch_event_bus_policy.p": { event_bus_name: LATER, policy: policy(publish(pinned)) } },
    ],
  },
  "sources-pinned": {
    keeps: [
      busPolicy(publish(pinned)),
      busPolicy(publish({ StringEquals: { "events:source": "com.acme.shop" } })),
      busPolicy(publish(undefined, { Service: "events.amazonaws.com" })),
      busPolicy(allow({ Principal: root(OTHER), Action: "events:ListRules", Resource: "*" })),
      busPolicy({ ...publish(), Effect: "Deny" }),
    ],
    breaks: [
      busPolicy(publish()),
      busPolicy(publish({ "ForAllValues:StringEquals": { "events:source": ["com.acme.shop"] } })),
      busPolicy(publish({ StringLike: { "events:source": "*" } })),
      busPolicy(publish({ StringEquals: { "events:source": ["com.acme.shop", "aws.s3"] } })),
      busPolicy(publish({ StringNotEquals: { "events:source": "com.acme.shop" } })),
      busPolicy({ ...publish(), Action: "events:*" }),
      { "aws_cloudwatch_event_permission.one": { principal: OTHER, statement_id: "x" } },
    ],
    open: [
      { "aws_cloudwatch_event_bus_policy.p": { event_bus_name: "central", policy: LATER } },
      { "aws_cloudwatch_event_permission.one": { principal: LATER, statement_id: "x" } },
    ],
  },
  "rule-matches-account": {
    keeps: [
      { ...busPolicy(publish(pinned)), ...rule({ source: ["com.acme.shop"], account: [OTHER] }) },
      { ...busPolicy(publish(pinned, root(ACCOUNT))), ...rule({ source: ["com.acme.shop"] }) },
      { ...bus, ...rule({ source: ["com.acme.shop"] }) },
    ],
    breaks: [
      { ...busPolicy(publish(pinned)), ...rule({ source: ["com.acme.shop"] }) },
      { ...busPolicy(publish(pinned, { AWS: OTHER })), ...rule({ source: ["com.acme.shop"] }) },
      { ...busPolicy(publish(pinned, "*")), ...rule({ source: ["com.acme.shop"] }) },
    ],
    open: [{ ...busPolicy(publish(pinned)), ...rule(LATER) }],
  },
  "bus-policy-size": {
    keeps: [busPolicy(publish(pinned))],
    breaks: [busPolicy(publish({ StringEquals: { "events:source": "x".repeat(10_300) } }))],
    open: [
      busPolicy({
        ...publish({ StringEquals: { "events:source": "x".repeat(10_300) } }),
        Resource: "${aws_kms_key.unnamed.key_id}",
      }),
    ].map((resources) => ({ ...resources, "aws_kms_key.unnamed": {} })),
  },
  "target-has-dead-letter-queue": {
    keeps: [
      { ...behindKey, ...queue({}), ...target(dead) },
      { ...behindKey, ...target({ dead_letter_config: [{ arn: LATER }] }) },
    ],
    breaks: [
      { ...behindKey, ...target({}) },
      { ...behindKey, ...target({ dead_letter_config: [] }) },
    ],
    open: [{ ...behindKey, ...target({ dynamic: { dead_letter_config: { for_each: LATER, content: {} } } }) }],
  },
  "target-has-retry-policy": {
    keeps: [{ ...behindKey, ...target(retried) }],
    breaks: [{ ...behindKey, ...target({}) }],
    open: [{ ...behindKey, ...target({ retry_policy: LATER }) }],
  },
  "oauth-is-retried": {
    keeps: [
      { ...behindOauth, ...target(retried) },
      { ...behindOauth, ...target({}) },
      { ...behindKey, ...target(notRetried) },
    ],
    breaks: [{ ...behindOauth, ...target(notRetried) }],
    open: [{ ...behindOauth, ...target({ retry_policy: { maximum_retry_attempts: LATER } }) }],
  },
  "dead-letter-queue-standard": {
    keeps: [ofRule({}), queue({ fifo_queue: true }), ofRule({ kms_master_key_id: "alias/own" })],
    breaks: [
      ofRule({ fifo_queue: true }),
      ofRule({ name: "dead.fifo" }),
      ofRule({ kms_master_key_id: "alias/aws/sqs" }),
    ],
    open: [],
  },
  "endpoint-https": {
    keeps: [
      behindKey,
      behindOauth,
      { "aws_sns_topic_subscription.s": { protocol: "https", endpoint: "https://a.example" } },
    ],
    breaks: [
      { "aws_cloudwatch_event_api_destination.a": { name: "a", invocation_endpoint: "http://api.acme.example" } },
      { "aws_cloudwatch_event_api_destination.a": { name: "a", invocation_endpoint: "HTTP://api.acme.example" } },
      connection(oauth("placeholder", "http://api.acme.example/token")),
      { "aws_apigatewayv2_integration.i": { integration_uri: "http://api.acme.example" } },
      { "aws_sns_topic_subscription.s": { protocol: "http", endpoint: "http://a.example" } },
    ],
    open: [{ "aws_cloudwatch_event_api_destination.a": { name: "a", invocation_endpoint: LATER } }],
  },
  "role-of-rule-limited": {
    keeps: [
      roleOfRule([invoke(ONE)]),
      roleOfRule([invoke([ONE, `${ONE}/2`])], "lambda.amazonaws.com"),
      { ...behindKey, ...roleOfRule([invoke("${aws_cloudwatch_event_api_destination.api.arn}")]) },
    ],
    breaks: [
      roleOfRule([invoke("*")]),
      roleOfRule([invoke([ONE, `${ONE}/2`])]),
      roleOfRule([invoke(ONE, ["events:InvokeApiDestination", "events:PutRule"])]),
      roleOfRule([invoke(ONE, "events:Invoke*")], "apigateway.amazonaws.com"),
      roleOfRule([allow({ NotAction: "iam:*", Resource: ONE })]),
    ],
    open: [roleOfRule(LATER)],
  },
  "no-credential-in-connection": {
    keeps: [
      connection({ api_key: { key: "X-Key", value: "placeholder-until-credentials-are-put" } }),
      connection({ basic: { username: "acme", password: "placeholder" } }),
      connection(oauth("placeholder")),
      connection({
        api_key: { key: "X", value: "placeholder" },
        invocation_http_parameters: { header: [{ key: "X-Team", value: "shop", is_value_secret: false }] },
      }),
    ],
    breaks: [
      connection({ api_key: { key: "X-Key", value: "something" } }),
      connection([{ basic: [{ username: "acme", password: "something" }] }]),
      connection(oauth("something")),
      connection({ invocation_http_parameters: { header: [{ key: "X", value: "something", is_value_secret: true }] } }),
      connection({
        oauth: { oauth_http_parameters: { body: [{ key: "assertion", value: "something", is_value_secret: true }] } },
      }),
    ],
    open: [connection({ api_key: { key: "X-Key", value: LATER } })],
  },
});
