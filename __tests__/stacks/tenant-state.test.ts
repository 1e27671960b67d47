import { connectionState, type TenantState } from "../../catalogue/tenant-state";
import { crm, sampleEnvironment } from "../sample-environment";
import { synthesizeEnvironment } from "../synthesized";

/** The tenant with all its destinations in a state, or each in its own. */
function crmIn(state: TenantState, own: Readonly<Record<string, TenantState>> = {}) {
  const destinations = crm.destinations.map((each) => ({ ...each, state: own[each.id] ?? state }));
  return synthesizeEnvironment(sampleEnvironment({ tenants: [{ ...crm, destinations }] })).stack("tenant-crm");
}

const live = crmIn("live");

test.each<[state: TenantState, ruleState: string]>([
  ["draft", "DISABLED"],
  ["live", "ENABLED"],
  ["suspended", "DISABLED"],
])("every rule of a %s tenant is %s", (state, ruleState) => {
  const rules = crmIn(state).resources("aws_cloudwatch_event_rule");
  expect(rules.map((rule) => rule.text("state"))).toEqual(
    crm.destinations.flatMap(({ events }) => events.map(() => ruleState)),
  );
});

describe.each<TenantState>(["draft", "suspended"])("between live and %s", (state) => {
  const other = crmIn(state);

  test("no resource comes or goes", () => {
    expect(other.addresses).toEqual(live.addresses);
  });

  test("only rules change in their state, and alarms in who they say it is", () => {
    const changed = live.addresses.flatMap((address) => {
      const [type = "", name = ""] = address.split(".");
      const before = live.resource(type, name).attributes;
      const after = other.resource(type, name).attributes;
      const fields = Object.keys(after).filter(
        (field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]),
      );
      return fields.map((field) => `${type}.${field}`);
    });
    expect([...new Set(changed)].sort()).toEqual([
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
    [["draft", "draft"], "draft"],
    [[], "draft"],
  ])("whose destinations are %j is %s", (states, state) => {
    const of = (connection: string) => states.map((each) => ({ connection, state: each }));
    const others = [{ connection: "us", state: "live" as const }];
    expect(connectionState([...of("eu"), ...others], "eu")).toBe(state);
  });
});
