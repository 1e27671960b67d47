/** What a report says of plans: of real ones as a golden file, and of made ones point by point. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { planReport, readPlan, reportInMarkdown, UnusablePlanError, type PlanReport } from "../../review";
import { reportInWords } from "../../cli/text/plan-report-text";
import { plan, reportOf, stack, type Planned } from "./plans";

const folder = path.join(__dirname, "plans");
const QUEUE = "aws_sqs_queue.messages_dead-letters";

/** What Terraform planned for `dev` on an emulator, after a change of every kind, without what does not change. */
const recorded: PlanReport = planReport(
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => {
      const name = path.basename(file, ".json");
      const json = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as unknown;
      return readPlan({ name, backend: `s3://acme-dev-state/dev/${name}.tfstate`, json });
    }),
);

/** Sentences on what needs attention, of all stacks. */
function attention(report: PlanReport): string[] {
  return report.stacks.flatMap((one) => one.attention.map(({ kind, sentences }) => `${kind}: ${sentences.join(" ")}`));
}

function markdown(resources: readonly Planned[]): string {
  return reportInMarkdown(reportOf(resources));
}

const update = (address: string, before: object, after: object): Planned => ({
  address,
  actions: ["update"],
  before,
  after,
});

test("the report of recorded plans is the one that was looked at", () => {
  expect(`${reportInMarkdown(recorded)}\n`).toBe(readFileSync(path.join(folder, "report.md"), "utf8"));
});

test("worst comes first: what is destroyed, then replaced, permissions, deliveries, drift", () => {
  expect(recorded.stacks.map(({ name }) => name)).toEqual([
    ...["tenant-jira", "tenant-parcelpoint", "central-bus", "tenant-canary", "tenant-slack", "tenant-datadog"],
  ]);
  expect(recorded.labels).toEqual(["changes", "destroy", "replace", "permission", "delivery", "drift"]);
});

describe("one resource", () => {
  test("a replaced connection: what it has lost, and what to run", () => {
    const connection = { address: "aws_cloudwatch_event_connection.connection", actions: ["delete", "create"] };
    const secret = {
      address: "aws_secretsmanager_secret.secret",
      actions: ["delete", "create"],
      before: {},
      after: {},
    };
    const replaced = {
      ...connection,
      before: { name: "a" },
      after: { name: "b" },
      reason: "replace_because_cannot_update",
      replacePaths: [["name"]],
    };
    expect(attention(reportOf([replaced]))).toEqual([
      "replace: replaces (the old one goes first) aws_cloudwatch_event_connection.connection, because it cannot be " +
        'changed in place: name changes from "a" to "b". The new connection has lost its credentials: EventBridge ' +
        "delivers nothing through it until they are put. Run ./hub credentials put slack after apply, or ./hub " +
        "credentials sync slack, as its secret stays.",
    ]);
    expect(attention(reportOf([replaced, secret]))[0]).toMatch(/Run \.\/hub credentials put slack after apply\.$/);
  });

  test.each([
    ["the connection of a tenant", "connection", "slack"],
    ["one of several", "connections_eu_connection", "slack/eu"],
  ])("%s that is new has no credentials, and it says how to put them", (_, name, called) => {
    const address = `aws_cloudwatch_event_connection.${name}`;
    expect(attention(reportOf([{ address, actions: ["create"], before: null, after: {} }]))).toEqual([
      `delivery: creates ${address}. EventBridge delivers nothing through it until its credentials are put. ` +
        `Run ./hub credentials put ${called} after apply, or ./hub credentials sync ${called}, as its secret stays.`,
    ]);
  });

  test("a replaced queue loses its messages", () => {
    expect(attention(reportOf([{ address: QUEUE, actions: ["create", "delete"], before: {}, after: {} }]))).toEqual([
      `replace: replaces (the new one first) ${QUEUE}. Messages that wait in it are lost: read them, or send them on, before.`,
    ]);
  });

  test("what this program does not know is never nothing", () => {
    const report = reportOf([{ address: QUEUE, actions: ["create", "forget"], before: {}, after: {} }]);
    expect(report.counts.other).toBe(1);
    expect(attention(report)).toEqual([`other: does something that this report does not know to ${QUEUE}.`]);
  });

  test("a plan that leaves changes for later says so", () => {
    expect(attention(reportOf([], { complete: false }))).toEqual([
      "other: Terraform deferred some of its changes to another plan.",
    ]);
  });

  test("what is known only after apply, of inputs that stay, is one line", () => {
    const before = { name: "f", timeout: 3, last_modified: "x", qualified_arn: "y" };
    const lambda = {
      ...update("aws_lambda_function.f", before, { name: "f", timeout: 5 }),
      unknown: { last_modified: true, qualified_arn: true },
    };
    expect(markdown([lambda])).toContain(
      "  - timeout: 3\n  + timeout: 5\n    known after apply: last_modified, qualified_arn\n",
    );
  });

  test("items of lists are called by their names, not by their places", () => {
    const parameters = (value: string) => ({
      auth_parameters: [
        {
          invocation_http_parameters: [
            {
              header: [
                { key: "X-Other", value: "1" },
                { key: "X-Team", value },
              ],
            },
          ],
        },
      ],
    });
    expect(markdown([update("aws_cloudwatch_event_connection.c", parameters("a"), parameters("b"))])).toContain(
      "    auth_parameters.invocation_http_parameters.header.X-Team: (not shown)\n",
    );
  });

  test("of an endpoint, the host alone is shown", () => {
    const at = (invocation_endpoint: string) => ({ invocation_endpoint });
    const told = (is: string) =>
      markdown([update("aws_cloudwatch_event_api_destination.d", at("https://a.example/x?y=z"), at(is))]);
    expect(told("https://b.example/x")).toContain(
      "- invocation_endpoint: https://a.example/…\n  + invocation_endpoint: https://b.example/…\n",
    );
    expect(told("https://a.example/other")).toContain("invocation_endpoint: (not shown)");
  });
});

