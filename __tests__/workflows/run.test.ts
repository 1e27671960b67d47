/** The workflows' steps, run in a repository of their own, with stand-ins for terraform and gh. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { planReport, reportInMarkdown } from "../../review";
import { FakeRunner } from "./fake-runner";
import { affectedOf, givenToPlan, givenToReport } from "./planning";
import type { StepRun } from "./workflow-runner";

const KEY = Buffer.alloc(32, 7).toString("base64");

// Plans and deployments start ./hub a dozen times, each of which emits an environment.
jest.setTimeout(240_000);

let runner: FakeRunner;

beforeAll(() => {
  runner = new FakeRunner();
});
afterAll(() => {
  runner.remove();
});

const codes = (steps: readonly StepRun[]) =>
  steps.map(({ run, code }) => `${run.split(" ").slice(0, 2).join(" ")}: ${code}`);
const sealing = (commit: string) => ({ "secrets.REPORT_KEY": KEY, "github.sha": commit });

/** What gh says of runs, newest first. */
const runs = (...ended: readonly (readonly [conclusion: string, headSha: string])[]) =>
  JSON.stringify(ended.map(([conclusion, headSha]) => ({ conclusion, headSha })));

/** What the job `affected` says. */
function affected(base: string, file = "deploy.yml") {
  const steps = runner.job(file, "affected", { "inputs.base": base, "github.token": "t" });
  expect(steps.map(({ code }) => code)).toEqual([0]);
  return affectedOf(runner.outputs());
}

/** Runs the jobs that plan what `affected` says, and the one that puts their reports together. */
function planned(file: string, what: ReturnType<typeof affected>, commit: string): StepRun[] {
  const planning = what.plans.flatMap((part) =>
    runner.job(file, "plan", { ...givenToPlan(what.base, part), ...sealing(commit) }),
  );
  return [...planning, ...runner.job(file, "report", { ...givenToReport(what), ...sealing(commit) })];
}

const ofOne = (...names: readonly string[]) => names.map((name) => ({ name, stacks: [name] }));

test("check: a pull request is checked and audited, and its summary shows what it affects and does to events", () => {
  const steps = runner.job("check.yml", "check");
  expect(codes(steps)).toEqual([
    "./hub check: 0",
    "./hub test: 0",
    "./hub audit: 0",
    ".github/scripts/summary.sh ./hub: 0",
    ".github/scripts/summary.sh ./hub: 0",
  ]);
  expect(runner.summary).toContain("removed  tenant-slack");
  expect(runner.summary).toContain("- tenant-slack: no longer to acme-dev-slack_messages");
});

