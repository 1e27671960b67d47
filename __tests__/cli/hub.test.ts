import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hub, npmStart, project } from "./hub-process";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hub-cli-"));
  cpSync(path.join(project, "environments", "dev"), path.join(folder, "dev"), { recursive: true });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A copy of dev in which one tenant holds a typing mistake. */
function misspeltTenant(): string {
  const file = path.join(folder, "dev", "tenants", "slack.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("invocationEndpoint:", "invocationEndpont:"));
  return path.join(folder, "dev");
}

/** A copy of dev in which tenant slack is in another state. */
function slackIn(state: string): string {
  const file = path.join(folder, "dev", "tenants", "slack.yaml");
  writeFileSync(file, `${readFileSync(file, "utf8")}state: ${state}\n`);
  return path.join(folder, "dev");
}

describe("a tenant that is a draft", () => {
  test("is listed as one, and each of its routes as disabled", () => {
    const { stdout } = hub("list", "--env", slackIn("draft"));
    expect(stdout).toContain("    draft: its rules are disabled\n    Payment Failed -> POST https://slack.com/");
    expect(stdout).toMatch(/Payment Failed -> POST \S+ \(disabled\)\n/);
  });

  test("gets nothing of an event, and simulate shows what it would get", () => {
    const event = path.join(project, "environments", "dev", "events", "payment-failed-above-500-eur.json");
    const { code, stdout } = hub("simulate", "--env", slackIn("draft"), "--event", event);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n1 delivery\n/);
    expect(stdout).toMatch(
      /\nNot sent, for the rules are disabled: 1 delivery\n\ntenant-slack: [^]*POST https:\/\/slack\.com/,
    );
  });
});

test("a tenant that is suspended is listed with the command for what it misses", () => {
  expect(hub("list", "--env", slackIn("suspended")).stdout).toContain(
    "    suspended: its rules are disabled; ./hub replay slack is for what they miss\n",
  );
});

describe("a tenant in shadow", () => {
  test("is listed as one, and each of its routes with the queue and what that stands in for", () => {
    const { stdout } = hub("list", "--env", slackIn("shadow"));
    expect(stdout).toContain("    shadow: its rules send to queues of the hub, and not to the product\n");
    expect(stdout).toContain(
      "    Payment Failed -> queue acme-dev-slack_messages_payment-failed_shadow, in the place of POST https://slack.com/api/chat.postMessage\n",
    );
  });

  test("gets nothing of an event, and simulate shows what it would get", () => {
    const event = path.join(project, "environments", "dev", "events", "payment-failed-above-500-eur.json");
    const { code, stdout } = hub("simulate", "--env", slackIn("shadow"), "--event", event);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\ntenant-slack: acme-dev-slack_messages_payment-failed_shadow \(rule .*\)\n {2}shadow: the body goes to this queue, and nothing to acme-dev-slack_messages, which would get\n {2}POST https:\/\/slack\.com/,
    );
    const args = ["--event", event, "--tenant", "slack", "--expect", "delivered"];
    expect(hub("simulate", "--env", path.join(folder, "dev"), ...args)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        "its rule acme-dev-slack_messages_payment-failed sends it to a shadow queue",
      ) as string,
    });
  });

  test("passes its contract tests as what it will be", () => {
    expect(hub("test", "slack", "--env", slackIn("shadow")).code).toBe(0);
  });
});

describe("a destination with a state of its own", () => {
  /** Tenant slack is suspended, and its destination live. */
  const withLiveDestination = () => {
    const env = slackIn("suspended");
    const file = path.join(env, "tenants", "slack.yaml");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/^( +)invocationEndpoint:/m, "$1state: live\n$&"));
    return env;
  };

  test("wins over the state of its tenant", () => {
    const listed = hub("list", "--json", "--env", withLiveDestination()).stdout;
    const { stacks } = JSON.parse(listed) as { stacks: { name: string; destinationStates: unknown }[] };
    expect(stacks.find(({ name }) => name === "tenant-slack")?.destinationStates).toEqual({ messages: "live" });
  });

  test("is named where the others are in another one", () => {
    const env = withLiveDestination();
    const file = path.join(env, "tenants", "slack.yaml");
    const [before = "", destination = ""] = readFileSync(file, "utf8").split(/^(?= {2}messages:)/m);
    const [first = "", rest = ""] = destination.split(/^(?=state: )/m);
    const second = first.replace("messages:", "reports:").replace("state: live", "state: draft");
    writeFileSync(file, `${before}${first}${second}${rest}`);
    expect(hub("list", "--env", env).stdout).toContain("    reports is draft: its rules are disabled\n");
  });
});

