/** `hub compare` and `hub promote`, as they are called. */
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hubIn, project } from "./hub-process";

const temporary = mkdtempSync(path.join(tmpdir(), "promote-"));
const environments = path.join(temporary, "environments");

beforeEach(() => {
  for (const name of ["dev", "prod"]) {
    cpSync(path.join(project, "environments", name), path.join(environments, name), { recursive: true });
  }
});
afterEach(() => {
  rmSync(environments, { recursive: true });
});
afterAll(() => {
  rmSync(temporary, { recursive: true });
});

const DEV_TO_PROD = ["--from", "./dev", "--to", "./prod"];

function hub(...args: readonly string[]) {
  return hubIn(environments, ...args);
}

function file(name: string): string {
  return path.join(environments, name);
}

function rewrite(name: string, from: string | RegExp, to: string): void {
  const before = readFileSync(file(name), "utf8");
  writeFileSync(file(name), before.replace(from, to));
}

/** Every file of prod, with its text. */
function prod(): Readonly<Record<string, string>> {
  const names = readdirSync(file("prod"), { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => path.extname(name) !== "");
  return Object.fromEntries(files.map((name) => [name, readFileSync(path.join(file("prod"), name), "utf8")]));
}

test("compare shows the lines and the requests that would differ, and ends with 2", () => {
  const before = prod();
  const { code, stdout, stderr } = hub("compare", "pagerduty", ...DEV_TO_PROD);
  expect([code, stderr]).toEqual([2, ""]);
  expect(stdout).toMatch(/^prod\/tenants\/pagerduty\.yaml\n {2}@@ -\d+,\d+ \+\d+,\d+ @@ gateway-degraded\n/);
  expect(stdout).toContain('  -                "component": "payments",\n');
  expect(stdout).toContain("Requests of the sample events in ./prod, once the tenants are live\n");
  expect(stdout).toContain('      request.body.payload.component: "payments" -> (none)\n');
  expect(prod()).toEqual(before);
});

test("promote writes what compare shows; then there is nothing left, and compare ends with 0", () => {
  const before = prod();
  const compared = hub("compare", "pagerduty", ...DEV_TO_PROD).stdout;
  const { code, stdout, stderr } = hub("promote", "pagerduty", ...DEV_TO_PROD);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout.startsWith(compared)).toBe(true);
  expect(stdout).toContain("\nWrote prod/tenants/pagerduty.yaml\n");
  const { "tenants/pagerduty.yaml": was, ...others } = before;
  const { "tenants/pagerduty.yaml": is, ...same } = prod();
  expect(same).toEqual(others);
  expect(is).not.toBe(was);
  expect(hub("compare", "pagerduty", ...DEV_TO_PROD)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("The same in ./dev and ./prod: pagerduty\n") as string,
  });
  expect(hub("check", "--env", "./prod")).toMatchObject({ code: 0 });
});

test("a dry run writes nothing", () => {
  const before = prod();
  const { code, stdout } = hub("promote", "slack", ...DEV_TO_PROD, "--dry-run");
  expect([code, stdout.includes("Wrote")]).toEqual([0, false]);
  expect(stdout).toContain("  +      user-locked-out:\n");
  expect(prod()).toEqual(before);
});

test("a tenant that is new comes as a draft, with its request, and with what is to be looked at", () => {
  rmSync(file("prod/tenants/slack.yaml"));
  const { code, stdout } = hub("promote", "slack", ...DEV_TO_PROD);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^prod\/tenants\/slack\.yaml, new in \.\/prod, as a draft\n/);
  expect(stdout).toContain("  These are of ./dev; write what is right for ./prod:\n    owner: ");
  expect(stdout).toContain('    destinations.messages.invocationEndpoint: "https://slack.com/api/chat.postMessage"\n');
  expect(stdout).toContain("        POST https://slack.com/api/chat.postMessage\n");
  expect(stdout).toContain('put slack --env ./prod, then write "state: live".');
  expect(readFileSync(file("prod/tenants/slack.yaml"), "utf8")).toContain("\nstate: draft\n");
});

test("contract tests come along where they hold, with their events from the account there", () => {
  expect(hub("compare", "slack", ...DEV_TO_PROD).stdout).toContain(
    "Contract tests of slack that ./prod lacks: payment-failed.yaml\n",
  );
  const { code, stdout } = hub("promote", "slack", ...DEV_TO_PROD);
  expect(code).toBe(0);
  expect(stdout).toContain(
    "\nWrote prod/tests/slack/payment-failed.yaml\nWrote prod/events/payment-failed-above-500-eur.json\n",
  );
  const event = JSON.parse(readFileSync(file("prod/events/payment-failed-above-500-eur.json"), "utf8")) as unknown;
  expect(event).toMatchObject({ account: "310000000003" });
  expect(hub("test", "slack", "--env", "./prod")).toMatchObject({ code: 0 });
  expect(hub("compare", "slack", ...DEV_TO_PROD).stdout).not.toContain("Contract tests");
});

test("a contract test that expects something of the first environment alone is left there, and it is said why", () => {
  const { stdout } = hub("promote", "salesforce", ...DEV_TO_PROD, "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    tests: [
      { test: "tests/salesforce/order-placed.yaml", reason: "something else comes of step 1" },
      { test: "tests/salesforce/token-expires.yaml", reason: "something else comes of step 1" },
    ],
    written: [file("prod/tenants/salesforce.yaml")],
  });
  expect(existsSync(file("prod/tests"))).toBe(false);
});

