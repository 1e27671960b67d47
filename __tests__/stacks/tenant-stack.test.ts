import { CREDENTIAL_PLACEHOLDER } from "../../connection/placeholder";
import { crm, mail, sampleEnvironment, tickets } from "../sample-environment";
import type { Tenant } from "../../catalogue/model";
import { synthesizeEnvironment, type Resource } from "../synthesized";

const app = synthesizeEnvironment(sampleEnvironment());
const stack = app.stack("tenant-crm");
const hubKeyArn = "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub";

test("a tenant holds one connection, its destinations and one delivery an event, at readable addresses", () => {
  const delivery = (name: string) => [
    `aws_cloudwatch_event_rule.${name}`,
    `aws_cloudwatch_event_target.${name}`,
    `aws_cloudwatch_metric_alarm.${name}_dead-letters`,
    `aws_cloudwatch_metric_alarm.${name}_lost`,
    `aws_iam_role.${name}_role`,
    `aws_iam_role_policy.${name}_role`,
    `aws_sqs_queue.${name}_dead-letters`,
  ];
  expect(stack.addresses).toEqual(
    [
      "aws_secretsmanager_secret.secret",
      "aws_ssm_parameter.connection-spec",
      "aws_cloudwatch_event_connection.connection",
      "aws_cloudwatch_metric_alarm.alarms_connection-not-authorized",
      "aws_cloudwatch_metric_alarm.alarms_secret-age-days",
      "aws_cloudwatch_metric_alarm.alarms_sync-failed",
      "aws_cloudwatch_event_api_destination.orders",
      "aws_cloudwatch_event_api_destination.contacts",
      ...delivery("orders_order-placed"),
      ...delivery("orders_paid"),
      ...delivery("contacts_changed"),
    ].sort(),
  );
});

test("all destinations of a tenant share its connection", () => {
  for (const destination of stack.resources("aws_cloudwatch_event_api_destination")) {
    expect(destination.text("connection_arn")).toBe("${aws_cloudwatch_event_connection.connection.arn}");
  }
});

/** Two regions of one product, each with credentials of its own. */
const regional: Tenant = {
  ...crm,
  id: "regional",
  connections: [
    { id: "eu", authorization: { type: "BASIC" } },
    { id: "us", authorization: { type: "API_KEY", apiKeyName: "X-Key" } },
  ],
  destinations: crm.destinations.map((destination, index) => ({
    ...destination,
    connection: index === 0 ? "us" : "eu",
  })),
};

describe("a tenant with several connections", () => {
  const several = synthesizeEnvironment(sampleEnvironment({ tenants: [regional] })).stack("tenant-regional");

  test("has a secret, a spec and a connection for each, named after tenant and connection", () => {
    const names = (type: string) => several.resources(type).map((each) => [each.name, each.text("name")]);
    expect(names("aws_secretsmanager_secret")).toEqual([
      ["connections_eu_secret", "acme/test/tenants/regional/eu"],
      ["connections_us_secret", "acme/test/tenants/regional/us"],
    ]);
    expect(names("aws_ssm_parameter")).toEqual([
      ["connections_eu_connection-spec", "/acme/test/connections/regional/eu"],
      ["connections_us_connection-spec", "/acme/test/connections/regional/us"],
    ]);
    expect(names("aws_cloudwatch_event_connection")).toEqual([
      ["connections_eu_connection", "acme-test-regional_eu"],
      ["connections_us_connection", "acme-test-regional_us"],
    ]);
  });

  test("has specs that name their own connection and secret, and not the id beside them", () => {
    const [eu] = several.resources("aws_ssm_parameter");
    expect(eu?.json("insecure_value")).toEqual({
      name: "acme-test-regional_eu",
      secretName: "acme/test/tenants/regional/eu",
      authorization: { type: "BASIC" },
      kmsKeyIdentifier: hubKeyArn,
    });
  });

  test("calls each destination through the connection that it names", () => {
    const used = several
      .resources("aws_cloudwatch_event_api_destination")
      .map((each) => [each.name, each.text("connection_arn")]);
    expect(Object.fromEntries(used)).toEqual({
      orders: "${aws_cloudwatch_event_connection.connections_us_connection.arn}",
      contacts: "${aws_cloudwatch_event_connection.connections_eu_connection.arn}",
    });
  });
});

test("a destination calls what its file says", () => {
  expect(stack.resource("aws_cloudwatch_event_api_destination", "contacts").attributes).toMatchObject({
    name: "acme-test-crm_contacts",
    invocation_endpoint: "https://crm.example.com/contacts/*",
    http_method: "PATCH",
    invocation_rate_limit_per_second: 1,
  });
});

