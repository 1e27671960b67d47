/** `./hub deploy` and `./hub drift` as commands, with a stand-in for Terraform. */
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { FakeTerraform } from "../deployment/fake-terraform";
import { project } from "./hub-process";
import { FAILURE, hubWith, withoutTimes } from "./hub-with-terraform";

let terraform: FakeTerraform;

beforeEach(() => {
  terraform = new FakeTerraform();
});
afterEach(() => {
  terraform.remove();
});

const hub = (args: readonly string[], whileRunning?: (pid: number) => Promise<void>) =>
  hubWith(terraform, args, whileRunning);

describe("hub deploy", () => {
  test("tells a line a stack, what failed and what to do, and goes on where it stopped", async () => {
    terraform.behave({ "tenant-slack": { apply: FAILURE } });
    const first = await hub(["deploy", "central-bus", "tenant-jira", "tenant-slack", "--no-verify", "--parallel", "1"]);
    expect(first.code).toBe(1);
    expect(withoutTimes(first.stdout)).toEqual([
      "central-bus   applied: 1 created  N s",
      "tenant-jira   applied: 1 created  N s",
      "tenant-slack  failed in terraform apply  N s",
      "  aws_sqs_queue.queue: creating SQS Queue",
      "    AccessDenied: no",
      "3 stacks; 2 applied, 1 failed; N s",
      "To go on, run the same command again: what is done is skipped.",
    ]);
    expect(first.stderr).toBe("");
    terraform.behave({});
    const second = await hub([
      "deploy",
      "central-bus",
      "tenant-jira",
      "tenant-slack",
      "--no-verify",
      "--parallel",
      "1",
    ]);
    expect(second.code).toBe(0);
    expect(withoutTimes(second.stdout).at(-1)).toBe("3 stacks; 2 unchanged, 1 applied; N s");
  });

  test("says who holds a lock, and how to take it from a process that is gone", async () => {
    terraform.lock("tenant-slack");
    const { stdout } = await hub(["deploy", "tenant-slack", "--no-verify"]);
    expect(stdout).toContain("ci@runner holds the lock 5b2f-lock since 2026-11-27 08:24:05 +0000 UTC.");
    expect(stdout).toContain("If nobody is at work there, remove it: aws s3 rm s3://states/dev/a.tfstate.tflock");
  });

  test("stops on Ctrl-C without leaving a lock, a plan or a folder", async () => {
    terraform.behave({ "central-bus": { apply: { milliseconds: 30_000 } } });
    const { code, stdout, stderr } = await hub(["deploy", "--no-verify"], async (pid) => {
      while (!terraform.calls().includes("begin apply central-bus")) await sleep(100);
      process.kill(pid, "SIGINT");
    });
    expect(code).toBe(130);
    expect(stdout).toContain("central-bus             interrupted while it was applied");
    expect(stdout).toContain("tenant-slack            not begun: ");
    expect(stderr).toContain("Stopping: Terraform ends what it is doing and releases its locks");
    expect(terraform.locked).toEqual([]);
    expect(readdirSync(terraform.temporary)).toEqual([]);
  });

  test("of what differs from a base, leaves what is gone unless it is told to destroy it", async () => {
    const base = path.join(terraform.home, "base");
    const environment = path.join(terraform.home, "dev");
    cpSync(path.join(project, "environments/dev"), environment, { recursive: true });
    expect((await hub(["synth", "--env", environment, "--out", base])).code).toBe(0);
    await hub(["deploy", "tenant-slack", "--env", environment, "--no-verify"]);
    rmSync(path.join(environment, "tenants/slack.yaml"));
    const jira = path.join(environment, "tenants/jira.yaml");
    writeFileSync(jira, readFileSync(jira, "utf8").replace(/(invocationRateLimitPerSecond): \d+/, "$1: 7"));
    const args = ["deploy", "--env", environment, "--affected-by", base, "--no-verify"];
    const left = await hub(args);
    expect(left.code).toBe(0);
    expect(left.stdout).toContain("tenant-jira  applied: 1 created");
    expect(left.stdout).toContain("left as they are, though no longer declared: tenant-slack; --destroy-removed");
    expect(terraform.applied).toEqual(["tenant-jira", "tenant-slack"]);
    const allowed = ["--destroy-removed", "--allow-destroy", "tenant-slack:aws_sqs_queue.queue"];
    const gone = await hub([...args, ...allowed]);
    expect(gone.stdout).toContain("tenant-slack  destroyed: 1 destroyed");
    expect(terraform.applied).toEqual(["tenant-jira"]);
  });

  describe("with what was approved", () => {
    const out = () => path.join(terraform.home, "planned");

    /** What a plan job does: plans stacks, and keeps the report. */
    async function approve(...stacks: readonly string[]): Promise<{ readonly file: string; readonly digest: string }> {
      await hub(["synth", "--out", out()]);
      const plans = stacks.map((stack) => {
        const cwd = path.join(out(), "stacks", stack);
        const terraformIn = (...args: readonly string[]) =>
          execFileSync("terraform", args, { cwd, env: { ...process.env, ...terraform.environment } });
        terraformIn("plan", "-out=plan");
        writeFileSync(path.join(cwd, "plan.json"), terraformIn("show", "-json", "plan"));
        return path.join(cwd, "plan.json");
      });
      const file = path.join(terraform.home, "approved.json");
      const { stdout } = await hub(["plan-report", "--json", ...plans]);
      writeFileSync(file, stdout);
      return { file, digest: (JSON.parse(stdout) as { digest: string }).digest };
    }

    test("applies the stacks of a report, and refuses one that is not in it", async () => {
      const { file } = await approve("tenant-jira");
      const { code, stdout } = await hub([
        "deploy",
        "tenant-jira",
        "tenant-slack",
        "--no-verify",
        "--parallel",
        "1",
        "--approved",
        file,
      ]);
      expect(code).toBe(1);
      expect(withoutTimes(stdout)).toEqual([
        "tenant-jira   applied: 1 created  N s",
        "tenant-slack  refused by the gate, nothing applied  N s",
        "  not approved: tenant-slack: was not approved to change",
        "2 stacks; 1 applied, 1 refused; N s",
        "What was refused needs a new plan and its approval.",
      ]);
      const again = await hub(["deploy", "tenant-jira", "--no-verify", "--approved", file]);
      expect(again).toMatchObject({ code: 0, stderr: "" });
    });

    test("applies all stacks of a digest, or none", async () => {
      const { digest } = await approve("tenant-jira", "tenant-slack");
      const none = await hub(["deploy", "tenant-jira", "--no-verify", "--json", "--approved", digest]);
      expect(JSON.parse(none.stdout)).toMatchObject({
        refused: ["not approved: what is planned is not what was approved"],
        outcomes: [{ stack: "tenant-jira", ending: { kind: "not begun" } }],
      });
      expect(terraform.applied).toEqual([]);
      const both = await hub(["deploy", "tenant-jira", "tenant-slack", "--no-verify", "--approved", digest]);
      expect(both.code).toBe(0);
      expect(terraform.applied).toEqual(["tenant-jira", "tenant-slack"]);
    });
  });

  test("knows the names of stacks", async () => {
    const { code, stderr } = await hub(["deploy", "tenant-slak"]);
    expect(code).toBe(1);
    expect(stderr).toBe("error: there is no stack tenant-slak; write tenant-slack\n");
  });
});

