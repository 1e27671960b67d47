/** What a promotion makes of files as people write them. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { loadEnvironment } from "../../../catalogue";
import { mergedTenant } from "../../../catalogue/merged-tenant";
import { promotionOf, withDrafts, writePromotion, type Promotion } from "../../../onboarding";

const project = path.join(__dirname, "..", "..", "..");
const temporary = mkdtempSync(path.join(tmpdir(), "promotion-"));
const environments = path.join(temporary, "environments");
const folders = { from: path.join(environments, "dev"), to: path.join(environments, "prod") };

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

function promote(tenant: string): Promotion {
  const result = promotionOf(tenant, folders);
  if ("findings" in result) throw new Error(JSON.stringify(result.findings, null, 2));
  return result.promotion;
}

function file(env: keyof typeof folders, tenant: string): string {
  return path.join(folders[env], "tenants", `${tenant}.yaml`);
}

/** Changes the text of a tenant's file. */
function rewrite(env: keyof typeof folders, tenant: string, change: (text: string) => string): string {
  const before = readFileSync(file(env, tenant), "utf8");
  const after = change(before);
  if (after === before) throw new Error("nothing was changed");
  writeFileSync(file(env, tenant), after);
  return after;
}

/** The lines that a promotion takes out and puts in, by their marks. */
function difference({ before = "", after = "" }: Promotion): { readonly out: string[]; readonly in: string[] } {
  const [was, is] = [before.split("\n"), after.split("\n")];
  return { out: was.filter((line) => !is.includes(line)), in: is.filter((line) => !was.includes(line)) };
}

/** Writes it, and expects that nothing is left then, and that the environment is sound. */
function writeAll(promotion: Promotion): void {
  writePromotion(promotion, folders.to);
  const again = promote(promotion.tenant);
  expect(again).toMatchObject({ before: promotion.after, after: promotion.after, byHand: [] });
  const { environment, findings } = loadEnvironment(folders.to);
  expect([findings.filter(({ severity }) => severity === "error"), environment]).toEqual([[], expect.anything()]);
}

const tenants = readdirSync(path.join(project, "environments", "dev", "tenants")).map((name) => path.parse(name).name);

test.each(tenants)("%s of dev comes to prod, and then nothing of it is left to promote", (tenant) => {
  writeAll(promote(tenant));
});

