import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DemoResult } from "../../demo/run";
import { demo } from "./demos/demo-process";
import { hub, project } from "../cli/hub-process";

jest.setTimeout(60_000);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hub-demo-test-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A copy of an example with other steps. */
function withSteps(name: string, edit: (steps: string) => string): string {
  const copy = mkdtempSync(path.join(folder, "example-"));
  cpSync(path.join(project, "examples", name), copy, { recursive: true });
  const file = path.join(copy, "demo", "steps.yaml");
  const text = readFileSync(file, "utf8");
  expect(edit(text)).not.toBe(text);
  writeFileSync(file, edit(text));
  return copy;
}

describe("a demo that does not do what is expected", () => {
  test("says what is missing and what was not expected, and exits with 1", async () => {
    const copy = withSteps("order-and-crm", (steps) => steps.replace("channel: C0SALES0001", "channel: C0OTHER0001"));
    const { code, stdout } = await demo(copy);
    expect(code).toBe(1);
    expect(stdout).toContain(
      [
        "   WRONG     - was expected and did not come, + came and was not expected",
        "             @@ -29,7 +29,7 @@ https://slack.com/api/chat.postMessage",
        '                      "authorization": "..."',
        "                    },",
        '                    "body": {',
        '             -        "channel": "C0OTHER0001",',
        '             +        "channel": "C0SALES0001",',
      ].join("\n"),
    );
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toMatch(/\n1 step of 4 not as expected: see WRONG above\.\n$/);
  });

  test("a header that nobody expected is one that came, but for those that every request has", async () => {
    const copy = withSteps("webhook-authentication", (steps) => steps.replace(", x-partner-id: acme", ""));
    const { code, stdout } = await demo(copy);
    expect(code).toBe(1);
    expect(stdout.match(/^ {13}[-+].*$/gm)).toEqual([
      '             +        "X-Partner-Id": "acme"',
      '             +        "X-Partner-Id": "acme"',
    ]);
  });

  test("--json says the same", async () => {
    const copy = withSteps("order-and-crm", (steps) =>
      steps.replace("code: ERROR_FROM_TARGET", "code: NO_PERMISSIONS"),
    );
    const { code, stdout } = await demo(copy, "--json");
    expect(code).toBe(1);
    const { ok, steps } = JSON.parse(stdout) as DemoResult;
    expect(ok).toBe(false);
    expect(steps.at(-1)?.differences.filter((line) => /^[-+@]/.test(line))).toEqual([
      "@@ -21,7 +21,7 @@ acme-crm-hubspot_contacts_customer-registered_dlq",
      '-      "code": "NO_PERMISSIONS",',
      '+      "code": "ERROR_FROM_TARGET",',
    ]);
  });
});

describe("a demo that cannot be played is refused in a sentence, with exit code 1:", () => {
  test.each<[what: string, edit: (steps: string) => string, message: RegExp]>([
    [
      "an unknown kind of step",
      (steps) => steps.replace("type: event", "type: evnt"),
      /steps\.yaml:4:\d+: error: .*found "evnt"; write event \(the choices are event, request, /,
    ],
    [
      "a misspelt expectation",
      (steps) => steps.replace("requests:", "reqests:"),
      /steps\.yaml:6:\d+: error: .*unknown key "reqests"; write "requests"/,
    ],
    [
      "a product that there is not",
      (steps) => steps.replace("acme-crm-hubspot_contacts", "acme-crm-hubspot_contact"),
      /^error: no destination is called "acme-crm-hubspot_contact"; write acme-crm-hubspot_contacts\n$/,
    ],
    [
      "an event's file that there is not",
      (steps) => steps.replace("order-placed.json", "none.json"),
      /^error: .*events\/none\.json: no such file\n$/,
    ],
  ])("%s", async (_, edit, message) => {
    const { code, stderr } = await demo(withSteps("order-and-crm", edit));
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(code).toBe(1);
  });

  test("a name that is none, with the one that was meant", () => {
    const { code, stderr } = hub("demo", "order-and-cmr");
    expect([code, stderr]).toEqual([1, 'error: no example is called "order-and-cmr"; write order-and-crm\n']);
  });

  test("an example with errors, each with its place", async () => {
    const copy = withSteps("order-and-crm", (steps) => `${steps}\n`);
    const tenant = path.join(copy, "tenants", "slack.yaml");
    writeFileSync(tenant, readFileSync(tenant, "utf8").replace("httpMethod:", "httpMetod:"));
    const { code, stderr } = await demo(copy);
    expect(code).toBe(1);
    expect(stderr).toMatch(/slack\.yaml:\d+:\d+: error: .*"httpMetod"; write "httpMethod"/);
  });
});
