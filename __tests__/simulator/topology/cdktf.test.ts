import { rmSync } from "node:fs";
import path from "node:path";
import { readTopology, UnreadableTerraformError, type Topology } from "#simulator/topology";
import { emittedFolder } from "./emitted-folder";

const provider = { aws: [{ region: "eu-west-1", allowed_account_ids: ["111111111111"] }] };
const other = { aws: [{ region: "eu-west-1", allowed_account_ids: ["222222222222"] }] };

let outdir: string | undefined;

function read(stacks: Readonly<Record<string, object>>): Topology {
  outdir = emittedFolder(stacks);
  return readTopology({ kind: "cdktf", outdir });
}

/** One stack with these resources. */
function readOne(resource: object, more: object = {}): Topology {
  return read({ hub: { provider, resource, ...more } });
}

afterEach(() => {
  if (outdir !== undefined) rmSync(outdir, { recursive: true });
  outdir = undefined;
});

const bus = { aws_cloudwatch_event_bus: { hub: { name: "hub" } } };
const rule = { event_bus_name: "hub", name: "orders", event_pattern: '{"source":["shop"]}' };

describe("references and computed ARNs are the same thing", () => {
  test("a bus by reference, by name and by ARN", () => {
    const { rules, buses, unknown } = readOne({
      ...bus,
      aws_cloudwatch_event_rule: {
        a: { ...rule, name: "a", event_bus_name: "${aws_cloudwatch_event_bus.hub.name}" },
        b: { ...rule, name: "b" },
        c: { ...rule, name: "c", event_bus_name: "arn:aws:events:eu-west-1:111111111111:event-bus/hub" },
      },
    });
    const arn = "arn:aws:events:eu-west-1:111111111111:event-bus/hub";
    expect(buses.map((one) => one.arn)).toEqual([arn]);
    expect(rules.map(({ busArn }) => busArn)).toEqual([arn, arn, arn]);
    expect(unknown).toEqual([]);
  });

  test("a target finds its rule by reference or literal name, on the default bus too", () => {
    const { rules } = readOne({
      aws_cloudwatch_event_rule: { a: { name: "uploads", event_pattern: "{}" } },
      aws_cloudwatch_event_target: {
        one: { rule: "uploads", arn: "arn:aws:sqs:eu-west-1:111111111111:a" },
        two: { rule: "${aws_cloudwatch_event_rule.a.name}", arn: "${aws_sqs_queue.q.arn}" },
      },
      aws_sqs_queue: { q: { name: "q" } },
    });
    expect(rules[0]?.arn).toBe("arn:aws:events:eu-west-1:111111111111:rule/uploads");
    expect(rules[0]?.targets.map(({ arn }) => arn)).toEqual([
      "arn:aws:sqs:eu-west-1:111111111111:a",
      "arn:aws:sqs:eu-west-1:111111111111:q",
    ]);
  });

  test("across stacks and accounts", () => {
    const { buses, rules } = read({
      hub: { provider, resource: bus },
      source: {
        provider: other,
        resource: {
          aws_cloudwatch_event_rule: { out: { ...rule, event_bus_name: "shop" } },
          aws_cloudwatch_event_target: {
            out: { rule: "orders", event_bus_name: "shop", arn: "arn:aws:events:eu-west-1:111111111111:event-bus/hub" },
          },
        },
      },
    });
    expect(buses.map(({ name, account, origin }) => [name, account, origin])).toEqual([
      ["hub", "111111111111", "declared"],
      ["shop", "222222222222", "referred"],
    ]);
    expect(rules[0]?.targets[0]?.destination).toEqual({ kind: "eventBus", busArn: buses[0]?.arn });
  });

  test("a name that Terraform makes up, and an id that AWS makes up, are symbols that stay apart", () => {
    const { connections, apiDestinations } = readOne({
      aws_cloudwatch_event_connection: {
        a: { name: "a", authorization_type: "BASIC", auth_parameters: { basic: { username: "u", password: "p" } } },
      },
      aws_cloudwatch_event_api_destination: {
        a: {
          name: "a",
          connection_arn: "${aws_cloudwatch_event_connection.a.arn}",
          invocation_endpoint: "https://a.example.com",
          http_method: "POST",
        },
      },
    });
    expect(connections[0]?.arn).toBe("arn:aws:events:eu-west-1:111111111111:connection/a/<id>");
    expect(apiDestinations[0]).toMatchObject({ rateLimitPerSecond: 300, connection: connections[0] });
  });
});

test("escapes of Terraform are undone, in keys too", () => {
  const { rules } = readOne({
    aws_cloudwatch_event_rule: { a: { ...rule, event_pattern: '{"source":["$${x} %%{y}"]}' } },
    aws_cloudwatch_event_target: {
      a: {
        rule: "orders",
        event_bus_name: "hub",
        arn: "arn:aws:sqs:eu-west-1:111111111111:a",
        http_target: { header_parameters: { "X-$${a}": "%%{b}" } },
      },
    },
  });
  expect(rules[0]?.trigger).toEqual({ kind: "pattern", pattern: '{"source":["${x} %{y}"]}' });
  expect(rules[0]?.targets[0]?.httpParameters.header).toEqual({ "X-${a}": "%{b}" });
});