test("a pattern and a retry policy change in their places, and no other line", () => {
  writePromotion(promote("jira"), folders.to);
  rewrite("from", "jira", (text) =>
    text
      .replace("reason: [{ exists: true }]", 'reason: [{ prefix: "lost" }]')
      .replace("maximumEventAgeInSeconds: 7200", "maximumEventAgeInSeconds: 7201"),
  );
  const { before = "", after = "" } = promote("jira");
  expect(after).toBe(
    before
      // The last of two events with such a line is the promoted one.
      .replace(/reason: \[\{ exists: true \}\](?![^]*reason: \[\{ exists)/, 'reason: [{ prefix: "lost" }]')
      .replace("maximumEventAgeInSeconds: 7200", "maximumEventAgeInSeconds: 7201"),
  );
});

test("endpoint, rate, people, state, connection and what is expected of the traffic stay as they are", () => {
  rewrite("to", "pagerduty", (text) => text.replace(/^( *)input:/m, "$1expectedPeakPerSecond: 2\n$1input:"));
  rewrite("from", "pagerduty", (text) =>
    text
      .replace(/^( *)input:/m, "$1expectedPeakPerSecond: 9\n$1input:")
      .replace(/invocationEndpoint: .*/, "invocationEndpoint: https://dev.example/v2/enqueue")
      .replace(/invocationRateLimitPerSecond: .*/, "invocationRateLimitPerSecond: 77")
      .replace(/^owner: .*/m, "owner: Somebody else\nstate: suspended"),
  );
  const { after = "", foreign } = promote("pagerduty");
  expect(after).toContain("expectedPeakPerSecond: 2\n");
  expect(after).not.toMatch(/dev\.example|77\n|Somebody else|suspended|expectedPeakPerSecond: 9/);
  expect(foreign).toEqual([]);
});

test("a new tenant comes whole, as a draft, with what is to be looked at", () => {
  rmSync(file("to", "slack"));
  const promotion = promote("slack");
  expect(promotion.before).toBeUndefined();
  const text = readFileSync(file("from", "slack"), "utf8");
  expect(promotion.after).toBe(text.replace("\nconnection:", "\nstate: draft\nconnection:"));
  expect(promotion.foreign.map((each) => each.path)).toEqual([
    "owner",
    "contact",
    "runbook",
    "description",
    "connection.authorization.apiKeyName",
    "destinations.messages.invocationEndpoint",
    "destinations.messages.invocationRateLimitPerSecond",
  ]);
});

test("a file of Windows keeps its ends of lines and its byte order mark", () => {
  const windows = rewrite("to", "slack", (text) => `\uFEFF${text.replaceAll("\n", "\r\n")}`);
  const promotion = promote("slack");
  writeAll(promotion);
  const written = readFileSync(file("to", "slack"), "utf8");
  expect(written.startsWith("\uFEFF")).toBe(true);
  expect(written).not.toMatch(/[^\r]\n/);
  expect(written.split("\r\n").slice(0, 20)).toEqual(windows.split("\r\n").slice(0, 20));
});

test("comments stay with the lines that they are at, and come along with what is new", () => {
  rewrite("to", "datadog", (text) => text.replaceAll(/^( *)(\w.*)$/gm, "$1# above $2\n$1$2"));
  rewrite("from", "datadog", (text) =>
    text.replace(
      /^( *)input:/m,
      "$1# New here.\n$1httpParameters: # of both\n$1  headerParameters: { X-Id: $.id } # one\n$1input:",
    ),
  );
  const promotion = promote("datadog");
  const { out, in: added } = difference(promotion);
  // What stands above a key that goes, goes with it.
  expect(out.map((line) => line.trim())).toEqual([
    "# A password reset carries a link that works for whoever can read the log.",
    "# above detail-type: [{ anything-but: [Password Reset Requested] }]",
    "detail-type: [{ anything-but: [Password Reset Requested] }]",
  ]);
  expect(added.join("\n")).toContain("# New here.\n");
  expect(added.join("\n")).toContain("httpParameters: # of both\n");
});

test("a link in the place of a file is not written to", () => {
  const elsewhere = path.join(temporary, "elsewhere.yaml");
  cpSync(file("to", "slack"), elsewhere);
  rmSync(file("to", "slack"));
  symlinkSync(elsewhere, file("to", "slack"));
  expect(() => promote("slack")).toThrow(/slack\.yaml leads out of .*prod by a link, and is not written to/);
});

test("a folder of tenants that is a link to elsewhere is not written to", () => {
  const elsewhere = path.join(temporary, "elsewhere");
  cpSync(path.join(folders.to, "tenants"), elsewhere, { recursive: true });
  rmSync(path.join(folders.to, "tenants"), { recursive: true });
  symlinkSync(elsewhere, path.join(folders.to, "tenants"));
  expect(() => promote("slack")).toThrow(/slack\.yaml leads out of .*prod by a link/);
});

test("an environment without tenants gets its first", () => {
  rmSync(path.join(folders.to, "tenants"), { recursive: true });
  writeAll(promote("slack"));
  expect(readdirSync(path.join(folders.to, "tenants"))).toEqual(["slack.yaml"]);
});

test("a file that was changed meanwhile is not written over", () => {
  const promotion = promote("slack");
  rewrite("to", "slack", (text) => `${text}# mine\n`);
  expect(() => {
    writePromotion(promotion, folders.to);
  }).toThrow(/slack\.yaml was changed meanwhile/);
});

describe("what cannot be put into the text is left to people", () => {
  test("keys in braces over several lines", () => {
    rewrite("to", "slack", (text) =>
      text.replace(
        /retryPolicy:\n +#.*\n? *maximum|retryPolicy:\n( *)maximumEventAgeInSeconds: (\d+)\n *maximumRetryAttempts: (\d+)/,
        "retryPolicy: {\n$1maximumEventAgeInSeconds: $2,\n$1maximumRetryAttempts: $3 }",
      ),
    );
    const { byHand, before, after } = promote("slack");
    expect(after).toBe(before);
    expect(byHand).toEqual([
      expect.objectContaining({
        path: "destinations.messages.events.payment-failed.retryPolicy",
        reason: "it is written in braces; write its keys on lines of their own",
        yaml: "retryPolicy:\n  maximumEventAgeInSeconds: 3600\n  maximumRetryAttempts: 20",
      }),
    ]);
  });

  test("a file of JSON, with all that it shall say", () => {
    rewrite("to", "slack", (text) => JSON.stringify(parse(text)));
    const [left, ...others] = promote("slack").byHand;
    expect(others).toEqual([]);
    writeFileSync(file("to", "slack"), left?.yaml ?? "");
    const { before, after } = promote("slack");
    expect(after).toBe(before);
  });

  test("but a new tenant has no lines to keep, and is written as YAML", () => {
    rewrite("from", "slack", (text) => `{\n${JSON.stringify(parse(text)).slice(1)}`);
    rmSync(file("to", "slack"));
    const promotion = promote("slack");
    expect(promotion.after).toMatch(/^owner: Integration Platform\n/);
    writeAll(promotion);
  });

  test("a value that others repeat by an alias", () => {
    rewrite("to", "slack", (text) =>
      text
        .replace("retryPolicy:\n", "retryPolicy: &patient\n")
        .replace("      settlement-completed:\n", "      settlement-completed:\n        retryPolicy: *patient\n"),
    );
    const { byHand } = promote("slack");
    expect(byHand.map(({ path: at, reason }) => [at, reason])).toContainEqual([
      "destinations.messages.events.payment-failed.retryPolicy.maximumRetryAttempts",
      expect.stringMatching(/^line \d+ repeats it as \*patient; write the values out there$/),
    ]);
  });
});

describe("files that stand on others", () => {
  const base = path.join(environments, "base", "tenants");
  beforeEach(() => {
    mkdirSync(base, { recursive: true });
    cpSync(file("from", "jira"), path.join(base, "jira.yaml"));
  });
  const own = (endpoint: string, more = "") =>
    `extends: ../../base/tenants/jira.yaml\ndestinations:\n  issues:\n    invocationEndpoint: ${endpoint}\n${more}`;

  test("what both share needs no promotion", () => {
    writeFileSync(file("from", "jira"), own("https://dev.atlassian.net/rest/api/3/issue"));
    writeFileSync(file("to", "jira"), own("https://prod.atlassian.net/rest/api/3/issue"));
    const { before, after, foreign } = promote("jira");
    expect([after, foreign]).toEqual([before, []]);
  });

  test("only what differs comes into the file", () => {
    const retry =
      "    events:\n      payment-disputed:\n        retryPolicy:\n          # Patience.\n          maximumRetryAttempts: 8\n";
    writeFileSync(file("from", "jira"), own("https://dev.atlassian.net/rest/api/3/issue", retry));
    writeFileSync(file("to", "jira"), own("https://prod.atlassian.net/rest/api/3/issue"));
    const promotion = promote("jira");
    expect(promotion.after).toBe(own("https://prod.atlassian.net/rest/api/3/issue", retry));
    writeAll(promotion);
  });

  test("what the other file says against the shared one goes, where it is no longer wanted", () => {
    const retry =
      "    events:\n      payment-disputed:\n        retryPolicy:\n          maximumRetryAttempts: 8\n          maximumEventAgeInSeconds: 60\n";
    writeFileSync(file("from", "jira"), own("https://dev.atlassian.net/rest/api/3/issue"));
    writeFileSync(file("to", "jira"), own("https://prod.atlassian.net/rest/api/3/issue", retry));
    const promotion = promote("jira");
    expect(promotion.after).not.toContain("retryPolicy");
    writeAll(promotion);
  });

  test("what the first takes away from the shared one is taken away", () => {
    writeFileSync(
      file("from", "jira"),
      own(
        "https://dev.atlassian.net/rest/api/3/issue",
        "    events:\n      payment-disputed:\n        retryPolicy: null\n",
      ),
    );
    writeFileSync(file("to", "jira"), own("https://prod.atlassian.net/rest/api/3/issue"));
    const promotion = promote("jira");
    expect(promotion.after).toMatch(/retryPolicy: null\n/);
    writeAll(promotion);
  });

  test("a file that says everything itself gets what the other one has from elsewhere", () => {
    writeFileSync(file("from", "jira"), own("https://dev.atlassian.net/rest/api/3/issue"));
    const promotion = promote("jira");
    expect(promotion.after).toContain("payment-disputed:");
    expect(promotion.after).not.toContain("extends");
    writeAll(promotion);
  });
});

describe("files of a preset", () => {
  const tenant = (events: string, more = "") =>
    `preset: pagerduty-events\nowner: SRE\ncontact: sre@acme.example\nrunbook: https://wiki.acme.example/alerts\n${more}destinations:\n  alert:\n    events:\n${events}`;
  const event = (id: string, path_ = "$.detail.gateway") =>
    `      ${id}:\n        eventPattern:\n          source: [com.acme.billing]\n          detail-type: [Payment Gateway Degraded]\n        input:\n          paths:\n            summary: ${path_} # where it is\n`;

  test("a new event comes in the words of its file, and the preset says the rest on both sides", () => {
    writeFileSync(file("from", "alerts"), tenant(event("degraded") + event("worse")));
    writeFileSync(file("to", "alerts"), tenant(event("degraded"), "state: suspended\n"));
    const promotion = promote("alerts");
    expect(promotion.after).toBe(tenant(event("degraded") + event("worse"), "state: suspended\n"));
    writeAll(promotion);
  });

  test("a path that is moved there is moved here", () => {
    writeFileSync(file("from", "alerts"), tenant(event("degraded", "$.detail.name")));
    writeFileSync(file("to", "alerts"), tenant(event("degraded")));
    const promotion = promote("alerts");
    expect(promotion.after).toBe(tenant(event("degraded", "$.detail.name")));
    writeAll(promotion);
  });

  test("a file without the preset gets what it says, and no operation", () => {
    writeFileSync(file("from", "alerts"), tenant(event("degraded")));
    const merged = mergedTenant(folders.from, "alerts");
    if (!("file" in merged)) throw new Error(JSON.stringify(merged));
    writeFileSync(
      file("to", "alerts"),
      "owner: SRE\ncontact: sre@acme.example\nrunbook: https://wiki.acme.example/alerts\nconnection:\n  authorization:\n    type: API_KEY\n    apiKeyName: X-Key\ndestinations:\n  other:\n    invocationEndpoint: https://other.example/\n    httpMethod: POST\n    invocationRateLimitPerSecond: 1\n    events:\n      one:\n        eventPattern:\n          source: [com.acme.billing]\n        input:\n          type: event\n",
    );
    const promotion = promote("alerts");
    expect(promotion.kept).toEqual(["destinations.other"]);
    expect(promotion.after).not.toContain("operation");
    expect(promotion.after).toContain("invocationEndpoint: https://events.pagerduty.com/v2/enqueue");
    const { environment } = withDrafts(folders.to, [{ file: promotion.file, content: promotion.after ?? "" }]);
    expect(environment?.tenants.find(({ id }) => id === "alerts")?.destinations.map(({ id }) => id)).toEqual([
      "other",
      "alert",
    ]);
    writeAll(promotion);
  });
});

describe("states", () => {
  const second = `  second:
    # Of its own.
    invocationEndpoint: https://second.example/hooks # dev's
    httpMethod: POST
    invocationRateLimitPerSecond: 3
    events:
      all:
        eventPattern:
          source: [com.acme.billing]
        input:
          type: event
`;

  test("a new destination of a tenant that sends comes as a draft, with its comments", () => {
    rewrite("from", "slack", (text) => text + second);
    const promotion = promote("slack");
    expect(promotion.after).toContain(second.replace("    # Of", "    state: draft\n    # Of"));
    expect(promotion.foreign).toEqual([
      { path: "destinations.second.invocationEndpoint", value: "https://second.example/hooks" },
      { path: "destinations.second.invocationRateLimitPerSecond", value: 3 },
    ]);
    writeAll(promotion);
  });

  test("what the first environment says of the state of its destinations stays there", () => {
    rewrite("from", "slack", (text) => text + second.replace("    # Of", "    state: live\n    # Of"));
    rewrite("from", "slack", (text) => text.replace("  messages:\n", "  messages:\n    state: suspended\n"));
    rewrite("to", "slack", (text) => text.replace("  messages:\n", "  messages:\n    state: shadow # for a week\n"));
    const promotion = promote("slack");
    expect(promotion.after?.match(/state: .*/g)).toEqual(["state: shadow # for a week", "state: draft"]);
    writeAll(promotion);
  });

  test("of a new tenant no destination is further than the tenant", () => {
    rewrite("from", "slack", (text) => text.replace("  messages:\n", "  messages:\n    state: live\n"));
    rmSync(file("to", "slack"));
    const promotion = promote("slack");
    expect(promotion.after?.match(/state: .*/g)).toEqual(["state: draft"]);
    writeAll(promotion);
  });
});