test("a state that there is not is named with those there are", () => {
  const { code, stdout } = hub("check", "--env", slackIn("paused"));
  expect(code).toBe(1);
  expect(stdout).toContain('state: found "paused"; write draft, shadow, live or suspended');
});

describe("hub check", () => {
  test("finds nothing wrong with any environment of the project", () => {
    const [dev, prod, ...more] = hub("check", "--all").stdout.split("\n");
    expect(dev).toMatch(/^dev: .* no errors, no warnings$/);
    expect(prod).toMatch(/^prod: .* no errors, no warnings$/);
    expect(more).toEqual([""]);
    const reports: unknown = JSON.parse(hub("check", "--all", "--json").stdout);
    expect(reports).toMatchObject([
      { environment: "dev", errors: 0 },
      { environment: "prod", errors: 0 },
    ]);
  });

  test.each(["dev", "prod"])("finds nothing wrong with environments/%s", (env) => {
    expect(hub("check", "--env", env)).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        new RegExp(`^${env}: 3 source accounts, (8|10) tenants, no errors, no warnings\n$`),
      ) as string,
      stderr: "",
    });
  });

  test("prints a mistake with its place and what to write, and exits with 1", () => {
    const { code, stdout, stderr } = hub("check", "--env", misspeltTenant());
    expect(code).toBe(1);
    expect(stderr).toBe("");
    expect(stdout).toMatch(
      /slack\.yaml:\d+:\d+: error: .*"invocationEndpont"; write "invocationEndpoint" \[unknown-key\]\n/,
    );
    expect(stdout).toMatch(/\n\d+ errors?, no warnings\n$/);
  });

  test("--json gives the same findings to scripts", () => {
    const { code, stdout } = hub("check", "--env", misspeltTenant(), "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      errors: expect.any(Number) as number,
      warnings: 0,
      findings: expect.arrayContaining([
        expect.objectContaining({
          file: expect.stringMatching(/slack\.yaml$/) as string,
          severity: "error",
          rule: "unknown-key",
          line: expect.any(Number) as number,
          column: expect.any(Number) as number,
          message: expect.stringContaining("invocationEndpont") as string,
        }),
      ]) as unknown[],
    });
  });

  test("an unknown environment is a finding that names the known ones", () => {
    const { code, stdout, stderr } = hub("check", "--env", "deb");
    expect(code).toBe(1);
    expect(stdout).toContain('environments: error: no environment is called "deb"; write dev');
    expect(stdout + stderr).not.toMatch(/\n {4}at /);
  });
});

describe("hub synth", () => {
  test("writes the stacks of an environment and their manifest, into folders that it makes", () => {
    const out = path.join(folder, "not", "there", "yet");
    const { code, stdout } = hub("synth", "--env", path.join(folder, "dev"), "--out", out, "--json");
    expect(code).toBe(0);
    const { stacks } = JSON.parse(stdout) as { stacks: string[] };
    expect(stacks).toContain("central-bus");
    expect(stacks).toContain("tenant-salesforce");
    for (const stack of stacks) expect(existsSync(path.join(out, "stacks", stack, "cdk.tf.json"))).toBe(true);
  });

  test("removes the folder of a stack that is gone, and only that", () => {
    const out = path.join(folder, "out");
    hub("synth", "--env", path.join(folder, "dev"), "--out", out);
    writeFileSync(path.join(out, "stacks", "tenant-jira", "working-file-of-terraform"), "");
    rmSync(path.join(folder, "dev", "tenants", "slack.yaml"));
    hub("synth", "--env", path.join(folder, "dev"), "--out", out);
    expect(existsSync(path.join(out, "stacks", "tenant-slack"))).toBe(false);
    expect(existsSync(path.join(out, "stacks", "tenant-jira", "working-file-of-terraform"))).toBe(true);
  });

  test("emits nothing while there are errors", () => {
    const out = path.join(folder, "out");
    const { code, stderr } = hub("synth", "--env", misspeltTenant(), "--out", out);
    expect(code).toBe(1);
    expect(stderr).toContain("invocationEndpont");
    expect(existsSync(out)).toBe(false);
  });
});

