/** `./hub deploy` and `./hub drift` with Terraform itself, on an empty AWS. */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateQueueCommand, DeleteQueueCommand, GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { DeleteRuleCommand, DisableRuleCommand, PutRuleCommand } from "@aws-sdk/client-eventbridge";
import { runHub } from "./hub-command";
import { Rehearsal, type Holdings } from "./rehearsal";
import { PROJECT, temporaryFolder, type Emitted } from "./synthesize";
import type { ProgramEnvironment } from "./terraform";

jest.setTimeout(900_000);

const HUB = "200000000001";
const KEPT = ["jira", "slack"];
const STACKS = [
  "central-bus",
  "connection-credentials",
  "source-identity",
  "source-shop",
  "tenant-jira",
  "tenant-slack",
];
const RULE = "acme-dev-jira_issues_payment-disputed";
const temporary = temporaryFolder();

let rehearsal: Rehearsal;
let environment: string;
let emitted: Emitted;
let env: ProgramEnvironment;
let before: Holdings;

beforeAll(async () => {
  rehearsal = await Rehearsal.start(temporary);
  emitted = await rehearsal.edited("dev", (folder) => {
    environment = folder;
    const tenants = path.join(folder, "tenants");
    for (const file of readdirSync(tenants)) {
      if (!KEPT.includes(path.parse(file).name)) rmSync(path.join(tenants, file));
    }
  });
  env = { ...rehearsal.emulator.environment, TF_CLI_ARGS_apply: "-parallelism=100", TMPDIR: temporary };
  before = await rehearsal.look();
});
afterAll(() => rehearsal.stop());

function hub(command: "deploy" | "destroy" | "drift", ...args: readonly string[]) {
  return runHub([command, "--env", environment, ...args], env);
}

interface Deployed {
  readonly outcomes: readonly {
    readonly stack: string;
    readonly ending: { readonly kind: string; readonly diagnostics?: readonly object[] };
    readonly verification?: { readonly kind: string };
  }[];
}

async function deploy(...args: readonly string[]) {
  const { stdout, exitCode, stderr } = await hub("deploy", "--json", ...args);
  if (!stdout.startsWith("{")) throw new Error(stderr + stdout);
  const { outcomes } = JSON.parse(stdout) as Deployed;
  return { exitCode, outcomes, kinds: Object.fromEntries(outcomes.map(({ stack, ending }) => [stack, ending.kind])) };
}

async function locks(): Promise<string[]> {
  return (await rehearsal.stateKeys()).filter((key) => key.endsWith(".tflock"));
}

function leftFolders(): string[] {
  return readdirSync(temporary).filter((name) => name.startsWith("hub-"));
}

