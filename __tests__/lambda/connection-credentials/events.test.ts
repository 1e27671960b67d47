import { actionOf } from "../../../lambda/connection-credentials/events";
import { SECRET_EVENT, SPEC_EVENT, STATE_EVENT } from "../../../connection/events";
import { namesOf } from "../../../connection/names";
import { NAMING } from "../../connection/samples";

const crm = namesOf(NAMING, "crm");
const label = (detail: object) => ({ source: SECRET_EVENT.source, "detail-type": SECRET_EVENT.detailType, detail });
const parameter = (name: string, operation: string) => ({
  source: SPEC_EVENT.source,
  "detail-type": SPEC_EVENT.detailType,
  detail: { name, operation },
});
const state = (type: string, detail: object) => ({ source: STATE_EVENT.source, "detail-type": type, detail });
const kinds = (event: unknown) => actionOf(event, NAMING).kind;

describe("a sync follows from", () => {
  test.each([
    ["a new current version", label({ name: "acme/test/tenants/crm", labelUpdated: SECRET_EVENT.label })],
    [
      "the same, in lists",
      label({ name: ["acme/test/tenants/crm"], labelUpdated: ["AWSPREVIOUS", SECRET_EVENT.label] }),
    ],
    ["a new spec", parameter("/acme/test/connections/crm", "Create")],
    ["a changed spec", parameter("/acme/test/connections/crm", "Update")],
  ])("%s", (_, event) => {
    expect(actionOf(event, NAMING)).toEqual({ kind: "sync", connections: [crm] });
  });

  test("a direct request", () => {
    expect(actionOf({ action: "sync", connection: "crm" }, NAMING)).toEqual({ kind: "sync-directly", names: crm });
  });
});

describe("nothing follows from", () => {
  test.each([
    ["the function's own label on a secret", label({ name: "acme/test/tenants/crm", labelUpdated: "SYNCED" })],
    ["the function's own label on a spec", parameter("/acme/test/connections/crm", "LabelParameterVersion")],
    ["the end of a spec", parameter("/acme/test/connections/crm", "Delete")],
    ["another environment's secret", label({ name: "acme/prod/tenants/crm", labelUpdated: SECRET_EVENT.label })],
    ["another parameter", parameter("/acme/test/other/crm", "Update")],
    ["another connection's state", state("Connection Deauthorized", { ConnectionName: "other" })],
    ["a state that passes", state("Connection Update Started", { ConnectionName: "acme-test-crm" })],
    ["text", "hello"],
    ["nothing", undefined],
  ])("%s", (_, event) => {
    expect(kinds(event)).toBe("ignore");
  });
});

test.each(STATE_EVENT.detailTypes)("%s is reported", (type) => {
  expect(actionOf(state(type, { ConnectionName: "acme-test-crm", StateReason: "401" }), NAMING)).toEqual({
    kind: "report-state",
    names: crm,
    event: type,
    reason: "401",
  });
});

test("the schedule asks for a repair", () => {
  expect(actionOf({ action: "repair" }, NAMING)).toEqual({ kind: "repair" });
});

test("a direct request for what cannot be a connection says what to write", () => {
  expect(() => actionOf({ action: "sync", connection: "../bank" }, NAMING)).toThrow('such as "salesforce"');
});