test("all tenants are compared where none is named", () => {
  rmSync(file("prod/tenants/slack.yaml"));
  const { code, stdout } = hub("compare", ...DEV_TO_PROD, "--json");
  const shown = JSON.parse(stdout) as {
    tenants: { tenant: string; isNew: boolean }[];
    onlyThere: string[];
    same: boolean;
  };
  expect(code).toBe(2);
  expect(shown.tenants.filter(({ isNew }) => isNew).map(({ tenant }) => tenant)).toEqual(["slack"]);
  expect(shown.tenants).toHaveLength(readdirSync(file("dev/tenants")).length);
  expect([shown.same, shown.onlyThere]).toEqual([false, ["confluent", "segment"]]);
});

test("nothing is written where the other environment would have errors, and they name the lines as they would be", () => {
  rewrite("dev/sources/billing.yaml", "    - com.acme.billing", "    - com.acme.billing\n    - com.acme.disputes");
  rewrite("dev/tenants/slack.yaml", "source: [com.acme.billing]", "source: [com.acme.disputes]");
  const before = prod();
  const { code, stdout } = hub("promote", "slack", ...DEV_TO_PROD);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /With these files \.\/prod would have errors, at their lines as they would be:\nprod\/tenants\/slack\.yaml:\d+:\d+: error: /,
  );
  expect(stdout).toContain("\nNothing was written: mend the errors first.\n");
  expect(prod()).toEqual(before);
});

test("errors that the other environment has already are told as its own", () => {
  rewrite("prod/tenants/jira.yaml", "httpMethod", "httpMethd");
  const { code, stdout } = hub("compare", "slack", ...DEV_TO_PROD);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /\n\.\/prod has errors, here at their lines as they would be:\nprod\/tenants\/jira\.yaml:\d+:\d+: error: .*unknown key "httpMethd"/,
  );
});

test("what cannot be put into the text is shown, and nothing is written", () => {
  rewrite(
    "prod/tenants/slack.yaml",
    /retryPolicy:\n( *)(maximumEventAgeInSeconds: 3600)\n *(.*)/,
    "retryPolicy: {\n$1$2,\n$1$3 }",
  );
  const before = prod();
  const { code, stdout } = hub("promote", "slack", ...DEV_TO_PROD);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /prod\/tenants\/slack\.yaml:\d+:9: destinations\.messages\.events\.payment-failed\.retryPolicy cannot be written: it is written in braces; write its keys on lines of their own\n {2}Write there:\n {4}retryPolicy:\n/,
  );
  expect(stdout).toContain("Nothing was written: write by hand what is said above, and promote again.\n");
  expect(prod()).toEqual(before);
  expect(hub("compare", "slack", ...DEV_TO_PROD).code).toBe(2);
});

test("errors of the first environment are printed, and nothing else", () => {
  rewrite("dev/tenants/slack.yaml", "apiKeyName", "apiKeyNam");
  const { code, stdout, stderr } = hub("promote", "slack", ...DEV_TO_PROD);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^dev\/tenants\/slack\.yaml:\d+:\d+: error: .*\[unknown-key\]\nNothing was written\.\n$/);
});

test.each([
  [["slak", ...DEV_TO_PROD], 'no tenant is called "slak"; write slack (there are '],
  [["confluent", ...DEV_TO_PROD], 'only ./prod has the tenant "confluent"; there is nothing to take from ./dev'],
  [["slack", "--from", "./dev", "--to", "dev/../dev"], "--from and --to are both dev; write two environments"],
  [
    ["slack", "--from", "./dev", "--to", "./prd"],
    "--to: no such folder; write the path of a folder that holds hub.yaml",
  ],
  [["slack", "--from", "./dev"], "required option '--to <env>' not specified"],
])("says what to write instead of %j", (args, sentence) => {
  const { code, stderr } = hub("promote", ...args);
  expect([code, stderr]).toEqual([1, expect.stringContaining(`error: ${sentence}`)]);
  expect(existsSync(file("prod/tenants/slak.yaml"))).toBe(false);
});

test("the environment that was probably meant is named", () => {
  const { stderr } = hub("compare", "--from", "dev", "--to", "prdo");
  expect(stderr).toContain('error: --to: no environment is called "prdo"; write prod (there are ');
});

test("a file that is not UTF-8 is refused, and stays as it is to the byte", () => {
  rewrite(
    "dev/tenants/slack.yaml",
    "invocationRateLimitPerSecond: 1",
    "description: Told\n    invocationRateLimitPerSecond: 1",
  );
  const bytes = Buffer.concat([readFileSync(file("prod/tenants/slack.yaml")), Buffer.from("# caf\xe9\n", "latin1")]);
  writeFileSync(file("prod/tenants/slack.yaml"), bytes);
  const { code, stderr } = hub("promote", "slack", ...DEV_TO_PROD);
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^error: \S*prod\/tenants\/slack\.yaml is not UTF-8 text; save the file as UTF-8\n$/),
  ]);
  expect(readFileSync(file("prod/tenants/slack.yaml"))).toEqual(bytes);
});
