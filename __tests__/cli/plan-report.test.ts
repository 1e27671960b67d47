/** `./hub plan-report` and `./hub gate`, as a pipeline runs them. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hub } from "./hub-process";
import { plan, type Planned } from "../review/plans";

const QUEUE = "aws_sqs_queue.dead-letters";
const described = (text: string): Planned => ({
  address: "aws_sqs_queue.q",
  actions: ["update"],
  before: { delay_seconds: 1 },
  after: { delay_seconds: 2, tags: { note: text } },
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hub-report-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | object): string {
  const written = path.join(folder, name);
  mkdirSync(path.dirname(written), { recursive: true });
  writeFileSync(written, typeof content === "string" ? content : JSON.stringify(content));
  return written;
}

function planFile(name: string, ...resources: readonly Planned[]): string {
  return file(name, plan(resources));
}

/** A plan in the folder that CDKTF wrote for its stack, where it is called `plan.json` in every stack. */
function planInStack(stack: string, ...resources: readonly Planned[]): string {
  const backend = { s3: { bucket: "acme-state", key: `dev/${stack}.tfstate`, region: "eu-central-1" } };
  file(`stacks/${stack}/cdk.tf.json`, { terraform: { backend } });
  return planFile(`stacks/${stack}/plan.json`, ...resources);
}

describe("plan-report", () => {
  test("ends with 0 where nothing changes, 2 where something does, 3 where something needs attention", () => {
    const nothing = planFile("nothing.json");
    const change = planFile("change.json", described("x"));
    const loss = planFile("loss.json", { address: QUEUE, actions: ["delete"], before: {} });
    expect(hub("plan-report", nothing)).toEqual({ code: 0, stdout: "1 stack, and nothing changes\n", stderr: "" });
    expect(hub("plan-report", nothing, change).code).toBe(2);
    expect(hub("plan-report", nothing, change, loss).code).toBe(3);
    expect(hub("plan-report", "--format", "markdown", nothing).code).toBe(0);
  });

  test("calls a plan as the folder that CDKTF wrote for its stack, and finds the backend there", () => {
    const files = ["tenant-a", "tenant-b"].map((stack) => planInStack(stack, described("x")));
    const { stdout, code } = hub("plan-report", ...files, "--format", "json");
    expect(code).toBe(2);
    const { stacks, digest } = JSON.parse(stdout) as { stacks: { name: string; backend: string }[]; digest: string };
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(stacks.map(({ name, backend }) => [name, backend])).toEqual([
      ["tenant-a", "s3://acme-state/dev/tenant-a.tfstate"],
      ["tenant-b", "s3://acme-state/dev/tenant-b.tfstate"],
    ]);
    expect(hub("plan-report", ...files, "--json").stdout).toBe(stdout);
    expect(hub("plan-report", ...files).stdout).toContain("tenant-a and 1 more  2 to change".replace("2", "1"));
  });

  test.each([
    ["a missing file", () => path.join(folder, "none.json"), /none\.json: no such file/],
    [
      "no JSON",
      () => file("no.json", "Plan: 1 to add"),
      /no\.json is not JSON; it must be what terraform show -json prints/,
    ],
    [
      "a state",
      () => file("state.json", { format_version: "1.0", values: {} }),
      /state\.json is a state, which changes nothing; print a plan:/,
    ],
    ["a failed plan", () => file("failed.json", plan([], { errored: true })), /failed\.json is a plan that failed/],
    ["other JSON", () => file("other.json", { a: 1 }), /other\.json is JSON, but not what terraform show -json prints/],
  ])("says of %s what it is and what to do, with exit code 1", (_, given, message) => {
    const { code, stderr } = hub("plan-report", given());
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  });

  test("with --base, names both sides, shows sample events, and keeps a digest that the gate knows", () => {
    const emitted = path.join(folder, "emitted");
    expect(hub("synth", "--env", "dev", "--out", emitted).code).toBe(0);
    const change = planFile("with-base.json", described("x"));
    const { stdout, code, stderr } = hub("plan-report", "--base", emitted, "--head", emitted, "--json", change);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ base: emitted, head: emitted, removed: [], approvals: [] });
    const { preview } = JSON.parse(stdout) as { preview: { events: object[] } };
    expect(preview.events.length).toBeGreaterThan(0);
    expect(hub("gate", "--approved", file("with-base.approved.json", stdout), change).code).toBe(0);
  });

  test("with --base, names the stacks that differ and have no plan, also where there is no plan at all", () => {
    const emitted = path.join(folder, "emitted");
    const before = path.join(folder, "before");
    cpSync(emitted, before, { recursive: true });
    for (const stack of ["tenant-jira", "tenant-slack"]) {
      const terraform = path.join(before, "stacks", stack, "cdk.tf.json");
      const json = JSON.parse(readFileSync(terraform, "utf8")) as object;
      writeFileSync(terraform, JSON.stringify({ ...json, locals: { was: "otherwise" } }));
    }
    const { stdout, code } = hub("plan-report", "--base", before, "--head", emitted);
    expect(stdout).toMatch(/ and nothing changes\ndiffers too, and was not planned: tenant-jira, tenant-slack\n/);
    expect(code).toBe(0);
    const slack = planFile("tenant-slack.json", described("x"));
    const markdown = hub("plan-report", "--base", before, "--head", emitted, "--format", "markdown", slack).stdout;
    expect(markdown).toContain("Differs too, and was not planned: `tenant-jira`.\n");
  });

  test("puts what several jobs have kept together, as one report that is kept like theirs", () => {
    const jobs = ["tenant-y", "tenant-z"].map((stack) => {
      const kept = path.join(folder, `${stack}.kept.json`);
      hub("plan-report", "--keep", kept, planInStack(stack, described(stack)));
      return kept;
    });
    const all = path.join(folder, "all.kept.json");
    const { code, stdout } = hub("plan-report", "--keep", all, "--format", "markdown", ...jobs);
    expect(code).toBe(2);
    const { digest } = JSON.parse(readFileSync(all, "utf8")) as { digest: string };
    expect(stdout).toContain(digest);
    expect(statSync(all).mode & 0o777).toBe(0o600);
    expect(hub("gate", "--approved", all, ...jobs)).toMatchObject({ code: 0, stdout: `pass: ${digest}\n` });
  });

  test("says what to write where there is neither a plan nor --base", () => {
    const { code, stderr } = hub("plan-report");
    expect([code, stderr]).toEqual([
      1,
      "error: write the files of plans: what terraform show -json prints of each, or reports that were kept\n",
    ]);
  });

  test("says that --head and --events need --base", () => {
    const change = planFile("without-base.json", described("x"));
    for (const option of ["head", "events"]) {
      const { code, stderr } = hub("plan-report", `--${option}`, folder, change);
      expect([code, stderr]).toEqual([1, `error: --${option} needs --base, what to compare with\n`]);
    }
  });

  test("takes no two plans of one name", () => {
    const { code, stderr } = hub("plan-report", planFile("a/plan.json"), planFile("b/plan.json"));
    expect([code, stderr]).toEqual([
      1,
      "error: two plans are called plan, and so would their stacks be; rename one of the files\n",
    ]);
  });
});