test("every event goes to its own destination", () => {
  const targets = stack.resources("aws_cloudwatch_event_target").map((target) => [target.name, target.text("arn")]);
  expect(Object.fromEntries(targets)).toEqual({
    "orders_order-placed": "${aws_cloudwatch_event_api_destination.orders.arn}",
    orders_paid: "${aws_cloudwatch_event_api_destination.orders.arn}",
    contacts_changed: "${aws_cloudwatch_event_api_destination.contacts.arn}",
  });
});

test("a rule on the hub bus matches the account besides what the file says", () => {
  const rule = stack.resource("aws_cloudwatch_event_rule", "orders_paid");
  expect(rule.text("event_bus_name")).toBe("acme-test-central");
  expect(rule.json("event_pattern")).toEqual({ source: ["com.acme.billing"], account: ["210000000002"] });
});

test("the secret has the tenant's name and the hub's key", () => {
  expect(stack.only("aws_secretsmanager_secret").attributes).toMatchObject({
    name: "acme/test/tenants/crm",
    kms_key_id: hubKeyArn,
  });
});

test("the spec says all of the connection but its credentials", () => {
  expect(stack.only("aws_ssm_parameter").json("insecure_value")).toEqual({
    name: "acme-test-crm",
    secretName: "acme/test/tenants/crm",
    ...crm.connections[0],
    kmsKeyIdentifier: hubKeyArn,
  });
});

test("connection and spec agree on name and key", () => {
  for (const tenant of [crm, mail, tickets]) {
    const each = app.stack(`tenant-${tenant.id}`);
    const spec = each.only("aws_ssm_parameter").json("insecure_value");
    expect(each.only("aws_cloudwatch_event_connection").attributes).toMatchObject({
      name: spec["name"],
      kms_key_identifier: spec["kmsKeyIdentifier"],
    });
  }
});

test("nobody is told of a spec before there is the secret and the connection that it names", () => {
  expect(stack.only("aws_ssm_parameter").attributes["depends_on"]).toEqual([
    "aws_secretsmanager_secret.secret",
    "aws_cloudwatch_event_connection.connection",
  ]);
});

test("a tenant's own key encrypts its connection", () => {
  const connection = app.stack("tenant-tickets").only("aws_cloudwatch_event_connection");
  expect(connection.text("kms_key_identifier")).toBe("arn:aws:kms:eu-central-1:200000000001:alias/tickets-own");
});

test("secret parameters are placeholders in the connection and keys of the secret in the spec", () => {
  const each = app.stack("tenant-mail");
  const { attributes } = each.only("aws_cloudwatch_event_connection");
  expect(attributes["auth_parameters"]).toMatchObject({
    invocation_http_parameters: {
      query_string: [{ key: "subuser", value: CREDENTIAL_PLACEHOLDER, is_value_secret: true }],
    },
  });
  expect(each.only("aws_ssm_parameter").json("insecure_value")).toMatchObject({
    invocationHttpParameters: { queryString: { subuser: { secretKey: "subuser" } } },
  });
});

test("an alarm says whom to call and where the runbook is", () => {
  const alarm = app.stack("tenant-tickets").resource("aws_cloudwatch_metric_alarm", "issues_disputed_dead-letters");
  expect(alarm.text("alarm_description")).toBe(
    "Tenant tickets did not receive disputed at issues. Owner: Finance, finance-systems@acme.example. " +
      "Runbook: https://wiki.acme.example/runbooks/tickets",
  );
  expect(alarm.attributes["alarm_actions"]).toEqual(["arn:aws:sns:eu-central-1:200000000001:acme-test-alerts"]);
});

test("an event that is lost raises an alarm that says whose it was", () => {
  const alarm = app.stack("tenant-tickets").resource("aws_cloudwatch_metric_alarm", "issues_disputed_lost");
  expect(alarm.attributes).toMatchObject({
    alarm_name: "acme-test-tickets_issues_disputed_lost-events",
    alarm_description:
      "Tenant tickets lost disputed for issues: its dead-letter queue did not take it either. Owner: Finance, " +
      "finance-systems@acme.example. Runbook: https://wiki.acme.example/runbooks/tickets",
  });
});

