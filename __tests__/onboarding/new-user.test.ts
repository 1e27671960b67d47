/**
 * The way of a new user, from a fresh checkout: an environment, five tenants, mistakes that are mended by what is said of
 * them, contract tests, states, production. Each test goes on where the one before it ended.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readEmittedStacks } from "#simulator/topology";
import { PackageRepository } from "../package-repository";

const repository = new PackageRepository();
afterAll(() => {
  repository.remove();
});

function hub(...args: readonly string[]) {
  const env = { ...process.env, HUB_ENV: "stage", CDKTF_OUTDIR: undefined };
  const { status, stdout, stderr } = spawnSync("./hub", args, { cwd: repository.checkout, env, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

/** What a command prints on a terminal of 80 columns, standard output and standard error in turn. */
function onTerminal(...args: readonly string[]): string {
  const terminal = path.join(__dirname, "..", "narrow-terminal.cjs");
  const env = { ...process.env, HUB_ENV: "stage", NO_COLOR: "1", NODE_OPTIONS: `--require=${terminal}` };
  const { stdout, stderr } = spawnSync("./hub", args, { cwd: repository.checkout, env, encoding: "utf8" });
  // What is being worked on is taken back.
  return [stdout, stderr.slice(stderr.lastIndexOf("\u001b[K") + 1)].join("\n");
}

const stage = (...parts: readonly string[]) => repository.file("environments", "stage", ...parts);
const tenantFile = (id: string) => stage("tenants", `${id}.yaml`);

const ACCOUNTS = ["--account", "210987654321", "--source-account", "210987654322"];
const INIT = ["--namespace", "acme", "--region", "eu-central-1", ...ACCOUNTS];
const EVENT = ["--source", "com.acme.orders", "--detail-type", "Order Placed"];
const PEOPLE = [
  "--owner",
  "Vertrieb Köln",
  "--contact",
  "sales@acme.example",
  "--runbook",
  "https://wiki.acme.example/x",
];

const DOCUMENT = {
  openapi: "3.0.3",
  info: { title: "Loyalty", version: "1" },
  servers: [{ url: "https://api.loyalty.example/v1" }],
  paths: {
    "/members/{customerId}/points": {
      post: {
        operationId: "addPoints",
        parameters: [{ name: "customerId", in: "path", required: true, schema: { type: "string" } }],
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["orderId", "amount"],
                properties: { orderId: { type: "string" }, amount: { type: "number" } },
              },
            },
          },
        },
      },
    },
  },
  security: [{ key: [] }],
  components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Api-Key" } } },
};

/** One of each kind of authorization and of start, and a mistake that only its file can have. */
const TENANTS = [
  {
    id: "crm",
    start: ["--preset", "salesforce-records", "--set", "myDomain=acme", "--set", "object=Order"],
    more: ["--set", "externalIdField=Order_Id__c"],
    sends: "PATCH https://acme.my.salesforce.com/services/data/v68.0/sobjects/Order/Order_Id__c/",
    authorization: "OAUTH_CLIENT_CREDENTIALS",
    mistake: ["preset: salesforce-records", "preset: salesforce-record"],
  },
  {
    id: "mail",
    start: ["--preset", "sendgrid-mail-send", "--set", "host=api.eu.sendgrid.com"],
    more: ["--set", "from=orders@acme.example"],
    sends: "POST https://api.eu.sendgrid.com/v3/mail/send",
    authorization: "API_KEY",
    mistake: ["host: api.eu.sendgrid.com", "hots: api.eu.sendgrid.com"],
  },
  {
    id: "issues",
    start: ["--preset", "jira-cloud", "--set", "site=acme", "--set", "projectKey=OPS"],
    more: ["--set", "issueType=Task"],
    sends: "POST https://acme.atlassian.net/rest/api/2/issue",
    authorization: "BASIC",
    mistake: ["destinations:", "destination:"],
  },
  {
    id: "loyalty",
    start: ["--openapi", "loyalty.json", "--operation", "addPoints"],
    more: [],
    sends: "POST https://api.loyalty.example/v1/members/CUS-42/points",
    authorization: "API_KEY",
    mistake: ["https://api.loyalty.example", "http://api.loyalty.example"],
  },
  {
    id: "hiring",
    start: ["--preset", "ashby", "--endpoint", "https://api.ashbyhq.com/candidate.create"],
    more: [],
    sends: "POST https://api.ashbyhq.com/candidate.create",
    authorization: "API_KEY",
    mistake: ["httpMethod: POST", "httpMethod: post"],
  },
] as const;