describe("deploy", () => {
  test("compares with the commit of the last run that succeeded", () => {
    const [first, second] = [runner.repository.git("rev-parse", "HEAD^1"), runner.repository.git("rev-parse", "HEAD")];
    runner.ghAnswers({ "run list": runs(["", second], ["success", first]) });
    expect(affected("")).toEqual({
      base: first,
      plans: ofOne("tenant-jira", "tenant-slack"),
      shared: [],
      jobs: ofOne("tenant-jira"),
      removed: ["tenant-slack"],
    });
    expect(runner.ghCalls()).toEqual([expect.arrayContaining(["run", "list", "deploy.yml", "main"])]);
  });

  test("goes on after a run that failed, and stops where it may have left what nothing would put right", () => {
    const { repository } = runner;
    const [first, second] = [repository.git("rev-parse", "HEAD^1"), repository.git("rev-parse", "HEAD")];
    runner.ghAnswers({ "run list": runs(["failure", second], ["success", first]) });
    repository.edit(repository.dev("tenants", "jira.yaml"), [
      "invocationRateLimitPerSecond: 7",
      "invocationRateLimitPerSecond: 8",
    ]);
    repository.git("commit", "--quiet", "--all", "--message=Third");
    expect(affected("").base).toBe(first);
    // Slack is gone on both sides, and jira as it was before the run that failed.
    repository.git("checkout", "--quiet", first, "--", "environments/dev/tenants/jira.yaml");
    repository.git("commit", "--quiet", "--all", "--message=Fourth");
    const [step] = runner.job("deploy.yml", "affected", { "inputs.base": "", "github.token": "t" });
    expect(step?.code).toBe(1);
    expect(step?.said).toContain(
      `::error::The run of ${second} did not end well, and may have changed tenant-jira, which ${first} and this commit have alike.`,
    );
    repository.git("reset", "--quiet", "--hard", second);
  });

  test("compares with nothing that this commit has not come from, and runs none of its code", () => {
    const { repository } = runner;
    const second = repository.git("rev-parse", "HEAD");
    repository.git("checkout", "--quiet", "--detach", "HEAD^1");
    writeFileSync(repository.file("cli", "hub.ts"), 'throw new Error("code of another branch");\n');
    repository.git("commit", "--quiet", "--all", "--message=Another branch");
    const other = repository.git("rev-parse", "HEAD");
    repository.git("checkout", "--quiet", "main");
    expect(repository.git("rev-parse", "HEAD")).toBe(second);
    const refused = `::error::${other} is no commit that ${second} has come from; write one that was deployed`;
    const ways = [
      runner.job("deploy.yml", "affected", { "inputs.base": other, "github.token": "t" }),
      runner.job("deploy.yml", "plan", {
        ...givenToPlan(other, { name: "tenant-jira", stacks: ["tenant-jira"] }),
        ...sealing(second),
      }),
      runner.job("deploy.yml", "report", { ...givenToReport({ base: other, plans: [] }), ...sealing(second) }),
    ];
    for (const [step] of ways) {
      expect(step?.code).toBe(1);
      expect(step?.said).toContain(refused);
      expect(step?.said).not.toContain("code of another branch");
      expect(step?.said.trim()).toBe(refused);
    }
  });

  test("before the first run, every stack is added, the shared ones first", () => {
    runner.ghAnswers({ "run list": "[]" });
    const { base, plans, shared, jobs, removed } = affected("");
    expect([base, removed]).toEqual(["", []]);
    expect(shared).toEqual(["central-bus", "connection-credentials"]);
    expect(jobs).toEqual(expect.arrayContaining(ofOne("tenant-jira")));
    expect(plans).toEqual(ofOne(...shared, ...jobs.flatMap(({ stacks }) => stacks)));
  });

  test("applies what was planned, with a report that was sealed in between, and destroys what is gone", () => {
    const [first, second] = [runner.repository.git("rev-parse", "HEAD^1"), runner.repository.git("rev-parse", "HEAD")];
    // What is gone was there.
    writeFileSync(path.join(runner.terraform.home, "states", "tenant-slack"), "");
    const steps = planned("deploy.yml", affected(first), second);
    expect(codes(steps)).toEqual([
      '.github/scripts/plan.sh "$BASE": 0',
      '.github/scripts/plan.sh "$BASE": 0',
      '.github/scripts/report.sh "$BASE": 0',
      ".github/scripts/sealed-report.mjs seal: 0",
    ]);
    for (const file of ["report.sealed", "parts/tenant-jira.sealed"]) {
      expect(readFileSync(runner.repository.file(file)).includes("tenant-jira")).toBe(false);
    }
    expect(readdirSync(runner.repository.file("parts"))).toEqual(["tenant-jira.sealed", "tenant-slack.sealed"]);
    expect(readFileSync(runner.repository.file("report.json"), "utf8")).toContain("tenant-jira");
    rmSync(runner.repository.file("report.json"));

    const deployed = runner.job("deploy.yml", "stacks", {
      ...sealing(second),
      "join(matrix.job.stacks, ' ')": "tenant-jira",
      "inputs.allow-destroy": "",
    });
    expect(deployed.map(({ code }) => code)).toEqual([0, 0]);
    expect(deployed.at(-1)?.said).toContain("tenant-jira  applied: 1 created");
    expect(deployed.at(-1)?.said).toContain("::warning::All stacks are applied");

    const removal = (allowed: string) =>
      runner.job("deploy.yml", "removed", {
        ...sealing(second),
        "needs.affected.outputs.base": first,
        "join(fromJSON(needs.affected.outputs.jobs).removed, ' ')": "tenant-slack",
        "inputs.allow-destroy": allowed,
      });
    expect(removal("").map(({ code }) => code)).toEqual([0, 1]);
    expect(removal("tenant-slack:aws_sqs_queue.queue").map(({ code }) => code)).toEqual([0, 0]);
    expect(runner.terraform.applied).toEqual(["tenant-jira"]);
  });

  test("applies nothing that the sealed report does not hold", () => {
    const second = runner.repository.git("rev-parse", "HEAD");
    const steps = runner.job("deploy.yml", "shared", {
      ...sealing(second),
      "join(fromJSON(needs.affected.outputs.jobs).shared, ' ')": "central-bus connection-credentials",
      "inputs.allow-destroy": "",
    });
    expect(steps.map(({ code }) => code)).toEqual([0, 1]);
    expect(steps.at(-1)?.said).toContain("central-bus");
    expect(runner.terraform.applied).not.toContain("central-bus");
  });

  test("refuses a report that was sealed for another commit, or with another key", () => {
    const [first, second] = [runner.repository.git("rev-parse", "HEAD^1"), runner.repository.git("rev-parse", "HEAD")];
    const opened = (key: string, commit: string) =>
      runner.job("deploy.yml", "shared", { "secrets.REPORT_KEY": key, "github.sha": commit })[0];
    expect([opened(KEY, first)?.code, opened(Buffer.alloc(32, 8).toString("base64"), second)?.code]).toEqual([1, 1]);
    expect(opened(KEY, first)?.said).toContain(`was not sealed with this key for the commit ${first}`);
    expect(opened("short", second)?.said).toContain("openssl rand -base64 32 prints such a key");
  });
});