describe("policies", () => {
  const statement = (more: object = {}) => ({
    ...{ Sid: "Publish", Effect: "Allow", Principal: { AWS: "210000000003" }, Action: "events:PutEvents" },
    ...{ Resource: "arn:aws:events:eu-central-1:200000000001:event-bus/hub", ...more },
  });
  const document = (...statements: object[]) => ({
    policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
  });
  const policy = (before: object, after: object) => [update("aws_cloudwatch_event_bus_policy.p", before, after)];

  test("are differences of statements, which show principal, action, resource and condition always", () => {
    const conditioned = statement({ Condition: { StringEquals: { "events:source": ["com.acme.a", "com.acme.b"] } } });
    expect(markdown(policy(document(statement()), document(conditioned)))).toContain(
      [
        "    policy: statement Publish changed",
        "      effect         Allow",
        "      principal      AWS 210000000003",
        "      action         events:PutEvents",
        "      resource       arn:aws:events:eu-central-1:200000000001:event-bus/hub",
        "  -   condition      (none)",
        "  +   condition      StringEquals events:source = com.acme.a",
        "  +   condition      StringEquals events:source = com.acme.b",
      ].join("\n"),
    );
  });

  test("of which only the order and the spelling differ are not shown as a difference", () => {
    const [a, b] = [statement(), statement({ Sid: "Other", Action: ["events:PutEvents"] })];
    const report = reportOf(policy(document(a, b), document({ ...b, Action: "events:PutEvents" }, { ...a })));
    expect(report.stacks[0]?.changes[0]?.changes).toEqual([{ kind: "hidden", path: "policy" }]);
  });

  test("that let everybody in, or take a denial away, are said to", () => {
    const open = statement({ Principal: "*" });
    expect(attention(reportOf(policy(document(statement()), document(open))))[0]).toContain(
      "A statement lets everybody in",
    );
    const deny = statement({ Sid: "Deny", Effect: "Deny", Principal: "*" });
    const [first] = attention(reportOf(policy(document(statement(), deny), document(statement()))));
    expect(first).toContain("A statement that denies something is taken away.");
    expect(first).not.toContain("everybody");
  });

  test("that are known only after apply need attention all the same", () => {
    const [first] = attention(
      reportOf([{ ...update("aws_iam_role_policy.p", document(), {}), unknown: { policy: true } }]),
    );
    expect(first).toBe("permission: changes aws_iam_role_policy.p. What it will allow is known only after apply.");
  });
});

describe("a rule that is enabled", () => {
  const rule = update("aws_cloudwatch_event_rule.r", { state: "DISABLED" }, { state: "ENABLED" });
  const said = (name: string, planned: Planned) => attention(planReport([stack(name, [planned])])).join();

  test("comes with the command for what its tenant has missed", () => {
    expect(said("tenant-slack", rule)).toContain(
      "What was published while it was disabled is in the archive: ./hub replay slack prints the command that sends it.",
    );
  });

  test("does not where no tenant's file says it, nor where it is disabled or was enabled before", () => {
    const disabled = update("aws_cloudwatch_event_rule.r", { state: "ENABLED" }, { state: "DISABLED" });
    const matching = update("aws_cloudwatch_event_rule.r", { event_pattern: "{}" }, { event_pattern: '{"a":[1]}' });
    for (const [name, planned] of [
      ["source-shop", rule],
      ["tenant-slack", disabled],
      ["tenant-slack", matching],
    ] as const) {
      expect(said(name, planned)).toContain("changes aws_cloudwatch_event_rule.r");
      expect(said(name, planned)).not.toContain("./hub replay");
    }
  });
});