test("permissions become statements of the policy of their bus", () => {
  const { buses } = readOne({
    ...bus,
    aws_cloudwatch_event_permission: {
      org: {
        event_bus_name: "hub",
        principal: "*",
        statement_id: "Org",
        condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-1" },
      },
    },
  });
  const policy = buses[0]?.policy;
  expect(policy?.kind === "document" ? JSON.parse(policy.document) : undefined).toMatchObject({
    Statement: [{ Sid: "Org", Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }],
  });
});

test("credentials are nowhere in the model, and are not missed where only Terraform knows them", () => {
  const topology = readOne({
    aws_cloudwatch_event_connection: {
      a: {
        name: "a",
        authorization_type: "API_KEY",
        auth_parameters: {
          api_key: { key: "X-Key", value: "s3cret" },
          invocation_http_parameters: { body: [{ key: "token", value: "${var.s3cret}", is_value_secret: true }] },
        },
      },
    },
  });
  expect(JSON.stringify(topology)).not.toContain("s3cret");
  expect(topology.unknown).toEqual([]);
  expect(topology.connections[0]?.description.invocationHttpParameters.body).toEqual([
    { key: "token", isValueSecret: true },
  ]);
});

describe("what is not understood is named", () => {
  const target = { rule: "orders", event_bus_name: "hub", arn: "arn:aws:sqs:eu-west-1:111111111111:a" };
  const withTarget = (more: object) => ({
    aws_cloudwatch_event_rule: { a: rule },
    aws_cloudwatch_event_target: { a: { ...target, ...more } },
  });

  test.each<[what: string, resource: object, address: string, named: RegExp]>([
    [
      "an expression with functions",
      withTarget({ input: '${jsonencode({ a = lower("A") })}' }),
      "aws_cloudwatch_event_target.a",
      /^input: \$\{jsonencode\(/,
    ],
    [
      "a reference to nothing",
      withTarget({ role_arn: "${aws_iam_role.x.arn}" }),
      "aws_cloudwatch_event_target.a",
      /^role_arn: .*refers to nothing/,
    ],
    [
      "data",
      withTarget({ arn: "${data.aws_lambda_function.x.arn}" }),
      "aws_cloudwatch_event_target.a",
      /^arn: .*only Terraform reads/,
    ],
    ["count", withTarget({ count: 2 }), "aws_cloudwatch_event_target.a", /^count: /],
    [
      "for_each",
      { aws_cloudwatch_event_rule: { a: { ...rule, for_each: "${toset([])}" } } },
      "aws_cloudwatch_event_rule.a",
      /^for_each: /,
    ],
    ["a dynamic block", withTarget({ dynamic: { retry_policy: {} } }), "aws_cloudwatch_event_target.a", /^dynamic: /],
    [
      "a resource type that may matter",
      { aws_cloudwatch_event_endpoint: { a: {} } },
      "aws_cloudwatch_event_endpoint.a",
      /not understood/,
    ],
    [
      "a target without its rule",
      { aws_cloudwatch_event_target: { a: target } },
      "aws_cloudwatch_event_target.a",
      /^rule: .*not in this Terraform/,
    ],
    [
      "an argument that makes no sense",
      withTarget({ retry_policy: { maximum_retry_attempts: "many" } }),
      "aws_cloudwatch_event_target.a",
      /^retry_policy/,
    ],
    [
      "a resource that refers to itself",
      {
        aws_sqs_queue: { a: { name: "${aws_sqs_queue.a.name}" } },
        ...withTarget({ dead_letter_config: { arn: "${aws_sqs_queue.a.arn}" }, arn: "${aws_x.y}" }),
      },
      "aws_cloudwatch_event_target.a",
      /^arn: /,
    ],
  ])("%s", (_, resource, address, named) => {
    expect(readOne(resource).unknown).toContainEqual({
      stack: "hub",
      address,
      what: expect.stringMatching(named) as string,
    });
  });

  test("a module, whose resources CDKTF does not write", () => {
    expect(readOne({}, { module: { net: { source: "./net" } } }).unknown).toEqual([
      { stack: "hub", address: "module.net", what: expect.stringContaining("read the plan") as string },
    ]);
  });

  test("a pattern that is not known leaves the rule in, so that it is reported", () => {
    const { rules } = readOne({ aws_cloudwatch_event_rule: { a: { ...rule, event_pattern: "${var.pattern}" } } });
    expect(rules[0]?.trigger).toMatchObject({ kind: "unknown" });
  });

  test("a policy that is not known is not the same as none", () => {
    const { buses } = readOne({
      ...bus,
      aws_cloudwatch_event_bus_policy: {
        a: { event_bus_name: "hub", policy: "${data.aws_iam_policy_document.a.json}" },
      },
    });
    expect(buses[0]?.policy).toMatchObject({ kind: "unknown" });
  });

  test("an account that no provider names is a symbol", () => {
    expect(read({ hub: { resource: bus } }).buses[0]?.arn).toBe(
      "arn:aws:events:<Region of hub>:<account of hub>:event-bus/hub",
    );
  });
});

test("a missing folder, and one that CDKTF did not write, are errors that name the file and what is wrong with it", () => {
  const folder = emittedFolder({ hub: { resource: [] } });
  const none = path.join(folder, "none");
  const manifest = path.join(none, "manifest.json");
  const stack = path.join(folder, "stacks", "hub", "cdk.tf.json");
  expect(() => readTopology({ kind: "cdktf", outdir: none })).toThrow(
    new UnreadableTerraformError(manifest, "unopenable", "cannot be read"),
  );
  expect(() => readTopology({ kind: "cdktf", outdir: folder })).toThrow(
    new UnreadableTerraformError(stack, "malformed", "is not what CDKTF writes"),
  );
  rmSync(folder, { recursive: true });
});

test("a role's policy that a refresh has read back into the role counts once, one of the role's own besides", () => {
  const [reader, own] = ['{"Statement":[{"Sid":"Read"}]}', '{"Statement":[{"Sid":"Own"}]}'];
  const { roles } = readOne({
    aws_iam_role: {
      role: {
        name: "reader",
        inline_policy: [
          { name: "read", policy: reader },
          { name: "own", policy: own },
        ],
      },
    },
    aws_iam_role_policy: { read: { name: "read", role: "${aws_iam_role.role.name}", policy: reader } },
  });
  expect(roles).toMatchObject([{ name: "reader", policies: [own, reader], unreadPolicies: [] }]);
});

test("policies that cannot be read are named, however a role has them; the usual one of AWS is known", () => {
  const policy = "${data.aws_iam_policy_document.elsewhere.json}";
  const attached = (policy_arn: string) => ({ role: "reader", policy_arn });
  const { roles } = readOne({
    aws_iam_role: {
      role: { name: "reader", inline_policy: [{ name: "own", policy }] },
      other: { name: "without", inline_policy: [{}] },
    },
    aws_iam_role_policy: { read: { role: "reader", policy } },
    aws_iam_role_policy_attachment: {
      basic: attached("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
      theirs: attached("arn:aws:iam::aws:policy/PowerUserAccess"),
      elsewhere: attached("${data.aws_iam_policy.elsewhere.arn}"),
    },
  });
  expect(roles).toMatchObject([
    {
      name: "reader",
      policies: [expect.stringContaining("logs:PutLogEvents")],
      inlinePolicies: [
        { name: "own", document: undefined },
        { name: undefined, document: undefined },
      ],
      attachedPolicies: [
        "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        "arn:aws:iam::aws:policy/PowerUserAccess",
        undefined,
      ],
      unreadPolicies: [
        "aws_iam_role.role",
        "aws_iam_role_policy.read",
        "arn:aws:iam::aws:policy/PowerUserAccess",
        "aws_iam_role_policy_attachment.elsewhere",
      ],
    },
    { name: "without", policies: [], unreadPolicies: [] },
  ]);
});

test("what verify compares is read as it is declared: keys by their alias, retention, boundaries, a second trigger", () => {
  const boundary = "arn:aws:iam::200000000001:policy/bounds";
  const { buses, queues, roles, rules } = readOne({
    aws_kms_alias: { hub: { name: "alias/hub", target_key_id: "${aws_kms_key.hub.key_id}" } },
    aws_cloudwatch_event_bus: { hub: { name: "hub", kms_key_identifier: "${aws_kms_alias.hub.arn}" } },
    aws_cloudwatch_event_rule: {
      both: { name: "both", event_pattern: '{"source":["a"]}', schedule_expression: "rate(1 hour)" },
    },
    aws_sqs_queue: {
      letters: { name: "letters", kms_master_key_id: "${aws_kms_alias.hub.name}", message_retention_seconds: 60 },
      plain: { name: "plain" },
    },
    aws_iam_role: { bounded: { name: "bounded", permissions_boundary: boundary } },
  });
  expect(buses[0]?.kmsKeyId).toMatch(/^arn:aws:kms:.*:alias\/hub$/);
  expect(rules[0]?.trigger).toEqual({ kind: "pattern", pattern: '{"source":["a"]}', schedule: "rate(1 hour)" });
  expect(queues).toMatchObject([
    { kmsKeyId: "alias/hub", retentionSeconds: 60 },
    { kmsKeyId: undefined, retentionSeconds: 345_600 },
  ]);
  expect(roles).toMatchObject([{ permissionsBoundary: boundary }]);
});
