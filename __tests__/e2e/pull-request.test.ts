/**
 * A pull request from its first commit to what is left of it, on the emulator: every step is one of the workflows, run as
 * they run it.
 */
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DisableRuleCommand, EnableRuleCommand, UpdateConnectionCommand } from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, DeleteQueueCommand, GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { PackageRepository } from "../package-repository";
import { affectedOf, givenToPlan, givenToReport, type Affected } from "../workflows/planning";
import { WorkflowRunner, type Expressions } from "../workflows/workflow-runner";
import { runHub } from "./hub-command";
import { Rehearsal, type Holdings } from "./rehearsal";
import { PROJECT, synthesize, temporaryFolder, type Emitted } from "./synthesize";

jest.setTimeout(900_000);

const HUB = "200000000001";
/** A credential in AWS, in the connection of slack. */
const CANARY = "canary-bf91c02e-sings-in-the-mine";
const REPORT_KEY = Buffer.alloc(32, 9).toString("base64");
const PAYMENT_FAILED = { Name: "acme-dev-slack_messages_payment-failed", EventBusName: "acme-dev-central" };
const IN_THE_WAY = "acme-dev-pagerduty_alerts_gateway-degraded_dlq";
const AFFECTED = ["central-bus", "tenant-pagerduty", "tenant-partner", "tenant-slack", "tenant-jira"];
const LOST = [
  "tenant-jira:aws_secretsmanager_secret.secret",
  "tenant-jira:aws_sqs_queue.issues_payment-disputed_dead-letters",
  "tenant-partner:aws_secretsmanager_secret.connections_ledger_secret",
];

const temporary = temporaryFolder();
const repository = new PackageRepository();
/** All that steps have said. */
const said: string[] = [];

let rehearsal: Rehearsal;
let runner: WorkflowRunner;
let before: Holdings;
let head: Emitted;
let baseCommit: string;
let headCommit: string;

beforeAll(async () => {
  rehearsal = await Rehearsal.start(temporary);
  const env = {
    ...rehearsal.emulator.environment,
    TF_CLI_ARGS_apply: "-parallelism=100",
    TMPDIR: repository.temporary,
  };
  runner = new WorkflowRunner(repository, env);
  before = await rehearsal.look();
  baseCommit = commitBase();
  await rehearsal.deployment(await synthesize(repository.dev(), path.join(temporary, "base"))).applyAll();
  await putCanary();
  headCommit = commitHead();
  head = await synthesize(repository.dev(), path.join(temporary, "head"));
});
afterAll(async () => {
  repository.remove();
  await rehearsal.stop();
});

function commitBase(): string {
  for (const tenant of readdirSync(repository.dev("tenants"))) {
    if (!["jira.yaml", "slack.yaml"].includes(tenant)) rmSync(repository.dev("tenants", tenant));
  }
  // The contract tests of dev are of its own tenants and of their patterns as they are.
  rmSync(repository.dev("tests"), { recursive: true });
  cpSync(path.join(__dirname, "pull-request/partner.yaml"), repository.dev("tenants/partner.yaml"));
  return repository.commit("Deliver to Jira, Slack and the partner");
}

/** Adds a tenant, changes a pattern and a transformer, widens the bus policy, renames a connection, removes a tenant. */
function commitHead(): string {
  cpSync(path.join(PROJECT, "environments/dev/tenants/pagerduty.yaml"), repository.dev("tenants/pagerduty.yaml"));
  repository.edit(
    repository.dev("tenants/slack.yaml"),
    ['{ numeric: [">=", 500] }', '{ numeric: [">=", 100] }'],
    ["was locked out after", "is locked out after"],
  );
  repository.edit(repository.dev("sources/billing.yaml"), [
    "- com.acme.billing",
    "- com.acme.billing\n    - com.acme.dunning",
  ]);
  repository.edit(
    repository.dev("tenants/partner.yaml"),
    ["  ledger:", "  accounting:"],
    ["connection: ledger", "connection: accounting"],
  );
  rmSync(repository.dev("tenants/jira.yaml"));
  return repository.commit("Page who is on call, and leave Jira");
}

async function putCanary(): Promise<void> {
  const { eventBridge } = rehearsal.account(HUB);
  const ApiKeyAuthParameters = { ApiKeyName: "Authorization", ApiKeyValue: CANARY };
  await eventBridge.send(
    new UpdateConnectionCommand({ Name: "acme-dev-slack", AuthParameters: { ApiKeyAuthParameters } }),
  );
}

/** Runs a job of a workflow, for the commit that is merged. */
function job(file: string, name: string, expressions: Expressions = {}): { code: number | null; text: string } {
  const steps = runner.job(file, name, {
    "github.token": "t",
    "github.sha": headCommit,
    "secrets.REPORT_KEY": REPORT_KEY,
    "inputs.allow-destroy": "",
    ...expressions,
  });
  const text = steps.map((step) => step.said).join("");
  said.push(text);
  return { code: steps.at(-1)?.code ?? null, text };
}

/**
 * The jobs of a workflow that find out what differs, plan it, and put the reports together.
 *
 * @param share how the stacks are shared out to jobs that plan; as the workflow says when left out
 */
