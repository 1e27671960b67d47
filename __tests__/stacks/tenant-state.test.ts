import { connectionState, type TenantState } from "../../catalogue/tenant-state";
import { crm, sampleEnvironment } from "../sample-environment";
import { synthesizeEnvironment, type SynthesizedStack } from "../synthesized";

/** The tenant with all its destinations in a state, or each in its own. */
function crmIn(state: TenantState, own: Readonly<Record<string, TenantState>> = {}) {
  const destinations = crm.destinations.map((each) => ({ ...each, state: own[each.id] ?? state }));
  return synthesizeEnvironment(sampleEnvironment({ tenants: [{ ...crm, destinations }] })).stack("tenant-crm");
}

const live = crmIn("live");

test.each<[state: TenantState, ruleState: string]>([
  ["draft", "DISABLED"],
  ["shadow", "ENABLED"],
  ["live", "ENABLED"],
  ["suspended", "DISABLED"],
])("every rule of a %s tenant is %s", (state, ruleState) => {
  const rules = crmIn(state).resources("aws_cloudwatch_event_rule");
  expect(rules.map((rule) => rule.text("state"))).toEqual(
    crm.destinations.flatMap(({ events }) => events.map(() => ruleState)),
  );
});

/** What differs of the resources that a live tenant has, by type and attribute. */
function changedFromLive(other: SynthesizedStack): string[] {
  const changed = live.addresses.flatMap((address) => {
    const [type = "", name = ""] = address.split(".");
    const before = live.resource(type, name).attributes;
    const after = other.resource(type, name).attributes;
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]),
    );
    return fields.map((field) => `${type}.${field}`);
  });
  return [...new Set(changed)].sort();
}

describe.each<TenantState>(["draft", "suspended"])("between live and %s", (state) => {
  const other = crmIn(state);

  test("no resource comes or goes", () => {
    expect(other.addresses).toEqual(live.addresses);
  });

  test("only rules change in their state, and alarms in who they say it is", () => {
    expect(changedFromLive(other)).toEqual([
      "aws_cloudwatch_event_rule.state",
      "aws_cloudwatch_metric_alarm.alarm_description",
    ]);
  });

  test("alarms say so in the words of the file", () => {
    for (const alarm of other.resources("aws_cloudwatch_metric_alarm")) {
      expect(alarm.text("alarm_description")).toMatch(new RegExp(`^Tenant crm \\(${state}\\)`));
    }
  });
});

describe("a destination with a state of its own", () => {
  const mixed = crmIn("live", { contacts: "suspended" });

  test("has its own rules in that state, and no others", () => {
    const states = mixed.resources("aws_cloudwatch_event_rule").map((rule) => [rule.text("name"), rule.text("state")]);
    expect(Object.fromEntries(states)).toEqual({
      "acme-test-crm_orders_order-placed": "ENABLED",
      "acme-test-crm_orders_paid": "ENABLED",
      "acme-test-crm_contacts_changed": "DISABLED",
    });
  });

  test("is named in that state by its own alarms, and not by those of the connection that a live one uses too", () => {
    const alarms = mixed.resources("aws_cloudwatch_metric_alarm").map((alarm) => alarm.text("alarm_description"));
    const suspended = alarms.filter((text) => text.startsWith("Tenant crm (suspended) "));
    expect(suspended).toHaveLength(2);
    for (const text of suspended) expect(text).toMatch(/changed/);
    expect(alarms.filter((text) => text.startsWith("Tenant crm ")).length).toBeGreaterThan(suspended.length);
  });
});

describe("a connection", () => {
  test.each<[states: TenantState[], state: TenantState]>([
    [["draft", "live", "suspended"], "live"],
    [["draft", "suspended"], "suspended"],
    [["suspended", "shadow"], "shadow"],
    [["draft", "draft"], "draft"],
    [[], "draft"],
  ])("whose destinations are %j is %s", (states, state) => {
    const of = (connection: string) => states.map((each) => ({ connection, state: each }));
    const others = [{ connection: "us", state: "live" as const }];
    expect(connectionState([...of("eu"), ...others], "eu")).toBe(state);
  });
});

describe("a tenant in shadow", () => {
  const shadow = crmIn("shadow");
  const queues = shadow
    .resources("aws_sqs_queue")
    .filter(({ address }) => !live.addresses.some((known) => known === address));

  test("has a shadow queue for each delivery besides what it has when it is live, and nothing else", () => {
    const added = shadow.addresses.filter((address) => !live.addresses.includes(address));
    expect(added).toEqual(queues.map(({ address }) => address).sort());
    expect(queues.map((queue) => queue.text("name")).sort()).toEqual([
      "acme-test-crm_contacts_changed_shadow",
      "acme-test-crm_orders_order-placed_shadow",
      "acme-test-crm_orders_paid_shadow",
    ]);
  });

  test("changes nothing that AWS would replace: of targets where they send, and of alarms who they say it is", () => {
    expect(changedFromLive(shadow)).toEqual([
      "aws_cloudwatch_event_target.arn",
      "aws_cloudwatch_event_target.depends_on",
      "aws_cloudwatch_event_target.http_target",
      "aws_cloudwatch_event_target.role_arn",
      "aws_cloudwatch_metric_alarm.alarm_description",
    ]);
  });

  test.each(queues.map((queue) => [queue.text("name"), queue] as const))(
    "%s is encrypted, keeps messages for four days, takes them from its own rule alone and only by TLS",
    (name, queue) => {
      expect(queue.attributes).toMatchObject({
        kms_master_key_id: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-dead-letters",
        message_retention_seconds: 345_600,
        tags: { "shadow-of": expect.stringMatching(/^acme-test-crm_(orders|contacts)$/) as string },
        lifecycle: { create_before_destroy: true },
      });
      const rule = name.replace(/_shadow$/, "");
      expect(queue.statements("policy")).toEqual([
        expect.objectContaining({
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Condition: {
            ArnLike: { "aws:SourceArn": [`arn:aws:events:eu-central-1:200000000001:rule/acme-test-central/${rule}`] },
          },
        }),
        expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      ]);
    },
  );

  test("says what each target is once it is live, with the parameters that a queue cannot take", () => {
    const { locals } = JSON.parse(shadow.fileText) as { locals: Record<string, unknown> };
    expect(locals["contacts_changed"]).toEqual({
      shadowed_target: "aws_cloudwatch_event_target.contacts_changed",
      arn: "${aws_cloudwatch_event_api_destination.contacts.arn}",
      role_arn: "${aws_iam_role.contacts_changed_role.arn}",
      http_target: {
        path_parameter_values: ["$.detail.customerId"],
        header_parameters: {},
        query_string_parameters: {},
      },
    });
  });
});
