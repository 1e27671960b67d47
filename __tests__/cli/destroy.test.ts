/** `./hub destroy` as a command, with a stand-in for Terraform. */
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { FakeTerraform } from "../deployment/fake-terraform";
import { FAILURE, hubWith, withoutTimes } from "./hub-with-terraform";

const QUEUE = "tenant-slack:aws_sqs_queue.queue";

let terraform: FakeTerraform;

beforeEach(() => {
  terraform = new FakeTerraform();
  for (const stack of ["tenant-jira", "tenant-slack"]) {
    writeFileSync(path.join(terraform.home, "states", stack), "");
  }
});
afterEach(() => {
  terraform.remove();
});

const destroy = (...args: readonly string[]) => hubWith(terraform, ["destroy", ...args, "--no-verify"]);

test("a stack is destroyed by the plan that was shown, and what AWS keeps of it is named with its last day", async () => {
  const { code, stdout, stderr } = await destroy("tenant-slack", "--yes", "--allow-destroy", QUEUE);
  const lines = withoutTimes(stdout);
  expect([code, stderr]).toEqual([0, ""]);
  expect(lines).toContain("tenant-slack  1 to destroy");
  expect(lines).toContain("tenant-slack  destroyed: 1 destroyed  N s");
  expect(lines).toContain("1 stack; 1 destroyed; N s");
  expect(lines.at(-1)).toMatch(/^ {2}until \d{4}-\d\d-\d\d tenant-slack: aws_secretsmanager_secret\.secret$/);
  expect(terraform.applied).toEqual(["tenant-jira"]);
  expect(readdirSync(terraform.temporary)).toEqual([]);
});

test("what would lose messages is refused until its address is named, also with --yes", async () => {
  const { code, stdout } = await destroy("tenant-jira", "tenant-slack", "--yes", "--allow-destroy", QUEUE);
  expect(code).toBe(1);
  expect(withoutTimes(stdout)).toEqual(
    expect.arrayContaining([
      "tenant-jira   refused by the gate, nothing applied  N s",
      "tenant-slack  destroyed: 1 destroyed  N s",
      "What was refused needs --allow-destroy for what may be lost.",
    ]),
  );
  expect(terraform.applied).toEqual(["tenant-jira"]);
});

test("--plan says what would be destroyed, and destroys nothing", async () => {
  const { code, stdout } = await destroy("tenant-slack", "--plan");
  expect(code).toBe(3);
  expect(stdout).toContain("destroys aws_sqs_queue.queue");
  expect(terraform.applied).toEqual(["tenant-jira", "tenant-slack"]);
  const nothing = await destroy("tenant-hubspot", "--plan", "--json");
  expect(nothing.code).toBe(0);
  expect(JSON.parse(nothing.stdout)).toMatchObject({ environment: "dev", report: { unchanged: ["tenant-hubspot"] } });
});

test("nothing is destroyed without an answer where nobody can be asked", async () => {
  const { code, stderr } = await destroy("tenant-slack");
  expect([code, stderr]).toEqual([1, "error: nobody can be asked here; look at what --plan says, and write --yes\n"]);
  const json = await destroy("tenant-slack", "--json");
  expect(JSON.parse(json.stdout)).toEqual({ error: expect.stringContaining("nobody can be asked here") as string });
  expect(terraform.calls()).toEqual([]);
});

test("what others depend on is kept while they stay, and a name that is no stack's is told", async () => {
  const bus = await destroy("central-bus", "--yes");
  expect([bus.code, bus.stderr]).toEqual([
    1,
    expect.stringMatching(
      /^error: connection-credentials and \d+ more depend on central-bus; destroy what depends on it first, or name it, too\n$/,
    ),
  ]);
  const typo = await destroy("tenant-slak", "--yes");
  expect(typo.stderr).toBe("error: there is no stack tenant-slak; write tenant-slack\n");
  expect(terraform.calls()).toEqual([]);
});

test("with --json, says how each stack ended, and what AWS keeps", async () => {
  terraform.behave({ "tenant-jira": { apply: FAILURE } });
  const allowed = ["--allow-destroy", "aws_sqs_queue.queue"];
  const { code, stdout } = await destroy("tenant-jira", "tenant-slack", "--yes", "--json", ...allowed);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    environment: "dev",
    refused: [],
    outcomes: [
      { stack: "tenant-jira", ending: { kind: "failed", step: "apply" } },
      { stack: "tenant-slack", ending: { kind: "destroyed", counts: { delete: 1 } } },
    ],
    kept: [{ stack: "tenant-slack", address: "aws_secretsmanager_secret.secret" }],
  });
  expect(terraform.locked).toEqual([]);
});
