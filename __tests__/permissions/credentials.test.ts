import { awsCallsIn } from "../aws-calls";
import { isAllowed, type IamRequest } from "../iam";
import { crm, hub, mail, sampleEnvironment, tickets } from "../sample-environment";
import { synthesizeEnvironment } from "../synthesized";

const HERE = "eu-central-1:200000000001";

function permissionsOf(role: "sync" | "operators", tenants = [crm, mail, tickets]) {
  const stack = synthesizeEnvironment(sampleEnvironment({ tenants })).stack("connection-credentials");
  return stack.resource("aws_iam_role_policy", role).statements("policy");
}

const sync = permissionsOf("sync");
const operators = permissionsOf("operators");

const viaSecretsManager = { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" };
const hubKey = { "kms:ResourceAliases": ["alias/acme-test-hub"], "aws:ResourceTag/EventBridgeApiDestinations": "true" };

/** What a tenant's connection is made of, by service. */
const secret = `arn:aws:secretsmanager:${HERE}:secret:acme/test/tenants/crm-a1B2c3`;
const secretOfSeveral = `arn:aws:secretsmanager:${HERE}:secret:acme/test/tenants/crm/eu-a1B2c3`;
const copy = `arn:aws:secretsmanager:${HERE}:secret:events!connection/acme-test-crm/5a3f-a1B2c3`;
const spec = `arn:aws:ssm:${HERE}:parameter/acme/test/connections/crm`;
const connection = `arn:aws:events:${HERE}:connection/acme-test-crm`;
const privateEndpoint = tickets.connections[0]?.privateConnectivity?.resourceConfigurationArn ?? "";
const key = `arn:aws:kms:${HERE}:key/11111111-2222-3333-4444-555555555555`;

/** The resources of one connection that an action of the service is about. */
function ownResources(action: string): readonly string[] {
  if (action === "ssm:GetParametersByPath") {
    return [
      `arn:aws:ssm:${HERE}:parameter/acme/test/connections`,
      `arn:aws:ssm:${HERE}:parameter/acme/test/connections/`,
    ];
  }
  const byService: Readonly<Record<string, readonly string[]>> = {
    events: [connection, `${connection}/0aa1b2c3`, connection.replace("crm", "crm_eu")],
    secretsmanager: [secret, secretOfSeveral],
    ssm: [spec, `${spec}/eu`],
  };
  return byService[action.split(":")[0] ?? ""] ?? [];
}

/** What EventBridge and Secrets Manager do with the caller's rights while they answer a call. */
const IMPLIED: readonly IamRequest[] = [
  { action: "kms:Decrypt", resource: key, context: { ...viaSecretsManager, ...hubKey } },
  { action: "kms:GenerateDataKey", resource: key, context: { ...viaSecretsManager, ...hubKey } },
  { action: "kms:DescribeKey", resource: key, context: hubKey },
  ...["CreateSecret", "DeleteSecret", "DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecret"].map(
    (action) => ({ action: `secretsmanager:${action}`, resource: copy }),
  ),
  ...[
    "AssociateViaAWSService-EventsAndStates",
    "CreateServiceNetworkResourceAssociation",
    "GetResourceConfiguration",
  ].map((action) => ({ action: `vpc-lattice:${action}`, resource: privateEndpoint })),
];

/** What every function of this project may do besides: write logs and traces, leave dead letters. */
const OF_EVERY_FUNCTION = /^(logs|xray|sqs):/;

/** The same resource elsewhere: in another environment, another namespace, another account, another Region. */
function elsewhere(arn: string): string[] {
  return [
    arn.replace(/acme([/-])test/, "acme$1prod"),
    arn.replace(/acme([/-])test/, "acme$1testing"),
    arn.replace(/acme([/-])test/, "other$1test"),
    arn.replace("200000000001", "200000000002"),
    // IAM is in no Region.
    ...(arn.includes(":iam:") ? [] : [arn.replace("eu-central-1", "eu-west-1")]),
  ];
}

/** What belongs to others in the same account. */
const OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  secretsmanager: [
    `arn:aws:secretsmanager:${HERE}:secret:acme/test/database-a1B2c3`,
    `arn:aws:secretsmanager:${HERE}:secret:rds!cluster-a1B2c3`,
    `arn:aws:secretsmanager:${HERE}:secret:events!connection/somebody-else/5a3f-a1B2c3`,
  ],
  ssm: [`arn:aws:ssm:${HERE}:parameter/acme/test/settings`, `arn:aws:ssm:${HERE}:parameter/acme/test/connections2/crm`],
  events: [`arn:aws:events:${HERE}:connection/somebody-else`, `arn:aws:events:${HERE}:event-bus/acme-test-central`],
};