function planAll(file: string, base: string, share: (plans: Affected["plans"]) => Affected["plans"] = (all) => all) {
  const found = job(file, "affected", { "inputs.base": base });
  const what = affectedOf(runner.outputs());
  const plans = share(what.plans);
  const planned = plans.map((part) => job(file, "plan", givenToPlan(what.base, part)));
  const reported = job(file, "report", givenToReport({ ...what, plans }));
  return { what, codes: [found, ...planned, reported].map(({ code }) => code) };
}

/** One job that plans all, as it does a part of what are too many. */
function inOnePart(plans: Affected["plans"]): Affected["plans"] {
  return [{ name: "part-1-of-1", stacks: plans.flatMap(({ stacks }) => stacks) }];
}

/** The job of one entry of the matrix. */
function deploy(stack: string, allowed = "") {
  return job("deploy.yml", "stacks", { "join(matrix.job.stacks, ' ')": stack, "inputs.allow-destroy": allowed });
}

async function locks(): Promise<string[]> {
  return (await rehearsal.stateKeys()).filter((key) => key.endsWith(".tflock"));
}

/** A report without what differs from run to run. */
function lasting(report: string): string {
  return report
    .replaceAll(baseCommit.slice(0, 12), "<base>")
    .replaceAll(headCommit.slice(0, 12), "<head>")
    .replace(/sha256:[0-9a-f]{64}/g, "sha256:<digest>")
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<uuid>");
}

describe("while it is open", () => {
  test("check shows, without credentials, what it affects and what it does to publishers and events", () => {
    expect(job("check.yml", "check").code).toBe(0);
    expect(runner.summary).toContain("5 stacks affected, 3 unchanged");
    expect(runner.summary).toContain("+ 210000000003  may now  com.acme.dunning  Invoice Issued");
    expect(runner.summary).toContain("+ tenant-pagerduty: now to acme-dev-pagerduty_alerts");
  });

  test("only what it affects is planned, and the report is the one that was looked at", () => {
    const { what, codes } = planAll("plan.yml", "");
    expect(what.plans.map(({ name }) => name)).toEqual(AFFECTED);
    expect(new Set(codes)).toEqual(new Set([0]));
    const report = lasting(readFileSync(repository.file("comment.md"), "utf8"));
    expect(report).toBe(readFileSync(path.join(__dirname, "pull-request/report.md"), "utf8"));
  });

  test("the report becomes a comment, which is edited in place", () => {
    runner.ghAnswers({ "api --paginate": "77\n" });
    expect(job("plan.yml", "comment", { "github.event.pull_request.number": "12" }).code).toBe(0);
    expect(runner.ghCalls().at(-1)).toEqual(
      expect.arrayContaining(["PATCH", "repos/acme/event-hub/issues/comments/77", "body=@comment.md"]),
    );
  });

  test("plans that another pipeline keeps are reported and pass the gate alike, until they change", async () => {
    const file = path.join(head.folder, "stacks/tenant-slack/cdk.tf.json");
    const asEmitted = readFileSync(file, "utf8");
    const terraform = await rehearsal.deployment(head).terraform("tenant-slack");
    const planned = async () => {
      await terraform.plan();
      const shown = path.join(terraform.folder, "plan.json");
      writeFileSync(shown, JSON.stringify(await terraform.show("plan")));
      return shown;
    };
    const hub = (...args: readonly string[]) => runHub(args, rehearsal.emulator.environment);

    const report = await hub("plan-report", "--json", await planned());
    const approved = path.join(temporary, "approved.json");
    writeFileSync(approved, report.stdout);
    said.push(report.stdout);
    expect(await hub("gate", "--approved", approved, await planned())).toMatchObject({ exitCode: 0 });

    writeFileSync(
      file,
      asEmitted.replace('"invocation_rate_limit_per_second": 1', '"invocation_rate_limit_per_second": 3'),
    );
    const refused = await hub("gate", "--approved", approved, await planned());
    writeFileSync(file, asEmitted);
    expect(refused).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining(
        "not approved: tenant-slack: aws_cloudwatch_event_api_destination.messages",
      ) as string,
    });
  });
});