describe("gate", () => {
  test("passes what was approved, by digest and by report", () => {
    const approved = planInStack("tenant-c", described("x"));
    const report = hub("plan-report", "--json", approved).stdout;
    const { digest } = JSON.parse(report) as { digest: string };
    const kept = file("approved.json", report);
    for (const by of [digest, digest.replace("sha256:", ""), kept]) {
      expect(hub("gate", "--approved", by, approved)).toEqual({ code: 0, stdout: `pass: ${digest}\n`, stderr: "" });
    }
  });

  test("refuses another plan: by report it says what differs, by digest it shows what there is now", () => {
    const file1 = planInStack("tenant-d", described("x"));
    const report = hub("plan-report", "--json", file1).stdout;
    const { digest } = JSON.parse(report) as { digest: string };
    const kept = file("approved-d.json", report);
    const now = planInStack("tenant-d", described("y"));
    const byReport = hub("gate", "--approved", kept, now);
    expect(byReport.code).toBe(1);
    expect(byReport.stdout).toContain("not approved: tenant-d: aws_sqs_queue.q: tags.note not as approved\n");
    const byDigest = hub("gate", "--approved", digest, now);
    expect(byDigest.code).toBe(1);
    expect(byDigest.stdout).toContain("+ tags.note: y");
    expect(byDigest.stdout).toContain("not approved: what is planned is not what was approved\n");
    expect(JSON.parse(hub("gate", "--json", "--approved", digest, now).stdout)).toMatchObject({ passes: false });
  });

  test("lets a queue go only where its address is named", () => {
    const loss = planInStack("tenant-e", { address: QUEUE, actions: ["delete"], before: {} });
    const { digest } = JSON.parse(hub("plan-report", "--json", loss).stdout) as { digest: string };
    const refused = hub("gate", "--approved", digest, loss);
    expect(refused).toEqual({
      code: 1,
      stdout: `not allowed: tenant-e would delete ${QUEUE}; --allow-destroy tenant-e:${QUEUE} allows it\nrefused: ${digest}\n`,
      stderr: "",
    });
    const allow = ["--allow-destroy", "aws_kms_key.k", "--allow-destroy", `tenant-e:${QUEUE}`];
    expect(hub("gate", "--approved", digest, loss, ...allow).code).toBe(0);
  });

  test("takes no report that was changed, and nothing else for one", () => {
    const one = planInStack("tenant-f", described("x"));
    const report = hub("plan-report", "--json", one).stdout.replace("tenant-f", "tenant-g");
    expect(hub("gate", "--approved", file("altered.json", report), one).stderr).toMatch(
      /altered\.json does not list what its digest covers/,
    );
    expect(hub("gate", "--approved", file("else.json", "{}"), one).stderr).toMatch(
      /else\.json is no report; \.\/hub plan-report --json/,
    );
  });
});