describe("the function", () => {
  const calls = awsCallsIn("lambda/connection-credentials");

  test("calls something: the next tests would hold of nothing", () => {
    expect(calls).toEqual(expect.arrayContaining(["events:UpdateConnection", "secretsmanager:GetSecretValue"]));
  });

  test.each(calls)("may call %s on what belongs to a connection", (action) => {
    const resources = ownResources(action);
    expect(resources.length).toBeGreaterThan(0);
    expect(resources.filter((resource) => !isAllowed(sync, { action, resource }))).toEqual([]);
  });

  test.each(calls)("may not call %s on anything else", (action) => {
    const others = [...ownResources(action).flatMap(elsewhere), ...(OF_OTHERS[action.split(":")[0] ?? ""] ?? [])];
    expect(others.filter((resource) => isAllowed(sync, { action, resource }))).toEqual([]);
  });

  test("lets EventBridge do in its name what a connection needs: keep a copy, use the key, open a private way", () => {
    expect(IMPLIED.filter((request) => !isAllowed(sync, request))).toEqual([]);
  });

  test("may do nothing that neither it nor EventBridge in its name calls", () => {
    const granted = sync.flatMap(({ Action }) => [Action].flat()).filter((action) => !OF_EVERY_FUNCTION.test(action));
    const needed = [...calls, ...IMPLIED.map(({ action }) => action)];
    expect([...new Set(granted)].sort()).toEqual([...new Set(needed)].sort());
  });

  test("uses no key but through Secrets Manager, and none that is not tagged for connections", () => {
    const use = (context: IamRequest["context"]) =>
      isAllowed(sync, { action: "kms:Decrypt", resource: key, ...(context === undefined ? {} : { context }) });
    expect(use({ ...viaSecretsManager, ...hubKey })).toBe(true);
    expect(use(viaSecretsManager)).toBe(false);
    expect(use(hubKey)).toBe(false);
    expect(use({ ...hubKey, "kms:ViaService": "s3.eu-central-1.amazonaws.com" })).toBe(false);
  });

  test("writes no tenant's secret and no spec", () => {
    for (const action of ["PutSecretValue", "UpdateSecret", "DeleteSecret", "PutResourcePolicy"]) {
      expect(isAllowed(sync, { action: `secretsmanager:${action}`, resource: secret })).toBe(false);
    }
    expect(isAllowed(sync, { action: "ssm:PutParameter", resource: spec })).toBe(false);
  });

  test("has no rights in VPC Lattice where no connection is private", () => {
    const actions = permissionsOf("sync", [crm, mail]).flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.startsWith("vpc-lattice:"))).toEqual([]);
  });
});

/** The key of the dead letters, used for a queue. */
function shadowKey(queue: string) {
  return {
    "kms:ResourceAliases": ["alias/acme-test-dead-letters"],
    "kms:ViaService": "sqs.eu-central-1.amazonaws.com",
    "kms:EncryptionContext:aws:sqs:arn": `arn:aws:sqs:${HERE}:${queue}`,
  };
}

/** What the commands call, and on what. */
const OPERATORS_CALLS: readonly IamRequest[] = [
  { action: "secretsmanager:PutSecretValue", resource: secret },
  { action: "secretsmanager:DescribeSecret", resource: secretOfSeveral },
  { action: "secretsmanager:ListSecretVersionIds", resource: secret },
  { action: "kms:GenerateDataKey", resource: key, context: { ...viaSecretsManager, ...hubKey } },
  { action: "kms:Decrypt", resource: key, context: { ...viaSecretsManager, ...hubKey } },
  { action: "lambda:InvokeFunction", resource: `arn:aws:lambda:${HERE}:function:acme-test-connection-credentials` },
  { action: "ssm:GetParameterHistory", resource: spec },
  { action: "events:DescribeConnection", resource: connection },
  { action: "events:DescribeApiDestination", resource: `arn:aws:events:${HERE}:api-destination/acme-test-crm_orders` },
  {
    action: "events:DescribeRule",
    resource: `arn:aws:events:${HERE}:rule/acme-test-central/acme-test-crm_orders_paid`,
  },
  { action: "events:DescribeRule", resource: `arn:aws:events:${HERE}:rule/acme-test-connection-credentials_repair` },
  { action: "events:ListTargetsByRule", resource: `arn:aws:events:${HERE}:rule/acme-test-central/acme-test-crm_x_y` },
  { action: "events:DescribeEventBus", resource: `arn:aws:events:${HERE}:event-bus/acme-test-central` },
  { action: "events:ListRules", resource: "*" },
  { action: "iam:GetRole", resource: "arn:aws:iam::200000000001:role/acme-test-crm_orders_paid" },
  { action: "iam:GetRolePolicy", resource: "arn:aws:iam::200000000001:role/acme-test_orders_capture" },
  { action: "iam:ListAttachedRolePolicies", resource: "arn:aws:iam::200000000001:role/acme-test-operators" },
  { action: "iam:ListRolePolicies", resource: "arn:aws:iam::200000000001:role/acme-test-connection-credentials" },
  { action: "sqs:GetQueueUrl", resource: `arn:aws:sqs:${HERE}:acme-test-central-dlq` },
  { action: "sqs:GetQueueAttributes", resource: `arn:aws:sqs:${HERE}:acme-test-crm_orders_paid_dlq` },
  { action: "sqs:GetQueueAttributes", resource: `arn:aws:sqs:${HERE}:acme-test_orders_capture_dlq` },
  { action: "sqs:ReceiveMessage", resource: `arn:aws:sqs:${HERE}:acme-test-crm_orders_paid_shadow` },
  { action: "sqs:DeleteMessage", resource: `arn:aws:sqs:${HERE}:acme-test-crm_orders_paid_shadow` },
  { action: "sqs:ChangeMessageVisibility", resource: `arn:aws:sqs:${HERE}:acme-test-crm_orders_paid_shadow` },
  { action: "kms:Decrypt", resource: key, context: shadowKey("acme-test-crm_orders_paid_shadow") },
  { action: "kms:DescribeKey", resource: key, context: { "kms:ResourceAliases": ["alias/acme-test-dead-letters"] } },
  { action: "kms:GetKeyPolicy", resource: key, context: { "kms:ResourceAliases": ["alias/acme-test-hub"] } },
  { action: "kms:GetKeyPolicy", resource: key, context: { "kms:ResourceAliases": ["alias/acme-test_orders"] } },
];

