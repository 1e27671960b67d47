import type { TenantState } from "../../catalogue/tenant-state";
import { crm, sampleEnvironment } from "../sample-environment";
import { synthesizeEnvironment } from "../synthesized";

function crmIn(state: TenantState) {
  return synthesizeEnvironment(sampleEnvironment({ tenants: [{ ...crm, state }] })).stack("tenant-crm");
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
