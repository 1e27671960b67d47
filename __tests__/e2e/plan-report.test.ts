/** A pull request with a change of every kind: planned on what is applied, reported, approved, planned again, applied. */
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Deployment } from "./deployment";
import { runHub } from "./hub-command";
import { Rehearsal } from "./rehearsal";
import { stackFolder, temporaryFolder, type Emitted } from "./synthesize";
import { run } from "./terraform";

jest.setTimeout(600_000);

const STACKS = ["central-bus", "tenant-canary", "tenant-datadog", "tenant-jira", "tenant-parcelpoint", "tenant-slack"];
const QUEUE = "aws_sqs_queue.shipments_order-placed_dead-letters";
const LOST = ["aws_secretsmanager_secret.secret", "aws_sqs_queue.issues_payment-disputed_dead-letters"];

const temporary = temporaryFolder();
let rehearsal: Rehearsal;
let base: Emitted;
let head: Emitted;
let deployment: Deployment;

/** Puts text in place of text that must be there. */
function replace(file: string, ...pairs: readonly (readonly [was: string, is: string])[]): void {
  const text = pairs.reduce(
    (current, [was, is]) => {
      if (!current.includes(was)) throw new Error(`${file} does not hold ${was}`);
      return current.replaceAll(was, is);
    },
    readFileSync(file, "utf8"),
  );
  writeFileSync(file, text);
}

/** Only the tenants that the change is about, so that there is less to wait for. */
function keepFew(environment: string): void {
  for (const tenant of ["hubspot", "pagerduty", "salesforce", "sendgrid"]) {
    rmSync(path.join(environment, "tenants", `${tenant}.yaml`));
  }
}

function change(environment: string): void {
  keepFew(environment);
  cpSync(path.join(__dirname, "canary.yaml"), path.join(environment, "tenants/canary.yaml"));
  replace(
    path.join(environment, "tenants/slack.yaml"),
    ['{ numeric: [">=", 500] }', '{ numeric: [">=", 100] }'],
    ["was locked out after", "is locked out after"],
    ["invocationRateLimitPerSecond: 1", "invocationRateLimitPerSecond: 2"],
  );
  replace(path.join(environment, "sources/billing.yaml"), [
    "- com.acme.billing",
    "- com.acme.billing\n    - com.acme.dunning",
  ]);
}

beforeAll(async () => {
  rehearsal = await Rehearsal.start(temporary);
  base = await rehearsal.edited("base", keepFew);
  head = await rehearsal.edited("head", change);
  replace(path.join(stackFolder(head, "tenant-parcelpoint"), "cdk.tf.json"), [
    '"acme-dev-parcelpoint_shipments_order-placed_dlq"',
    '"acme-dev-parcelpoint_shipments_order-placed_dlq2"',
  ]);
  await rehearsal.deployment(base).applyAll();
  deployment = rehearsal.deployment(head);
});
afterAll(() => rehearsal.stop());

/** Plans a stack, and prints the plan into its folder as a pipeline does. */
async function plan(stack: string, ...args: readonly string[]): Promise<string> {
  // What is removed is planned from the base's output.
  const from = stack === "tenant-jira" ? rehearsal.deployment(base) : deployment;
  const { folder } = await from.terraform(stack);
  const options = { cwd: folder, env: rehearsal.emulator.environment };
  const planned = await run("terraform", ["plan", "-input=false", "-out=plan", ...args], options);
  if (planned.exitCode !== 0) throw new Error(planned.output);
  const file = path.join(folder, "plan.json");
  writeFileSync(file, (await run("terraform", ["show", "-json", "plan"], options)).stdout);
  return file;
}

function planAll(): Promise<string[]> {
  const extra: Readonly<Record<string, string>> = {
    "tenant-jira": "-destroy",
    "tenant-parcelpoint": "-replace=aws_cloudwatch_event_connection.connection",
  };
  return Promise.all(STACKS.map((stack) => plan(stack, ...(extra[stack] === undefined ? [] : [extra[stack]]))));
}

function hub(...args: readonly string[]) {
  return runHub(args, rehearsal.emulator.environment);
}

describe("the plans of a pull request", () => {
  let files: string[];
  let approved: string;
  let digest: string;

  beforeAll(async () => {
    files = await planAll();
    const { stdout } = await hub("plan-report", "--json", ...files);
    approved = path.join(temporary, "approved.json");
    writeFileSync(approved, stdout);
    ({ digest } = JSON.parse(stdout) as { digest: string });
  });

  test("are reported worst first, and what a fresh apply left is no drift", async () => {
    const { stdout, exitCode } = await hub("plan-report", "--format", "markdown", ...files);
    expect(exitCode).toBe(3);
    expect(stdout.split("\n").filter((line) => /^\| `|^- \*\*|^Nothing/.test(line))).toEqual(
      readFileSync(path.join(__dirname, "plan-report.txt"), "utf8").trimEnd().split("\n"),
    );
    expect(stdout).toContain("state `s3://");
    expect(stdout).not.toContain("placeholder-until-credentials-are-put");
    expect(stdout.length).toBeLessThan(60_000);
  });

  test("planned once more have the same digest, and pass once what they lose is named", async () => {
    const again = await planAll();
    const refused = await hub("gate", "--approved", digest, ...again);
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout.split("\n").filter((line) => line.startsWith("not "))).toHaveLength(3);
    const allowed = [...LOST.map((address) => `tenant-jira:${address}`), QUEUE].flatMap((one) => [
      "--allow-destroy",
      one,
    ]);
    expect(await hub("gate", "--approved", digest, ...again, ...allowed)).toMatchObject({
      exitCode: 0,
      stdout: `pass: ${digest}\n`,
    });
  });

  test("are refused when something was added after approval, and the gate says what", async () => {
    const file = path.join(stackFolder(head, "tenant-slack"), "cdk.tf.json");
    const text = readFileSync(file, "utf8");
    replace(file, ['"invocation_rate_limit_per_second": 2', '"invocation_rate_limit_per_second": 3']);
    const { stdout, exitCode } = await hub("gate", "--approved", approved, await plan("tenant-slack"));
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      "not approved: tenant-slack: aws_cloudwatch_event_api_destination.messages: invocation_rate_limit_per_second not as approved",
    );
    writeFileSync(file, text);
  });

  test("are applied as they were saved, and then nothing is left", async () => {
    const file = await plan("tenant-slack");
    expect((await hub("gate", "--approved", approved, file)).exitCode).toBe(0);
    await (await deployment.terraform("tenant-slack")).applyPlan();
    const after = await plan("tenant-slack");
    expect(await hub("plan-report", after)).toMatchObject({ exitCode: 0, stdout: "1 stack, and nothing changes\n" });
    expect((await hub("gate", "--approved", approved, after)).stdout).toContain(
      "note: tenant-slack: nothing is left to do",
    );
  });
});