describe("hub list", () => {
  test("shows account, Region, resources and what goes where, read from the emitted Terraform", () => {
    const { code, stdout } = hub("list", "--env", "dev");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^STACK +ACCOUNT +REGION +RESOURCES\n/);
    expect(stdout).toMatch(/\ncentral-bus +200000000001 +eu-central-1 +\d+\n/);
    expect(stdout).toContain("    210000000002 may publish com.acme.identity\n");
    expect(stdout).toContain("    Payment Disputed -> POST https://acme-sandbox.atlassian.net/rest/api/3/issue\n");
  });

  test("shows what runs on a schedule, and when next", () => {
    const { stdout } = hub("list", "--env", "examples/user-signup");
    expect(stdout).toContain(
      "    rate(1 minute) -> function acme-signup_user-signup_publish-pending\n      next times count from when it is made\n",
    );
  });

  test("--json gives every route with its rule and bus", () => {
    const { stacks } = JSON.parse(hub("list", "--env", "dev", "--json").stdout) as {
      stacks: { name: string; routes: unknown[] }[];
    };
    expect(stacks.find(({ name }) => name === "tenant-jira")?.routes).toEqual([
      {
        rule: "acme-dev-jira_issues_payment-disputed",
        bus: "acme-dev-central",
        state: "ENABLED",
        events: ["Payment Disputed"],
        target: "POST https://acme-sandbox.atlassian.net/rest/api/3/issue",
      },
    ]);
  });
});

test("an unknown command or option is said in a sentence, with exit code 1", () => {
  for (const args of [["chek"], ["check", "--evn", "dev"]]) {
    const { code, stderr } = hub(...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: unknown (command|option)/);
    expect(stderr).not.toMatch(/\n {4}at /);
  }
});

test("every command explains itself", () => {
  for (const command of ["check", "synth", "list", "simulate", "local", "verify"]) {
    const { code, stdout } = hub(command, "--help");
    expect(code).toBe(0);
    expect(stdout).toMatch(/--env <name>[^]*--json/);
  }
});

test("every command about credentials explains itself", () => {
  for (const command of ["put", "status", "sync"]) {
    const { code, stdout } = hub("credentials", command, "--help");
    expect(code).toBe(0);
    expect(stdout).toMatch(/tenant[^]*--env <name>[^]*--json/);
  }
});

test("npm start checks dev, emits it, lists its stacks, runs its sample events and says what to run next", () => {
  const { code, stdout } = npmStart();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^environments\/dev has no errors: 3 source accounts, 8 tenants\.\n/);
  expect(stdout).toMatch(/\ntenant-salesforce +200000000001 /);
  expect(existsSync(path.join(project, "cdktf.out", "manifest.json"))).toBe(true);

  const run = stdout.slice(stdout.indexOf("\nWhat this Terraform does"), stdout.indexOf("\nWhat to run next\n"));
  for (const file of readdirSync(path.join(project, "environments", "dev", "events")))
    expect(run).toContain(`\n${file}\n`);
  expect(run).toMatch(/\n {2}refused +"Order Placed" of com\.acme\.shop\.orders from 210000000002 .*PublishIdentity/);
  expect(run).toMatch(/\n {2}retried +Payment Failed -> .*answered 503\. Retry 1 in 0\.5 s\.\n/);
  expect(run).toMatch(
    /\n {2}503 {2}POST {2}https:\/\/slack\.com\/api\/chat\.postMessage\n {2}200 {2}POST {2}https:\/\/slack/,
  );
  expect(run).toMatch(/\n {2}dead-lettered +Payment Disputed -> .* into acme-dev-jira_issues_payment-disputed_dlq: /);
  expect(run).toMatch(/\n {2}200 {2}PATCH https:\/\/acme--dev\.sandbox\.my\.salesforce\.com\/.*\/CUS-100042\n/);
  expect(run).toMatch(/\n18 requests to make: 17 delivered, 1 dead-lettered\.\n$/);
  expect(npmStart().stdout).toBe(stdout);
});