describe("once it is merged", () => {
  test("there is a job for each stack that is affected, with those first that others wait for", () => {
    runner.ghAnswers({ "run list": JSON.stringify([{ headSha: baseCommit, conclusion: "success" }]) });
    const { what, codes } = planAll("deploy.yml", "", inOnePart);
    expect(new Set(codes)).toEqual(new Set([0]));
    expect(what).toEqual({
      base: baseCommit,
      plans: AFFECTED.map((name) => ({ name, stacks: [name] })),
      shared: ["central-bus"],
      jobs: ["tenant-pagerduty", "tenant-partner", "tenant-slack"].map((name) => ({ name, stacks: [name] })),
      removed: ["tenant-jira"],
    });
  });

  test("the bus policy is applied, and verified", () => {
    const { code, text } = job("deploy.yml", "shared", {
      "join(fromJSON(needs.affected.outputs.jobs).shared, ' ')": "central-bus",
    });
    expect(text).toMatch(/^central-bus {2}applied: 1 changed; verified {2}/m);
    expect(code).toBe(0);
  });

  test("a plan that is no longer the approved one is refused, and applied once it is again", async () => {
    const { eventBridge } = rehearsal.account(HUB);
    await eventBridge.send(new DisableRuleCommand(PAYMENT_FAILED));
    const refused = deploy("tenant-slack");
    expect(refused.code).toBe(1);
    expect(refused.text).toContain("tenant-slack  refused by the gate, nothing applied");
    expect(refused.text).toContain(
      "not approved: tenant-slack: aws_cloudwatch_event_rule.messages_payment-failed: state not as approved",
    );
    await eventBridge.send(new EnableRuleCommand(PAYMENT_FAILED));
    const applied = deploy("tenant-slack");
    expect(applied.text).toContain("tenant-slack  applied: 2 changed");
    expect(applied.code).toBe(0);
  });

  test("a tenant that cannot be applied says why, and leaves no lock, no plan and no folder", async () => {
    const { sqs } = rehearsal.account(HUB);
    // A queue of that name with other attributes: AWS refuses to create it again.
    await sqs.send(new CreateQueueCommand({ QueueName: IN_THE_WAY, Attributes: { VisibilityTimeout: "7" } }));
    const { code, text } = deploy("tenant-pagerduty");
    expect(code).toBe(1);
    expect(text).toContain("tenant-pagerduty  failed in terraform apply");
    expect(text.replace(/\s+/g, " ")).toContain("QueueAlreadyExists");
    expect(await locks()).toEqual([]);
    expect(readdirSync(repository.temporary).filter((name) => name.startsWith("hub-"))).toEqual([]);
  });

  test("the others are applied, and what would be lost is lost only where its address was named", () => {
    const removed = (allowed: string) =>
      job("deploy.yml", "removed", {
        "needs.affected.outputs.base": baseCommit,
        "join(fromJSON(needs.affected.outputs.jobs).removed, ' ')": "tenant-jira",
        "inputs.allow-destroy": allowed,
      });
    expect([deploy("tenant-partner").code, removed("").code]).toEqual([1, 1]);
    const allowed = LOST.join(" ");
    const [partner, jira] = [deploy("tenant-partner", allowed), removed(allowed)];
    expect(partner.text).toContain("tenant-partner  applied: 6 created, 1 changed, 6 destroyed");
    expect(jira.text).toContain("tenant-jira  destroyed: 14 destroyed");
    expect([partner.code, jira.code]).toEqual([0, 0]);
  });

  test("started again, it plans what is left, and ends with what is declared and nothing else", async () => {
    const { sqs } = rehearsal.account(HUB);
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: IN_THE_WAY }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    expect(new Set(planAll("deploy.yml", baseCommit, inOnePart).codes)).toEqual(new Set([0]));
    expect(deploy("tenant-pagerduty").code).toBe(0);
    const stacks = head.stacks.map(({ name }) => name);
    expect(await rehearsal.look()).toEqual(rehearsal.declared(head, stacks, before));
  });
});

test("what is changed by hand afterwards is found at night, and told as an issue", async () => {
  const { eventBridge } = rehearsal.account(HUB);
  await eventBridge.send(new DisableRuleCommand(PAYMENT_FAILED));
  runner.ghAnswers({ "issue list": "[]" });
  runner.ghCalls();
  expect(job("drift.yml", "stacks").code).toBe(0);
  const { plans } = affectedOf(runner.outputs());
  expect(plans.map(({ name }) => name)).toEqual(head.stacks.map(({ name }) => name));
  // A job each takes as long as all of the stacks in one.
  const part = { name: "all", stacks: plans.flatMap(({ stacks }) => stacks) };
  expect(job("drift.yml", "drift", givenToPlan("", part)).code).toBe(0);
  const { code } = job("drift.yml", "issues", {
    "toJSON(fromJSON(needs.stacks.outputs.jobs).plans)": JSON.stringify([part]),
    "github.server_url": "https://github.com",
    "github.repository": "acme/event-hub",
    "github.run_id": "1",
  });
  expect(code).toBe(0);
  const created = runner.ghCalls().filter(([noun, verb]) => noun === "issue" && verb === "create");
  expect(created).toEqual([
    expect.arrayContaining([
      "Drift in dev: tenant-slack",
      expect.stringContaining("- `aws_cloudwatch_event_rule.messages_payment-failed`"),
    ]),
  ]);
});

test("no step, comment, summary or artefact has shown a credential", () => {
  const parts = readdirSync(repository.file("parts"));
  expect(parts).toEqual(["all.json", "part-1-of-1.sealed", ...AFFECTED.map((name) => `${name}.sealed`)].sort());
  const named = ["comment.md", "report.md", "report.json", "report.sealed"].map((name) => repository.file(name));
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
  const kept = [...named, ...parts.map((name) => repository.file("parts", name))];
  const shown = [...said, runner.summary, ...kept.map((file) => readFileSync(file, "latin1"))];
  expect(shown.filter((text) => text.includes(CANARY) || text.includes("canary-bf91"))).toEqual([]);
});
