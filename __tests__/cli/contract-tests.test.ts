/** `./hub test`, as a user runs it. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hub, hubIn, project } from "./hub-process";

jest.setTimeout(60_000);

let folder: string;
/** A copy of dev, which tests may break. */
let env: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hub-contract-"));
});
beforeEach(() => {
  env = path.join(mkdtempSync(path.join(folder, "checkout-")), "environments", "dev");
  cpSync(path.join(project, "environments", "dev"), env, { recursive: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const testFile = (name: string) => path.join(env, "tests", `${name}.yaml`);

function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, "utf8");
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  writeFileSync(file, edited);
}

/** `./hub test` on the copy. */
const run = (...args: readonly string[]) => hub("test", "--env", env, ...args);

interface Report {
  readonly ok: boolean;
  readonly tests: readonly { readonly tenant: string; readonly outcome: string; readonly onLocalHub: boolean }[];
  readonly coverage: {
    readonly deliveries: number;
    readonly withoutRequest: string[];
    readonly withoutMismatch: string[];
  };
}

describe("the tests of environments/dev", () => {
  test("pass, offline and on the local hub, and what they leave open is listed", () => {
    const { code, stdout, stderr } = hub("test");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^passed {2}hubspot\/consent: only customers who agreed to marketing become contacts\n/);
    expect(stdout).toMatch(
      /\n\n\d+ tests: \d+ passed\n\nDeliveries that no test shows: \d+ of 17\n {2}datadog {6}logs\//,
    );
    expect(stdout).toMatch(/\n\nPatterns that no test shows to leave an event alone: \d+ of 17\n/);
  });

  test("show every outcome there is: delivered, not matched, refused, tried again, given up, a token", () => {
    const { stdout } = hub("test", "--json");
    const report = JSON.parse(stdout) as Report;
    expect(report.ok).toBe(true);
    expect(new Set(report.tests.map(({ outcome }) => outcome))).toEqual(new Set(["passed"]));
    expect(new Set(report.tests.map(({ onLocalHub }) => onLocalHub))).toEqual(new Set([true, false]));
    expect(report.coverage.withoutRequest).not.toContain("slack/messages/payment-failed");
    expect(report.coverage.withoutMismatch).not.toContain("slack/messages/payment-failed");
    expect(report.coverage.withoutRequest).toContain("slack/messages/user-locked-out");
    const written = report.tests.length > 0 ? stdout : "";
    for (const part of ["unmatched", "refused", "requests", "deadLetters", '"kind": "token"']) {
      expect(written).toContain(part);
    }
  });

  test("TENANT narrows them and what is listed", () => {
    const report = JSON.parse(hub("test", "jira", "--json").stdout) as Report;
    expect(report.tests.map(({ tenant }) => tenant)).toEqual(["jira"]);
    expect(report.coverage).toEqual({
      deliveries: 1,
      withoutRequest: [],
      withoutMismatch: ["jira/issues/payment-disputed"],
    });
  });
});

describe("a test that fails", () => {
  test("shows what differs, and nothing else, with exit code 1", () => {
    edit(testFile("slack/payment-failed"), "C0DEVBILL01", "C0OTHER");
    const { code, stdout } = run("slack");
    expect(code).toBe(1);
    expect(stdout).toBe(`FAILED  slack/payment-failed: a failed payment is told in the billing channel from 500 EUR
  ${testFile("slack/payment-failed")}, step 1: events/payment-failed-above-500-eur.json from billing
  - is expected and does not come, + comes and is not expected
  @@ -8,7 +8,7 @@ https://slack.com/api/chat.postMessage
           "Authorization": "..."
         },
         "body": {
  -        "channel": "C0OTHER",
  +        "channel": "C0DEVBILL01",
           "text": "Payment of 1,249.50 EUR for invoice INV-2026-018804 failed: insufficient_funds"
         }
       }

1 test: 0 passed, 1 failed; ./hub test --update writes what comes now

Deliveries that no test shows: 3 of 3
  slack  messages/payment-failed, messages/user-locked-out, messages/settlement-completed

Patterns that no test shows to leave an event alone: 3 of 3
  slack  messages/payment-failed, messages/user-locked-out, messages/settlement-completed
`);
  });

  test("fails on a delivery that it does not expect: here another rule of the tenant matches too", () => {
    edit(path.join(env, "tenants", "slack.yaml"), "detail-type: [User Locked Out]", "detail-type: [Payment Failed]");
    edit(path.join(env, "tenants", "slack.yaml"), "source: [com.acme.identity]", "source: [com.acme.billing]");
    const { code, stdout } = run("slack");
    expect(code).toBe(1);
    expect(stdout).toContain('+      "delivery": "messages/user-locked-out",');
  });

  test("is mended by --update, which keeps comments and says what it changed; then it passes", () => {
    const file = testFile("slack/payment-failed");
    const before = readFileSync(file, "utf8");
    edit(file, "channel: C0DEVBILL01", "channel: C0OTHER # the old one");
    const { code, stdout } = run("slack", "--update");
    expect([code, stdout.includes(`  updated ${file}: step 1\n`)]).toEqual([0, true]);
    expect(stdout).toContain("\n1 test: 0 passed, 1 updated\n");
    expect(readFileSync(file, "utf8")).toBe(
      before.replace("channel: C0DEVBILL01", "channel: C0DEVBILL01 # the old one"),
    );
    expect(run("slack").code).toBe(0);
  });

  test("may be one that says nothing yet: --update writes what comes", () => {
    const file = testFile("jira/new");
    writeFileSync(
      file,
      "title: new\nsteps:\n  - do: { type: event, file: events/order-placed.json, account: billing } # not its own\n",
    );
    const without = run("jira");
    expect([without.code, without.stdout]).toEqual([
      1,
      expect.stringContaining("does not say what must come of its event"),
    ]);
    expect(run("jira", "--update").code).toBe(0);
    expect(readFileSync(file, "utf8")).toMatch(/ # not its own\n {4}expect:\n {6}refused: .*no statement allows /);
  });
});

describe("what is no test that can be run", () => {
  test("a misspelt key is an error with its place, for test and check, and --update leaves the file alone", () => {
    const file = testFile("slack/payment-failed");
    edit(file, "delivery:", "delivry:");
    const broken = readFileSync(file, "utf8");
    const finding =
      /payment-failed\.yaml:8:11: error: steps\[0\]\.expect\.requests\[0\]: unknown key "delivry"; write "delivery" \[unknown-key\]\n/;
    const { code, stdout } = run("slack", "--update");
    expect([code, stdout]).toEqual([1, expect.stringMatching(finding)]);
    expect(stdout).toContain("\n1 test: 0 passed, 1 with errors\n");
    expect(readFileSync(file, "utf8")).toBe(broken);
    const check = hub("check", "--env", env);
    expect([check.code, check.stdout]).toEqual([1, expect.stringMatching(finding)]);
    expect(check.stdout).toMatch(/\n1 error, no warnings\n$/);
    // Tests are not deployed: what is wrong with one stops nothing else.
    expect(hub("list", "--env", env).code).toBe(0);
  });

  test("an event that is none is an error of its test, and --update leaves the file alone", () => {
    writeFileSync(path.join(env, "events", "order-placed.json"), "{}");
    const file = testFile("salesforce/order-placed");
    const before = readFileSync(file, "utf8");
    const { code, stdout } = run("salesforce", "--update");
    expect([code, stdout]).toEqual([1, expect.stringMatching(/order-placed\.json is not an event: .*detail-type/)]);
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test("a tenant that there is not, with the one that was meant", () => {
    const { code, stderr } = run("slak");
    expect([code, stderr]).toEqual([1, "error: no tenant is called slak; write slack\n"]);
  });

  test("an environment with errors says these", () => {
    edit(path.join(env, "tenants", "slack.yaml"), "httpMethod", "httpMetod");
    const { code, stderr } = run();
    expect([code, stderr]).toEqual([1, expect.stringMatching(/slack\.yaml:\d+:\d+: error: .*"httpMetod"/)]);
    expect(JSON.parse(run("--json").stdout)).toMatchObject({ errors: expect.any(Number) as number });
  });

  test("no tests at all is a sentence, and no failure", () => {
    rmSync(path.join(env, "tests"), { recursive: true });
    const { code, stdout } = run("slack");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^There are no tests in .*tests; docs\/contract-tests\.md says how to write one\.\n/);
  });
});

test("a draft is tested as what it will be", () => {
  edit(path.join(env, "tenants", "slack.yaml"), "owner:", "state: draft\nowner:");
  expect(run("slack").code).toBe(0);
});

describe("--junit", () => {
  test("writes a file, and standard output stays for people", () => {
    edit(testFile("slack/payment-failed"), "C0DEVBILL01", "C0OTHER");
    edit(testFile("jira/payment-disputed"), "type: event", "type: evnt");
    const file = path.join(folder, "results.xml");
    const { code, stdout } = run("--junit", file);
    expect(code).toBe(1);
    expect(stdout).toContain("FAILED  slack/payment-failed");
    const xml = readFileSync(file, "utf8");
    expect(xml).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites tests="6" failures="1" errors="1" time="/,
    );
    expect(xml).toMatch(
      /<failure message="step 1 \(events\/payment-failed-above-500-eur\.json from billing\): what came is/,
    );
    expect(xml).toContain("-        &quot;channel&quot;: &quot;C0OTHER&quot;,&#10;+        &quot;channel&quot;");
    expect(xml).toMatch(
      /<testsuite name="jira" tests="1" failures="0" errors="1".*>\n {4}<testcase classname="jira" name="payment-disputed.yaml"/,
    );
  });

  test("prints the document and nothing else where no file is named", () => {
    const { code, stdout } = run("jira", "--junit");
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^<\?xml[^]*<\/testsuites>\n$/)]);
  });

  test("says so where the file cannot be written", () => {
    const { code, stderr } = hubIn(folder, "test", "jira", "--env", env, "--junit", "none/results.xml");
    expect([code, stderr]).toEqual([1, "error: none/results.xml cannot be written: ENOENT\n"]);
  });
});

test("an environment may name its tests in a folder that is misspelt: the name is a finding", () => {
  mkdirSync(path.join(env, "test"));
  expect(hub("check", "--env", env).stdout).toMatch(
    /test:1:1: error: the folder name "test" does not fit; name the folder tests/,
  );
});

test("an update does not follow a link out of the environment", () => {
  edit(testFile("hubspot/consent"), "method: POST", "method: PUT");
  const elsewhere = path.join(folder, "elsewhere.yaml");
  const text = readFileSync(testFile("hubspot/consent"), "utf8");
  writeFileSync(elsewhere, text);
  rmSync(testFile("hubspot/consent"));
  symlinkSync(elsewhere, testFile("hubspot/consent"));
  const { code, stdout } = hub("test", "hubspot", "--update", "--env", env);
  expect([code, stdout]).toEqual([1, expect.stringContaining("a link leads it out of the environment")]);
  expect(readFileSync(elsewhere, "utf8")).toBe(text);
});
