/** `./hub plan` as a command, with a stand-in for Terraform. */
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { FakeTerraform } from "../deployment/fake-terraform";
import { project } from "./hub-process";
import { FAILURE, hubWith } from "./hub-with-terraform";

let terraform: FakeTerraform;

beforeEach(() => {
  terraform = new FakeTerraform();
});
afterEach(() => {
  terraform.remove();
});

const hub = (...args: readonly string[]) => hubWith(terraform, args);
const inHome = (name: string) => path.join(terraform.home, name);

interface Report {
  readonly digest: string;
  readonly stacks: readonly { readonly name: string }[];
  readonly unchanged: readonly string[];
  readonly removed?: readonly string[];
}
const reportIn = (text: string) => JSON.parse(text) as Report;

test("reports what would happen, applies nothing, and leaves no plan and no folder", async () => {
  const { code, stdout, stderr } = await hub("plan", "central-bus", "tenant-slack");
  expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
  expect(stdout).toContain("2 stacks: 2 to create\n");
  expect(terraform.applied).toEqual([]);
  expect(readdirSync(terraform.temporary)).toEqual([]);
});

test("where a role cannot be assumed, says how an account that is new comes to its roles", async () => {
  const summary = "Cannot assume IAM Role";
  terraform.behave({ "tenant-slack": { init: { fails: { summary, detail: "IAM Role (arn:aws:iam::1:role/a)" } } } });
  const { code, stderr } = await hub("plan", "tenant-slack");
  expect(code).toBe(1);
  expect(stderr.split("\n").slice(0, 4)).toEqual([
    "tenant-slack  failed in terraform init",
    "  Cannot assume IAM Role",
    "    IAM Role (arn:aws:iam::1:role/a)",
    "  If the account is new here, ./hub bootstrap makes the roles that plan and deploy in it.",
  ]);
});

test("keeps a report that deploy takes as approved, and plans nothing once that is deployed", async () => {
  const kept = inHome("approved.json");
  const { stdout } = await hub("plan", "central-bus", "tenant-slack", "--keep", kept, "--format", "markdown");
  const { digest } = reportIn(readFileSync(kept, "utf8"));
  expect(stdout).toContain(`Digest \`${digest}\``);
  expect(statSync(kept).mode & 0o777).toBe(0o600);
  const deployed = await hub("deploy", "central-bus", "tenant-slack", "--approved", kept, "--no-verify");
  expect(deployed.code).toBe(0);
  const again = await hub("plan", "central-bus", "tenant-slack");
  expect(again).toMatchObject({ code: 0, stdout: "2 stacks, and nothing changes\n" });
});

test("reports that jobs have kept are put together into one, with the digest of all", async () => {
  const together = reportIn((await hub("plan", "central-bus", "tenant-jira", "tenant-slack", "--json")).stdout);
  const parts = ["central-bus", "tenant-jira", "tenant-slack"].map((stack) => inHome(`${stack}.json`));
  for (const part of parts) await hub("plan", path.basename(part, ".json"), "--keep", part);
  const merged = await hub("plan-report", ...parts, "--json");
  expect(merged.code).toBe(2);
  expect(reportIn(merged.stdout)).toEqual(together);
  const [first = "", second = ""] = parts;
  const twice = await hub("plan-report", first, second, first);
  expect(twice).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("two plans are called central-bus") as string,
  });
});

test("a kept report that somebody changed is refused", async () => {
  const kept = inHome("kept.json");
  await hub("plan", "tenant-slack", "--keep", kept);
  writeFileSync(kept, readFileSync(kept, "utf8").replace("aws_sqs_queue.queue", "aws_sqs_queue.other"));
  const { code, stderr } = await hub("plan-report", kept);
  expect([code, stderr]).toEqual([
    1,
    `error: ${kept} does not list what its digest covers: it was changed after it was made\n`,
  ]);
});

test("where a stack cannot be planned there is no report, and it is said why", async () => {
  terraform.behave({ "tenant-slack": { plan: FAILURE } });
  const kept = inHome("none.json");
  const { code, stdout, stderr } = await hub("plan", "tenant-jira", "tenant-slack", "--keep", kept);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr.split("\n")).toEqual([
    "tenant-slack  failed in terraform plan",
    "  aws_sqs_queue.queue: creating SQS Queue",
    "    AccessDenied: no",
    "1 of 2 stacks could not be planned, so there is no report",
    "",
  ]);
  expect(readdirSync(terraform.home)).not.toContain("none.json");
  const json = await hub("plan", "tenant-jira", "tenant-slack", "--json");
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({
    error: "not every stack could be planned",
    stacks: [{ stack: "tenant-slack", found: { kind: "failed", step: "plan" } }],
  });
});

test("with --affected-by it plans what differs, tells what becomes of events, and names what is gone", async () => {
  const base = inHome("base");
  const environment = inHome("dev");
  cpSync(path.join(project, "environments/dev"), environment, { recursive: true });
  expect((await hub("synth", "--env", environment, "--out", base)).code).toBe(0);
  rmSync(path.join(environment, "tenants/jira.yaml"));
  const slack = path.join(environment, "tenants/slack.yaml");
  writeFileSync(slack, readFileSync(slack, "utf8").replace('[">=", 500]', '[">=", 5000]'));
  const affected = ["plan", "--env", environment, "--affected-by", base];
  const { code, stdout, stderr } = await hub(...affected, "--json");
  expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
  expect(reportIn(stdout)).toMatchObject({ stacks: [{ name: "tenant-slack" }], removed: ["tenant-jira"] });
  expect(stdout).toContain('"event": "payment-failed-above-500-eur.json"');
  const removing = await hub(...affected, "--destroy-removed", "--json");
  expect(reportIn(removing.stdout).unchanged).toEqual(["tenant-jira"]);
});
