/** `hub onboard`, as it is called without a terminal. */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hub, project } from "./hub-process";

const temporary = mkdtempSync(path.join(tmpdir(), "onboard-"));
const environment = path.join(temporary, "environments", "dev");
beforeEach(() => {
  cpSync(path.join(project, "environments", "dev"), environment, { recursive: true });
});
afterEach(() => {
  rmSync(path.join(temporary, "environments"), { recursive: true });
});
afterAll(() => {
  rmSync(temporary, { recursive: true });
});

/** Of which the environment keeps no sample. */
const EVENT = ["--source", "com.acme.billing", "--detail-type", "Payment Gateway Recovered"];
const PEOPLE = ["--owner", "SRE", "--contact", "sre@acme.example", "--runbook", "https://wiki.acme.example/alerts"];
const ALERT = ["--preset", "pagerduty-events", "--operation", "alert"];
const ALERTS = ["alerts", ...ALERT, ...EVENT, ...PEOPLE];

function onboard(...args: readonly string[]) {
  return hub("onboard", ...args, "--env", environment);
}

/** What was written: file to text. */
function written(): Readonly<Record<string, string>> {
  const before = new Set(readdirSync(path.join(project, "environments", "dev"), { recursive: true, encoding: "utf8" }));
  const now = readdirSync(environment, { recursive: true, encoding: "utf8" });
  const added = now.filter((name) => !before.has(name) && path.extname(name) !== "");
  return Object.fromEntries(added.map((name) => [name, readFileSync(path.join(environment, name), "utf8")]));
}

test("writes a draft tenant, a sample event and a test of it that pass, and shows the request", () => {
  const { code, stdout, stderr } = onboard(...ALERTS);
  expect([code, stderr]).toEqual([0, ""]);
  const files = written();
  expect(Object.keys(files)).toEqual([
    "events/alerts-payment-gateway-recovered.json",
    "tenants/alerts.yaml",
    "tests/alerts/payment-gateway-recovered.yaml",
  ]);
  expect(files["tenants/alerts.yaml"]).toContain("\npreset: pagerduty-events\n");
  expect(files["tenants/alerts.yaml"]).toContain("\nstate: draft\n");
  expect(JSON.parse(files["events/alerts-payment-gateway-recovered.json"] ?? "")).toMatchObject({
    source: "com.acme.billing",
    "detail-type": "Payment Gateway Recovered",
  });
  expect(stdout).toContain("  POST https://events.pagerduty.com/v2/enqueue\n");
  expect(stdout).toContain('"event_action": "trigger"');
  expect(stdout).toContain("Once it is deployed, put the credential: ./hub credentials put alerts");
  expect(hub("check", "--env", environment)).toMatchObject({ code: 0 });
  expect(hub("test", "alerts", "--env", environment)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("1 test: 1 passed") as string,
  });
});

test("copies an event from elsewhere as it is written, and tests what becomes of it", () => {
  const event = path.join(temporary, "elsewhere.json");
  const text = `{"id":"e-17","source":"com.acme.billing","detail-type":"Payment Gateway Recovered","detail":{"amount":1.00,"no":12345678901234567890}}`;
  writeFileSync(event, text);
  expect(onboard("alerts", ...ALERT, ...PEOPLE, "--event", event)).toMatchObject({ code: 0 });
  const files = written();
  expect(files["events/alerts-payment-gateway-recovered.json"]).toBe(text);
  expect(files["tests/alerts/payment-gateway-recovered.yaml"]).toMatch(
    /file: events\/alerts-payment-gateway-recovered.json\n {6}account: billing\n[^]*"dedup_key":"e-17"/,
  );
  expect(hub("test", "alerts", "--env", environment)).toMatchObject({ code: 0 });
});

test("says that a preset which knows no body sends the whole event", () => {
  const { code, stdout } = onboard(
    ...["alerts", "--preset", "ashby", "--endpoint", "https://api.ashbyhq.com/candidate.create", ...EVENT, ...PEOPLE],
  );
  expect([code, stdout]).toEqual([0, expect.stringContaining("the whole event is sent. Write an input")]);
});

test("fits the preset's paths to one's own event, and says what that has nothing for", () => {
  const event = path.join(environment, "events", "payment-gateway-degraded.json");
  const { stdout } = onboard("alerts", ...ALERT, ...PEOPLE, "--event", event);
  expect(written()["tenants/alerts.yaml"]).toContain("severity: $.detail.severity");
  expect(stdout).toContain("The event has nothing like summary: write under input.paths where it has them");
});

test("takes the sample of such an event that the environment keeps, rather than making one up", () => {
  const degraded = ["--source", "com.acme.billing", "--detail-type", "Payment Gateway Degraded"];
  const { stdout } = onboard("alerts", ...ALERT, ...degraded, ...PEOPLE);
  expect(Object.keys(written())).toEqual(["tenants/alerts.yaml", "tests/alerts/payment-gateway-degraded.yaml"]);
  expect(stdout).toContain('"gateway": "cardstream"');
});

test("fits the parameters of the path to one's own event, too", () => {
  const event = path.join(environment, "events", "customer-registered-with-consent.json");
  const salesforce = ["--preset", "salesforce-records", "--set", "myDomain=acme", "--set", "object=Contact"];
  const { code, stdout, stderr } = onboard(
    "crm",
    ...salesforce,
    ...["--set", "externalIdField=Customer_Id__c", ...PEOPLE, "--event", event],
  );
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).not.toContain("<unknown>");
});

test("writes nothing in a dry run, and shows what it would write", () => {
  const { code, stdout } = onboard(...ALERTS, "--dry-run");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Would write .*tenants\/alerts\.yaml:\n\n {2}# yaml-language-server/);
  expect(written()).toEqual({});
});