describe("plan", () => {
  const reported = () => readFileSync(runner.repository.file("comment.md"), "utf8");

  test("leaves one report in Markdown, without failing because something changes", () => {
    rmSync(path.join(runner.terraform.home, "states", "tenant-jira"), { force: true });
    writeFileSync(path.join(runner.terraform.home, "states", "tenant-slack"), "");
    const what = affected("", "plan.yml");
    expect(what).toMatchObject({ base: "HEAD^1", plans: ofOne("tenant-jira", "tenant-slack") });
    const steps = planned("plan.yml", what, runner.repository.git("rev-parse", "HEAD"));
    expect(steps.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(reported()).toMatch(/^<!-- eventbridge-saas-hub: plan report -->\n## Plan: 2 stacks change\n/);
    expect(steps[0]?.said).toContain("tenant-jira  1 to create");
  });

  test("reports nothing where a part is missing, or was sealed for another commit", () => {
    const [first, second] = [runner.repository.git("rev-parse", "HEAD^1"), runner.repository.git("rev-parse", "HEAD")];
    const report = (commit: string, ...names: readonly string[]) => {
      rmSync(runner.repository.file("comment.md"), { force: true });
      const given = givenToReport({ base: "HEAD^1", plans: ofOne(...names) });
      const [step] = runner.job("plan.yml", "report", { ...given, ...sealing(commit) });
      return [step?.code, existsSync(runner.repository.file("comment.md"))];
    };
    expect(report(second, "tenant-jira", "tenant-none")).toEqual([1, false]);
    expect(report(first, "tenant-jira")).toEqual([1, false]);
  });

  test("says that nothing changes where no stack differs, and which do that were not planned", () => {
    const second = runner.repository.git("rev-parse", "HEAD");
    const report = (base: string) => {
      const steps = runner.job("plan.yml", "report", { ...givenToReport({ base, plans: [] }), ...sealing(second) });
      expect(steps.map(({ code }) => code)).toEqual([0]);
      return reported();
    };
    expect(report(second)).toMatch(/^<!--.*-->\n## Plan: nothing changes in \d+ stacks\n/);
    expect(report("HEAD^1")).toContain("Differs too, and was not planned: `tenant-jira`.");
  });

  const changing = "<!-- eventbridge-saas-hub: plan report -->\n## Plan: 1 stack changes\n";
  const comment = (text: string, found: string) => {
    writeFileSync(runner.repository.file("comment.md"), text);
    runner.ghAnswers({ "api --paginate": found });
    runner.ghCalls();
    const steps = runner.job("plan.yml", "comment", {
      "github.token": "t",
      "github.event.pull_request.number": "12",
    });
    expect(steps.map(({ code }) => code)).toEqual([0]);
    return runner.ghCalls();
  };

  test.each([
    ["writes a comment where there is none", "", ["POST", "repos/acme/event-hub/issues/12/comments"]],
    ["edits its own comment", "77\n", ["PATCH", "repos/acme/event-hub/issues/comments/77"]],
  ])("%s", (_, found, call) => {
    expect(comment(changing, found).at(-1)).toEqual(expect.arrayContaining([...call, "body=@comment.md"]));
  });

  test("writes none where nothing changes, and says so in one that is there", () => {
    const nothing = reportInMarkdown(planReport([]));
    expect(comment(nothing, "")).toHaveLength(1);
    expect(comment(nothing, "77\n").at(-1)).toContain("PATCH");
  });
});