describe("hub drift", () => {
  test("ends with 0 where there is none, with 2 where there is, and with 1 where it cannot tell", async () => {
    await hub(["deploy", "tenant-jira", "tenant-slack", "--no-verify"]);
    const none = await hub(["drift", "tenant-jira", "tenant-slack"]);
    expect(none.code).toBe(0);
    expect(withoutTimes(none.stdout).at(-1)).toBe("2 stacks; 0 with drift; N s");
    terraform.drift("tenant-slack");
    const some = await hub(["drift", "tenant-jira", "tenant-slack", "--parallel", "1"]);
    expect(some.code).toBe(2);
    expect(withoutTimes(some.stdout)).toEqual([
      "tenant-jira   no drift  N s",
      "tenant-slack  1 resource changed outside Terraform  N s",
      "  aws_sqs_queue.queue was changed",
      "    - visibility_timeout_seconds: 30",
      "    + visibility_timeout_seconds: 60",
      "2 stacks; 1 with drift; N s",
    ]);
    terraform.behave({ "tenant-jira": { plan: FAILURE } });
    const unknown = await hub(["drift", "tenant-jira", "tenant-slack", "--json"]);
    expect(unknown.code).toBe(1);
    expect(JSON.parse(unknown.stdout)).toMatchObject({
      stacks: [
        { stack: "tenant-jira", found: { kind: "failed", step: "plan" } },
        { stack: "tenant-slack", found: { kind: "drifted" } },
      ],
    });
  });
});
