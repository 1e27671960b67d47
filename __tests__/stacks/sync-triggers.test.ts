import { compileEventPattern } from "#simulator/pattern";
import { SECRET_EVENT, SPEC_EVENT, STATE_EVENT } from "../../connection/events";
import { syncTriggers } from "../../stacks/sync-triggers";
import { hub } from "../sample-environment";

const envelope = {
  version: "0",
  id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
  account: hub.account,
  time: "2026-11-21T09:00:00Z",
  region: hub.region,
};

/** The example of Secrets Manager's User Guide, event-detail-secret-label-updated-secretsmanager, about a secret of ours. */
function labelUpdated(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    ...envelope,
    "detail-type": SECRET_EVENT.detailType,
    source: SECRET_EVENT.source,
    resources: ["arn:aws:secretsmanager:eu-central-1:200000000001:secret:acme/test/tenants/crm-a1b2c3"],
    detail: {
      name: "acme/test/tenants/crm",
      labelUpdated: SECRET_EVENT.label,
      versionId: "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111",
      ...changes,
    },
  };
}

/** The example of CloudWatch's and Systems Manager's User Guides, about a spec of ours. */
function parameterChange(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    ...envelope,
    "detail-type": SPEC_EVENT.detailType,
    source: SPEC_EVENT.source,
    resources: ["arn:aws:ssm:eu-central-1:200000000001:parameter/acme/test/connections/crm"],
    detail: {
      operation: "Create",
      name: "/acme/test/connections/crm",
      type: "String",
      description: "Sample Parameter",
      ...changes,
    },
  };
}

/** The example of EventBridge's User Guide, event-reference, "Connection state events", about a connection of ours. */
function connectionState(detailType: string, name = "acme-test-crm") {
  return {
    ...envelope,
    "detail-type": detailType,
    source: STATE_EVENT.source,
    resources: [`arn:aws:events:eu-central-1:200000000001:connection/${name}/ee7e4d52-8df0-4bed-a0d5-fa7dea43fcf8`],
    detail: { ConnectionName: name, Timestamp: "2024-10-24 09:26:35 +0000 UTC" },
  };
}

/** Ids of the triggers that an event sets off. */
function triggeredBy(event: Readonly<Record<string, unknown>>): string[] {
  return syncTriggers(hub).flatMap(({ id, trigger }) =>
    trigger.type === "events" && compileEventPattern(trigger.eventPattern)(event) ? [id] : [],
  );
}

test("new credentials set off a sync, whether the tenant has one connection or several", () => {
  expect(triggeredBy(labelUpdated())).toEqual(["SecretChanged"]);
  expect(triggeredBy(labelUpdated({ name: "acme/test/tenants/crm/eu" }))).toEqual(["SecretChanged"]);
});

test("Secrets Manager may name several secrets or labels in one event", () => {
  const event = labelUpdated({ name: ["acme/test/tenants/crm"], labelUpdated: [SECRET_EVENT.label] });
  expect(triggeredBy(event)).toEqual(["SecretChanged"]);
});

test.each(["SYNCED", "REJECTED", "AWSPREVIOUS"])(
  "the label %s does not: the sync would call itself for ever",
  (label) => {
    expect(triggeredBy(labelUpdated({ labelUpdated: label }))).toEqual([]);
  },
);

test.each(SPEC_EVENT.operations)("a spec that is deployed (%s) sets off a sync", (operation) => {
  expect(triggeredBy(parameterChange({ operation }))).toEqual(["SpecChanged"]);
});

test.each(["Delete", "LabelParameterVersion"])("%s of a spec does not", (operation) => {
  expect(triggeredBy(parameterChange({ operation }))).toEqual([]);
});

test.each(STATE_EVENT.detailTypes)("%s is reported", (detailType) => {
  expect(triggeredBy(connectionState(detailType))).toEqual(["StateChanged"]);
});

test.each([
  "Connection Creation Started",
  "Connection Update Started",
  "Connection Authorization Started",
  "Connection Deauthorization Started",
  "Connection Deletion Started",
])("%s is not: it does not last", (detailType) => {
  expect(triggeredBy(connectionState(detailType))).toEqual([]);
});

test("what belongs to others in the account sets off nothing", () => {
  expect(triggeredBy(labelUpdated({ name: "acme/testing/tenants/crm" }))).toEqual([]);
  expect(triggeredBy(labelUpdated({ name: "events!connection/acme-test-crm/5a3f" }))).toEqual([]);
  expect(triggeredBy(parameterChange({ name: "/acme/test/settings" }))).toEqual([]);
  expect(triggeredBy(connectionState("Connection Authorized", "acme-testing-crm"))).toEqual([]);
});

test("an event of another account sets off nothing, wherever it comes in", () => {
  expect(triggeredBy({ ...labelUpdated(), account: "200000000002" })).toEqual([]);
});

test("every fifteen minutes all connections are looked at", () => {
  expect(syncTriggers(hub).find(({ id }) => id === "Repair")?.trigger).toEqual({
    type: "schedule",
    scheduleExpression: "rate(15 minutes)",
    constant: { action: "repair" },
  });
});