test("names everything that is missing at once, where nobody can be asked", () => {
  const { code, stderr } = onboard("alerts", "--preset", "pagerduty-events");
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^error: without a terminal nobody can be asked; write --operation with alert or resolve, --source with .*, --detail-type, --owner, --contact and --runbook\n$/,
  );
});

test.each([
  ["a preset", ["--preset", "pagerduty-event"], 'no preset is called "pagerduty-event"; write pagerduty-events'],
  [
    "a variable",
    ["--preset", "pagerduty-events", "--set", "region=eu"],
    "--set region: the preset pagerduty-events asks for no such variable; leave it out",
  ],
  [
    "an operation that is not asked for",
    ["--preset", "ashby", "--operation", "alert"],
    '--operation "alert": the preset ashby knows no operation; write --endpoint URL instead',
  ],
  [
    "an address that the preset knows",
    [...ALERT, "--endpoint", "https://a.example/b"],
    "--endpoint: the preset pagerduty-events knows where its events go; leave it out",
  ],
  ["a source beside the event", [...EVENT, "--event", "x.json"], "option '--source <source>' cannot be used with"],
  ["a setting", ["--preset", "pagerduty-events", "--set", "eu"], '--set "eu": write name=value'],
  [
    "an operation",
    ["--preset", "pagerduty-events", "--operation", "alerts"],
    '--operation "alerts" is not known; write alert (there are alert and resolve)',
  ],
  ["an owner", [...ALERT, ...EVENT, "--owner", "aws:x"], '--owner "aws:x": write the owning team'],
  [
    "a detail-type",
    [...ALERT, "--source", "com.acme.billing", "--detail-type", "Payment"],
    '--detail-type "Payment" is not known; write Invoice Issued',
  ],
])("says what to write instead of %s that does not fit", (_, args, sentence) => {
  const { code, stderr } = onboard("alerts", ...args);
  expect([code, stderr]).toEqual([1, expect.stringContaining(`error: ${sentence}`)]);
  expect(written()).toEqual({});
});

test("never writes over a tenant", () => {
  const before = readFileSync(path.join(environment, "tenants", "slack.yaml"), "utf8");
  const { code, stderr } = onboard("slack", ...ALERTS.slice(1));
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining("slack.yaml is there already, and is not written over; write another name"),
  ]);
  expect(readFileSync(path.join(environment, "tenants", "slack.yaml"), "utf8")).toBe(before);
});

test("writes nothing through a folder that is a link to somewhere else", () => {
  rmSync(path.join(environment, "tests"), { recursive: true });
  symlinkSync(mkdtempSync(path.join(temporary, "elsewhere-")), path.join(environment, "tests"));
  const { code, stderr } = onboard(...ALERTS);
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining("would lie outside of the environment, because a folder"),
  ]);
  expect(existsSync(path.join(environment, "tenants", "alerts.yaml"))).toBe(false);
});

test("writes nothing where the environment would have errors, and prints them", () => {
  const { code, stderr } = onboard(
    ...ALERTS,
    "--destination",
    "a-destination-whose-name-is-much-too-long-for-any-name-in-aws",
  );
  expect(code).toBe(1);
  expect(stderr).toMatch(/tenants\/alerts\.yaml:\d+:\d+: error: .*\[name-too-long\]\n[^]*Nothing was written\.\n$/);
  expect(existsSync(path.join(environment, "tenants", "alerts.yaml"))).toBe(false);
});

test("prints all of it as JSON", () => {
  const { stdout } = onboard(...ALERTS, "--dry-run", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    dryRun: true,
    files: [{ file: path.join(environment, "tenants", "alerts.yaml") }, {}, {}],
    simulation: [{ request: { method: "POST", url: "https://events.pagerduty.com/v2/enqueue" } }],
  });
});

describe("from an OpenAPI document", () => {
  const document = path.join(temporary, "crm.json");
  beforeAll(() => {
    writeFileSync(
      document,
      JSON.stringify({
        openapi: "3.0.3",
        info: { title: "CRM", version: "1" },
        servers: [{ url: "https://api.crm.example/v1" }],
        components: { securitySchemes: { key: { type: "http", scheme: "bearer" } } },
        security: [{ key: [] }],
        paths: {
          "/contacts": {
            post: {
              operationId: "createContact",
              requestBody: {
                content: {
                  "application/json": {
                    schema: {
                      type: "object",
                      required: ["email", "segment"],
                      properties: { email: { type: "string" }, segment: { type: "string", example: "new" } },
                    },
                  },
                },
              },
              responses: { "201": { description: "made" } },
            },
          },
        },
      }),
    );
  });
  const event = path.join(environment, "events", "customer-registered-with-consent.json");

  test("writes a whole tenant with the document's endpoint and authorization, fitted to one's own event", () => {
    const { code, stdout, stderr } = onboard("crm", "--openapi", document, ...PEOPLE, "--event", event);
    expect([code, stderr]).toEqual([0, ""]);
    const file = written()["tenants/crm.yaml"];
    expect(file).toContain("apiKeyName: Authorization");
    expect(file).toContain("invocationEndpoint: https://api.crm.example/v1/contacts");
    expect(stdout).toContain('"email": "lena.vogt@mail.example"');
    expect(stdout).toContain("The event has nothing like segment: write under input.paths where it has them");
    expect(stdout).toContain("apiKey: Bearer <token>");
    expect(hub("check", "--env", environment)).toMatchObject({ code: 0 });
  });

  test("names the operation that was probably meant", () => {
    const { code, stderr } = onboard("crm", "--openapi", document, "--operation", "createContacts", ...PEOPLE);
    expect([code, stderr]).toEqual([
      1,
      `error: ${document} has no operation "createContacts"; write "createContact"\n`,
    ]);
  });
});