/** Mistakes that every file of a tenant can have. */
const MISTAKES = [
  ["owner: ", "ownr: "],
  ["state: draft", "state: drft"],
  ["- com.acme.orders", "- com.acme.ordrs"],
  ["eventPattern:", "eventPatern:"],
] as const;

test("an environment of one's own is written, and is sound", () => {
  expect(hub("init", "stage", ...INIT)).toMatchObject({ code: 0, stderr: "" });
  expect(hub("check")).toMatchObject({
    code: 0,
    stdout: "stage: 1 source account, no tenants, no errors, no warnings\n",
  });
});

test.each(TENANTS)(
  "$id is written with its test, and its request is shown",
  ({ id, start, more, sends, authorization }) => {
    writeFileSync(repository.file("loyalty.json"), JSON.stringify(DOCUMENT));
    const { code, stdout, stderr } = hub("onboard", id, ...start, ...more, ...EVENT, ...PEOPLE);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(`  ${sends}`);
    expect(stdout).toContain(`  ${authorization}, at most `);
    expect(hub("check")).toMatchObject({ code: 0 });
  },
);

/** The text with what a finding says to write, where it says that it is wrong. */
function mended(text: string, finding: string): string {
  const [, line = "", column = "", what = ""] = /:(\d+):(\d+): error: .*; write ("[^"]+"|\S+)/.exec(finding) ?? [];
  const lines = text.split("\n");
  const wrong = lines[Number(line) - 1] ?? "";
  const before = wrong.slice(0, Number(column) - 1);
  const after = wrong.slice(before.length).replace(/^("[^"]*"|[^\s"]+?(?=:?(\s|$)))/, what.replaceAll('"', ""));
  lines[Number(line) - 1] = before + after;
  return lines.join("\n");
}

describe.each(TENANTS)("$id, broken in five ways", ({ id, mistake }) => {
  test.each([...MISTAKES, mistake])("with %s as %s, is mended by the message alone", (right, wrong) => {
    const sound = readFileSync(tenantFile(id), "utf8");
    repository.edit(tenantFile(id), [right, wrong]);
    const { code, stdout } = hub("check");
    expect(code).toBe(1);
    const [finding = "", summary] = stdout.split("\n");
    expect(summary).toBe("1 error, no warnings");
    const again = mended(readFileSync(tenantFile(id), "utf8"), finding);
    writeFileSync(tenantFile(id), again);
    expect(again).toBe(sound);
  });
});

test("the tests that were written pass, and tell when a file is changed", () => {
  expect(hub("test")).toMatchObject({ code: 0, stdout: expect.stringContaining("5 tests: 5 passed") as string });
  repository.edit(tenantFile("mail"), ["from: orders@acme.example", "from: shop@acme.example"]);
  const failed = hub("test", "mail");
  expect(failed.code).toBe(1);
  expect(failed.stdout).toContain('+          "email": "shop@acme.example"');
  expect(failed.stdout).toContain('-          "email": "orders@acme.example"');
  expect(hub("test", "mail", "--update")).toMatchObject({ code: 0 });
});

/** Of the emitted Terraform, what differs from before: `<type>.<name>.<attribute>`. */
function changedBySynth(before: ReturnType<typeof emitted>): string[] {
  const now = emitted();
  expect([...now.keys()]).toEqual([...before.keys()]);
  return [...now].flatMap(([address, attributes]) =>
    Object.keys({ ...attributes, ...before.get(address) })
      .filter((name) => JSON.stringify(attributes[name]) !== JSON.stringify(before.get(address)?.[name]))
      .map((name) => `${address.split(".")[0] ?? ""}.${name}`),
  );
}

function emitted(): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  expect(hub("synth")).toMatchObject({ code: 0 });
  const stacks = readEmittedStacks(repository.file("cdktf.out"));
  const mail = stacks.find(({ name }) => name === "tenant-mail");
  return new Map((mail?.resources ?? []).map(({ address, values }) => [address, values]));
}