describe("a first deployment in which one tenant cannot be applied", () => {
  let first: Awaited<ReturnType<typeof deploy>>;
  let sqs: ReturnType<Rehearsal["account"]>["sqs"];

  beforeAll(async () => {
    ({ sqs } = rehearsal.account(HUB));
    // A queue of that name with other attributes: AWS refuses to create it again.
    await sqs.send(new CreateQueueCommand({ QueueName: `${RULE}_dlq`, Attributes: { VisibilityTimeout: "7" } }));
    first = await deploy();
  });

  test("applies all the others, verifies them, and says why it is not there", () => {
    expect(first.exitCode).toBe(1);
    expect(first.kinds).toEqual(
      Object.fromEntries(STACKS.map((name) => [name, name === "tenant-jira" ? "failed" : "applied"])),
    );
    const failed = first.outcomes.find(({ stack }) => stack === "tenant-jira");
    expect(failed?.ending).toMatchObject({
      step: "apply",
      diagnostics: [{ address: expect.stringMatching(/^aws_sqs_queue\./) as string }],
    });
  });

  test("leaves no lock, no plan and no folder", async () => {
    expect(await locks()).toEqual([]);
    expect(leftFolders()).toEqual([]);
  });

  test("is finished by a second one, which applies nothing twice", async () => {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${RULE}_dlq` }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    const { kinds, outcomes, exitCode } = await deploy();
    expect(kinds).toEqual(
      Object.fromEntries(STACKS.map((name) => [name, name === "tenant-jira" ? "applied" : "unchanged"])),
    );
    // Nobody has put the tenants' credentials.
    expect(exitCode).toBe(3);
    const verified = Object.fromEntries(outcomes.map(({ stack, verification }) => [stack, verification?.kind]));
    expect(verified).toMatchObject({ "central-bus": "fine", "source-shop": "not verified", "tenant-jira": "wrong" });
    expect(await rehearsal.look()).toEqual(rehearsal.declared(emitted, STACKS, before));
  });
});

test("drift that somebody has made by hand is found, and nothing else", async () => {
  const none = await hub("drift");
  expect(none.stdout.split("\n").filter((line) => !line.includes(" no drift "))).toEqual([
    expect.stringMatching(/^6 stacks; 0 with drift; /),
    "",
  ]);
  expect(none).toMatchObject({ exitCode: 0, stderr: "" });
  const { eventBridge } = rehearsal.account(HUB);
  await eventBridge.send(new DisableRuleCommand({ Name: RULE, EventBusName: "acme-dev-central" }));
  const { exitCode, stdout } = await hub("drift");
  expect(exitCode).toBe(2);
  expect(stdout.split("\n").filter((line) => /^\S.* (changed|failed)|^ /.test(line))).toEqual([
    expect.stringMatching(/^tenant-jira +1 resource changed outside Terraform {2}/),
    "  aws_cloudwatch_event_rule.issues_payment-disputed was changed",
    "    - is_enabled: true",
    "    + is_enabled: false",
    "    - state: ENABLED",
    "    + state: DISABLED",
  ]);
  expect(await locks()).toEqual([]);
});

test("interrupted while it applies, it leaves no lock, and the next run repairs the rest", async () => {
  const child = spawn("./hub", ["deploy", "--env", environment, "tenant-jira", "--no-verify"], { cwd: PROJECT, env });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  while ((await locks()).length === 0) await sleep(50);
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(await locks()).toEqual([]);
  expect(leftFolders()).toEqual([]);
  expect((await deploy("tenant-jira", "--no-verify")).exitCode).toBe(0);
  expect((await hub("drift", "tenant-jira")).exitCode).toBe(0);
});

test("a tenant that is gone is destroyed from the base's Terraform, once its losses are allowed", async () => {
  const tenant = path.join(environment, "tenants/slack.yaml");
  const text = readFileSync(tenant, "utf8");
  rmSync(tenant);
  const left = await deploy("--affected-by", emitted.folder, "tenant-slack");
  expect(left).toMatchObject({ exitCode: 0, outcomes: [] });
  const refused = await deploy("--affected-by", emitted.folder, "tenant-slack", "--destroy-removed");
  expect(refused).toMatchObject({ exitCode: 1, kinds: { "tenant-slack": "refused" } });
  const { resources = [] } = emitted.stacks.find(({ name }) => name === "tenant-slack") ?? {};
  const allowed = resources.flatMap(({ address, type }) =>
    ["aws_sqs_queue", "aws_secretsmanager_secret"].includes(type) ? ["--allow-destroy", `tenant-slack:${address}`] : [],
  );
  const gone = await deploy("--affected-by", emitted.folder, "tenant-slack", "--destroy-removed", ...allowed);
  expect(gone).toMatchObject({ exitCode: 0, kinds: { "tenant-slack": "destroyed" } });
  expect(await rehearsal.look()).toEqual(
    rehearsal.declared(
      emitted,
      STACKS.filter((name) => name !== "tenant-slack"),
      before,
    ),
  );
  writeFileSync(tenant, text);
});

test("a tenant that is declared is destroyed as soon as its losses are allowed, and AWS is asked whether all is gone", async () => {
  const { resources = [] } = emitted.stacks.find(({ name }) => name === "tenant-jira") ?? {};
  const lost = resources.flatMap(({ address, type }) =>
    ["aws_sqs_queue", "aws_secretsmanager_secret"].includes(type) ? ["--allow-destroy", `tenant-jira:${address}`] : [],
  );
  const { eventBridge } = rehearsal.account(HUB);
  const byHand = { Name: RULE, EventBusName: "acme-dev-central" };
  const destroy = async (...args: readonly string[]) => {
    const { stdout, exitCode } = await hub("destroy", "tenant-jira", "--yes", "--json", ...args);
    return { exitCode, ...(JSON.parse(stdout) as Deployed & { readonly kept?: readonly object[] }) };
  };
  expect(await destroy()).toMatchObject({ exitCode: 1, outcomes: [{ ending: { kind: "refused" } }] });
  expect(await destroy(...lost)).toMatchObject({
    exitCode: 0,
    outcomes: [{ ending: { kind: "destroyed" }, verification: { kind: "fine" } }],
    kept: [{ address: "aws_secretsmanager_secret.secret" }],
  });
  const others = STACKS.filter((name) => !["tenant-jira", "tenant-slack"].includes(name));
  expect(await rehearsal.look()).toEqual(rehearsal.declared(emitted, others, before));
  expect([await locks(), leftFolders()]).toEqual([[], []]);

  await eventBridge.send(new PutRuleCommand({ ...byHand, EventPattern: '{"source":["com.acme.billing"]}' }));
  expect(await destroy(...lost)).toMatchObject({
    exitCode: 3,
    outcomes: [
      { ending: { kind: "unchanged" }, verification: { kind: "wrong", problems: [`rule ${RULE} is still there`] } },
    ],
  });
  await eventBridge.send(new DeleteRuleCommand(byHand));
});
