import { ConnectionAlarms } from "../../constructs/connection-alarms";
import { synthesizeStack } from "../synthesized";

const topicArn = "arn:aws:sns:eu-central-1:200000000001:acme-test-alerts";

function alarmsOf(changes: { subject?: string; advice?: string; maxAgeDays?: number } = {}) {
  return synthesizeStack((scope) => {
    new ConnectionAlarms(scope, "Alarms", {
      connectionName: "acme-test-crm",
      metrics: { namespace: "acme-test-event-hub", service: "connection-credentials" },
      names: { syncFailed: "crm-failed", notAuthorized: "crm-not-authorized", secretAge: "crm-old" },
      maxAgeDays: 90,
      subject: "Tenant crm",
      advice: "Owner: Sales. Runbook: https://wiki.acme.example/crm",
      topicArn,
      ...changes,
    });
  }).resources("aws_cloudwatch_metric_alarm");
}

test("each metric of the connection has an alarm that says whose it is, what happened and what to do", () => {
  const said = alarmsOf().map((alarm) => [alarm.text("metric_name"), alarm.text("alarm_description")]);
  expect(Object.fromEntries(said)).toEqual({
    SyncFailed:
      "Tenant crm: its connection does not hold the current credentials. Owner: Sales. Runbook: https://wiki.acme.example/crm",
    ConnectionNotAuthorized:
      "Tenant crm: EventBridge delivers nothing: not authorized. Owner: Sales. Runbook: https://wiki.acme.example/crm",
    SecretAgeDays:
      "Tenant crm: its credentials are older than 90 days: replace them. Owner: Sales. Runbook: https://wiki.acme.example/crm",
  });
});

test("credentials raise the alarm on the day after the last that they are good for", () => {
  const thresholds = alarmsOf().map((alarm) => [alarm.text("metric_name"), alarm.attributes["threshold"]]);
  expect(Object.fromEntries(thresholds)).toEqual({ SyncFailed: 0, ConnectionNotAuthorized: 0, SecretAgeDays: 90 });
  for (const alarm of alarmsOf()) expect(alarm.text("comparison_operator")).toBe("GreaterThanThreshold");
});

test("an alarm keeps its state while nothing is measured, and ends with the first good value", () => {
  for (const alarm of alarmsOf()) {
    expect(alarm.attributes).toMatchObject({
      namespace: "acme-test-event-hub",
      dimensions: { service: "connection-credentials", connection: "acme-test-crm" },
      statistic: "Minimum",
      evaluation_periods: 1,
      treat_missing_data: "ignore",
    });
  }
});

test("people are told when it begins and when it is over", () => {
  for (const alarm of alarmsOf()) {
    expect(alarm.attributes).toMatchObject({ alarm_actions: [topicArn], ok_actions: [topicArn] });
  }
});

test("the longest subject and advice fit into the 1,024 characters of a description", () => {
  const longest = alarmsOf({ subject: "s".repeat(80), advice: "a".repeat(880), maxAgeDays: 3650 });
  for (const alarm of longest) expect(alarm.text("alarm_description").length).toBeLessThanOrEqual(1024);
});