test("a tenant goes live, is suspended and resumed: its rules are switched, and nothing is replaced", () => {
  const event = path.join("environments", "stage", "events", "order-placed.json");
  const sends = () => hub("simulate", "--event", event, "--tenant", "mail", "--expect", "delivered").code;
  expect(sends()).toBe(1);
  const asDraft = emitted();
  repository.edit(tenantFile("mail"), ["state: draft", "state: live"]);
  expect(sends()).toBe(0);
  const whileLive = emitted();
  expect(new Set(changedBySynth(asDraft))).toEqual(
    new Set(["aws_cloudwatch_event_rule.state", "aws_cloudwatch_metric_alarm.alarm_description"]),
  );
  repository.edit(tenantFile("mail"), ["state: live", "state: suspended"]);
  expect(sends()).toBe(1);
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const { code, stdout } = hub("replay", "mail", "--from", hoursAgo(30), "--to", hoursAgo(2));
  expect([code, stdout]).toEqual([0, expect.stringContaining("aws events start-replay ")]);
  repository.edit(tenantFile("mail"), ["state: suspended", "state: live"]);
  expect(sends()).toBe(0);
  expect(emitted()).toEqual(whileLive);
});

test("all five are promoted to production, where they begin as drafts and their tests pass", () => {
  expect(hub("init", "live", ...INIT.map((word) => word.replace("2109876543", "3109876543")))).toMatchObject({
    code: 0,
  });
  const promotion = ["--from", "stage", "--to", "live"];
  expect(hub("compare", ...promotion).code).toBe(2);
  for (const { id } of TENANTS) expect(hub("promote", id, ...promotion)).toMatchObject({ code: 0 });
  expect(hub("compare", ...promotion)).toMatchObject({ code: 0 });
  expect(hub("check", "--env", "live")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("1 source account, 5 tenants, no errors") as string,
  });
  for (const { id } of TENANTS) {
    const file = repository.file("environments", "live", "tenants", `${id}.yaml`);
    expect(readFileSync(file, "utf8")).toContain("\nstate: draft\n");
  }
  // What hiring gets is the whole event, and that has the account of the other environment.
  expect(hub("test", "--env", "live")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /\n4 tests: 4 passed\n\nDeliveries that no test shows: 1 of 5\n {2}hiring /,
    ) as string,
  });
});

/** What cannot be broken without being something else: a path, an address, a name, JSON. */
const UNBREAKABLE = /\S{60}/;

test.each([
  ["presets", "--search", "mail"],
  ["presets", "show", "zendesk"],
  ["check"],
  ["list"],
  ["test"],
  ["capacity"],
  ["compare", "--from", "stage", "--to", "live"],
  ["simulate", "--event", "environments/stage/events/order-placed.json", "--tenant", "mail"],
])("on a terminal of 80 columns the lines of %s %s fit", (...args) => {
  const lines = onTerminal(...args).split("\n");
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.filter((line) => line.length > 80 && !UNBREAKABLE.test(line))).toEqual([]);
});

test("nothing is left beside what was asked for", () => {
  expect(readdirSync(stage()).sort()).toEqual(["events", "hub.yaml", "sources", "tenants", "tests"]);
});

test("the ten minutes of the documentation work as they are written, in a fresh checkout", () => {
  const page = readFileSync(path.join(__dirname, "..", "..", "docs", "onboarding.md"), "utf8");
  const [, commands = ""] = /^## In ten minutes\n[^]*?```sh\n([^]*?)```/m.exec(page) ?? [];
  const fresh = new PackageRepository();
  try {
    const codes = commands
      .trimEnd()
      .split("\n")
      .map((command) => {
        const env = { ...process.env, HUB_ENV: undefined, CDKTF_OUTDIR: undefined };
        const { status, stderr } = spawnSync("sh", ["-c", command], { cwd: fresh.checkout, env, encoding: "utf8" });
        return [command.split(" ")[1], status, stderr];
      });
    expect(codes).toEqual([
      ["init", 0, ""],
      ["presets", 0, ""],
      ["presets", 0, ""],
      ["onboard", 0, ""],
      ["check", 0, ""],
      ["simulate", 0, ""],
      ["test", 0, ""],
      ["init", 0, ""],
      ["compare", 2, ""],
      ["promote", 0, ""],
      ["test", 0, ""],
    ]);
  } finally {
    fresh.remove();
  }
});