test("alarms on the connection say whose it is, whom to call, and what credentials may age to", () => {
  const each = synthesizeEnvironment(
    sampleEnvironment({ tenants: [{ ...tickets, credentials: { maxAgeDays: 90 } }, regional] }),
  );
  const aged = each.stack("tenant-tickets").resource("aws_cloudwatch_metric_alarm", "alarms_secret-age-days");
  expect(aged.attributes).toMatchObject({
    alarm_name: "acme-test-tickets_secret-too-old",
    alarm_description:
      "Tenant tickets: its credentials are older than 90 days: replace them. " +
      "Owner: Finance, finance-systems@acme.example. Runbook: https://wiki.acme.example/runbooks/tickets",
    dimensions: { connection: "acme-test-tickets", service: "connection-credentials" },
    threshold: 90,
    alarm_actions: ["arn:aws:sns:eu-central-1:200000000001:acme-test-alerts"],
  });
  const ofOne = each
    .stack("tenant-regional")
    .resource("aws_cloudwatch_metric_alarm", "connections_eu_alarms_sync-failed");
  expect(ofOne.attributes).toMatchObject({
    alarm_name: "acme-test-regional_eu_sync-failed",
    dimensions: { connection: "acme-test-regional_eu" },
  });
  expect(ofOne.text("alarm_description")).toMatch(/^Tenant regional\/eu: /);
});

test("the longest names that the catalogue allows fit into the description of an alarm", () => {
  const longest: Tenant = {
    ...tickets,
    id: "t".repeat(64 - "acme-test-".length),
    owner: "o".repeat(100),
    contact: `${"c".repeat(64)}@${"d".repeat(189)}`,
    runbook: `https://${"r".repeat(492)}`,
    destinations: [],
  };
  const { stacks } = synthesizeEnvironment(sampleEnvironment({ tenants: [longest] }));
  const alarms = stacks.flatMap((each) =>
    each.id.startsWith("tenant-") ? each.resources("aws_cloudwatch_metric_alarm") : [],
  );
  expect(alarms).toHaveLength(3);
  for (const alarm of alarms) expect(alarm.text("alarm_description").length).toBeLessThanOrEqual(1024);
});

test("the secret is kept for the sync, the operators and the deployment of this environment", () => {
  const roles = stack
    .only("aws_secretsmanager_secret")
    .statements("policy")
    .flatMap(({ Condition }) => Condition?.["ArnNotEquals"]?.["aws:PrincipalArn"] ?? []);
  const own = app.stack("connection-credentials").resources("aws_iam_role");
  expect(roles).toEqual([
    ...["sync", "operators"].map((name) => `arn:aws:iam::200000000001:role/${nameOf(own, name)}`),
    "arn:aws:iam::200000000001:role/event-hub-deployment",
  ]);
});

function nameOf(roles: readonly Resource[], name: string): string {
  return roles.find((role) => role.name === name)?.text("name") ?? "";
}

test("a rule is described by its file, or by what it delivers", () => {
  expect(app.stack("tenant-mail").only("aws_cloudwatch_event_rule").text("description")).toBe(
    "Asks the user to confirm",
  );
  expect(stack.resource("aws_cloudwatch_event_rule", "orders_paid").text("description")).toBe(
    "paid to orders of tenant crm",
  );
});

test("an expected peak is a tag of its own rule, and changes nothing else", () => {
  const expecting: Tenant = {
    ...crm,
    destinations: crm.destinations.map((each) => ({
      ...each,
      events: each.events.map((event) => (event.id === "paid" ? { ...event, expectedPeakPerSecond: 2.5 } : event)),
    })),
  };
  const declared = synthesizeEnvironment(sampleEnvironment({ tenants: [expecting] })).stack("tenant-crm");
  const tags = declared.resources("aws_cloudwatch_event_rule").map((rule) => [rule.name, rule.attributes["tags"]]);
  expect(Object.fromEntries(tags)).toEqual({
    orders_paid: { "expected-peak-per-second": "2.5" },
    "orders_order-placed": undefined,
    contacts_changed: undefined,
  });
  const withoutTag = declared.fileText.replace(/,\s*"tags": \{\s*"expected-peak-per-second": "2\.5"\s*\}/, "");
  expect(withoutTag).toBe(stack.fileText);
});

test.each([
  [crm, mail, tickets],
  [mail, crm, tickets],
  [tickets, crm, mail],
])("a tenant's stack holds nothing of another tenant", (own, ...others) => {
  const { fileText } = app.stack(`tenant-${own.id}`);
  for (const other of others) {
    expect(fileText).not.toContain(`acme-test-${other.id}`);
    expect(fileText).not.toContain(`tenants/${other.id}`);
    expect(fileText).not.toContain(other.contact);
  }
});