describe("operators", () => {
  test.each(OPERATORS_CALLS)("may call $action on $resource", (request) => {
    expect(isAllowed(operators, request)).toBe(true);
  });

  test.each(OPERATORS_CALLS.filter(({ context, resource }) => context === undefined && resource !== "*"))(
    "may not call $action on the like of $resource elsewhere",
    ({ action, resource }) => {
      expect(elsewhere(resource).filter((other) => isAllowed(operators, { action, resource: other }))).toEqual([]);
    },
  );

  test("may do nothing that no command calls, and everything that one does", () => {
    const called = new Set(OPERATORS_CALLS.map(({ action }) => action));
    expect([...new Set(operators.flatMap(({ Action }) => Action))].sort()).toEqual([...called].sort());
    expect(awsCallsIn("cli").filter((action) => !called.has(action))).toEqual([]);
  });

  test("read no dead letter: what its queue holds may be anybody's", () => {
    const resource = `arn:aws:sqs:${HERE}:acme-test-crm_orders_paid_dlq`;
    for (const action of ["sqs:ReceiveMessage", "sqs:DeleteMessage"])
      expect(isAllowed(operators, { action, resource })).toBe(false);
    const context = shadowKey("acme-test-crm_orders_paid_dlq");
    expect(isAllowed(operators, { action: "kms:Decrypt", resource: key, context })).toBe(false);
  });

  test("cannot read what they put, nor change a connection past its spec", () => {
    expect(isAllowed(operators, { action: "secretsmanager:GetSecretValue", resource: secret })).toBe(false);
    expect(isAllowed(operators, { action: "secretsmanager:GetSecretValue", resource: copy })).toBe(false);
    expect(isAllowed(operators, { action: "events:UpdateConnection", resource: connection })).toBe(false);
    expect(isAllowed(operators, { action: "ssm:PutParameter", resource: spec })).toBe(false);
  });

  test("see the rules of the hub's encrypted bus, which AWS shows to who may decrypt for it", () => {
    const sees = (bus: string) =>
      isAllowed(operators, {
        action: "kms:Decrypt",
        resource: key,
        context: {
          ...hubKey,
          "kms:EncryptionContext:aws:events:event-bus:arn": `arn:aws:events:${HERE}:event-bus/${bus}`,
        },
      });
    expect(sees("acme-test-central")).toBe(true);
    expect(sees("acme-prod-central")).toBe(false);
  });

  test("use the hub's key for nothing but secrets and those rules, and no other key", () => {
    const decrypts = (context: NonNullable<IamRequest["context"]>) =>
      isAllowed(operators, { action: "kms:Decrypt", resource: key, context });
    expect(decrypts(hubKey)).toBe(false);
    expect(decrypts({ ...viaSecretsManager, "kms:ResourceAliases": ["alias/payroll"] })).toBe(false);
    expect(decrypts({ ...viaSecretsManager, "kms:ResourceAliases": ["alias/acme-test-dead-letters"] })).toBe(false);
  });
});

test("in China keys are used through Secrets Manager by its name there", () => {
  const stacks = synthesizeEnvironment(sampleEnvironment({ hub: { ...hub, region: "cn-north-1" }, tenants: [crm] }));
  const { fileText } = stacks.stack("connection-credentials");
  expect(fileText).toContain("secretsmanager.cn-north-1.amazonaws.com.cn");
});

test("in China operators are trusted by their accounts' ARNs there", () => {
  const role = "arn:aws-cn:iam::200000000009:role/operators";
  const stacks = synthesizeEnvironment(
    sampleEnvironment({ hub: { ...hub, region: "cn-north-1", operators: { principals: [role] } } }),
  );
  const { fileText } = stacks.stack("connection-credentials");
  expect(fileText).toContain("arn:aws-cn:iam::200000000009:root");
  expect(fileText).not.toContain("arn:aws:iam");
});