describe("drift", () => {
  const drift = (address: string, before: object, after: object) => ({
    resource_drift: [
      { address, mode: "managed", type: address.split(".")[0], change: { actions: ["update"], before, after } },
    ],
  });

  test("is told beside the changes", () => {
    const report = reportOf([], drift("aws_cloudwatch_event_rule.r", { state: "ENABLED" }, { state: "DISABLED" }));
    expect(attention(report)).toEqual(["drift: was changed outside Terraform: aws_cloudwatch_event_rule.r."]);
    expect(report.labels).toEqual(["drift"]);
    expect(reportInMarkdown(report)).toContain("  - state: ENABLED\n  + state: DISABLED\n");
  });

  test("is none where a provider reads back nothing in another form, or a connection has its credentials", () => {
    expect(reportOf([], drift(QUEUE, { tags: null }, { tags: {} })).stacks).toEqual([]);
    const credentials = drift(
      "aws_cloudwatch_event_connection.c",
      { auth_parameters: [{}] },
      { auth_parameters: [{ basic: [{ username: "x" }] }] },
    );
    expect(reportOf([], credentials).stacks).toEqual([]);
  });

  test("is none where a role shows the policy that another resource has given it, and some where nobody has", () => {
    const text = '{"Statement":[]}';
    const shown = { name: "r", inline_policy: [{ name: "target", policy: text }] };
    const role = drift("aws_iam_role.r", { name: "r", inline_policy: [] }, shown);
    const given = { name: "target", policy: text, role: "r" };
    expect(
      reportOf([{ address: "aws_iam_role_policy.p", actions: ["no-op"], before: given, after: given }], role).stacks,
    ).toEqual([]);
    expect(reportOf([], role).counts.drift).toBe(1);
    // A plan with -refresh-only lists no changes, but all that is there; the policy may be in a module.
    const there = { type: "aws_iam_role_policy", mode: "managed", values: given };
    const state = (resources: readonly object[]) => ({
      resource_changes: undefined,
      prior_state: { values: { root_module: { child_modules: [{ resources }] } } },
    });
    expect(reportOf([], { ...role, ...state([there]) }).stacks).toEqual([]);
    expect(reportOf([], { ...role, ...state([]) }).counts.drift).toBe(1);
  });
});

describe("in Markdown, text of others", () => {
  const hostile =
    "`` ` </details><img src=x onerror=alert(1)> @acme/admins #12 | [a](javascript:x) **b** https://evil.example \u202e\n# title\n```\n- x";
  const shown = markdown([
    update("aws_cloudwatch_event_rule.r", { description: "" }, { description: hostile }),
    { address: `aws_sqs_queue.q["${hostile}"]`, actions: ["delete"], before: {}, reason: hostile },
  ]);
  /** Without blocks of code, in which nothing is looked for. */
  const outside = shown.replace(/^ *(`{3,})diff\n[\s\S]*?\n *\1$/gm, "");

  test("opens no element, mentions nobody, links nowhere and ends no block of code", () => {
    expect(shown).toContain("onerror");
    expect(outside).not.toMatch(/<img|@acme|(?<!&)#12|\]\(|https:\/\/evil|\*\*b/);
    expect(shown).not.toContain("\u202e");
    expect(outside.match(/<\/details>/g)).toHaveLength(1);
    expect(shown.split("\n").filter((line) => /^# title|^- x/.test(line))).toEqual([]);
  });

  test("is within a fence that is longer than any of its own", () => {
    expect(shown).toMatch(/^ {2}````diff$/m);
  });
});

describe("no plan", () => {
  test.each([
    ["a state", { format_version: "1.0", values: {} }, "state"],
    ["something else", { resources: [] }, "malformed"],
    ["a plan that failed", plan([], { errored: true }), "failed"],
    [
      "changes without actions",
      plan([], { resource_changes: [{ address: "a.b", type: "a", change: {} }] }),
      "malformed",
    ],
  ])("is %s", (_, json, reason) => {
    expect(() => readPlan({ name: "x", backend: undefined, json })).toThrow(UnusablePlanError);
    expect(() => readPlan({ name: "x", backend: undefined, json })).toThrow(new RegExp(reason));
  });
});

describe("stacks whose change is the same", () => {
  const slower = (tenant: string, rate = 2) =>
    stack(`tenant-${tenant}`, [
      update(
        "aws_cloudwatch_event_api_destination.d",
        { name: `acme-${tenant}_d`, invocation_rate_limit_per_second: 1 },
        { name: `acme-${tenant}_d2`, invocation_rate_limit_per_second: rate },
      ),
    ]);
  const report = planReport([slower("a"), slower("b"), slower("other", 3), slower("c")]);

  test("once their names are taken out, share one row and one entry", () => {
    const shown = reportInMarkdown(report);
    expect(shown).toMatch(/^\| <code>tenant-a and 2 more<\/code> \| .* \| 1 each \|/m);
    expect(shown.match(/^- \*\*Delivery/gm)).toHaveLength(2);
    expect(reportInWords(report).join("\n")).toContain("tenant-a, tenant-b, tenant-c (account 200000000001");
  });

  test("and nothing changes in the rest", () => {
    expect(reportInMarkdown(planReport([stack("tenant-a", []), stack("tenant-b", [])]))).toBe(
      "<!-- eventbridge-saas-hub: plan report -->\n## Plan: nothing changes in 2 stacks\n\nNothing changes in `tenant-a`, `tenant-b`.",
    );
  });
});
