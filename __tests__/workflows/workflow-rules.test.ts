/** What must hold of every workflow: actionlint's rules, and ours for least privilege. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { project } from "../cli/hub-process";
import { jobOf, readWorkflow, workflowText, WORKFLOWS } from "./read-workflow";

const program = path.join(project, "node_modules", "@tktco", "node-actionlint", "bin", "node-actionlint.js");

function actionlint(pattern: string, cwd: string) {
  const { status, stdout } = spawnSync(process.execPath, [program, pattern], { cwd, encoding: "utf8" });
  return { status, stdout };
}

test("actionlint finds nothing", () => {
  expect(actionlint(".github/workflows/*.yml", project)).toMatchObject({ status: 0 });
});

test("actionlint would find an output that no step has", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "workflow-"));
  try {
    writeFileSync(
      path.join(folder, "broken.yml"),
      workflowText("deploy.yml").replace("outputs.base }}", "outputz.base }}"),
    );
    const { status, stdout } = actionlint("*.yml", folder);
    expect(status).not.toBe(0);
    expect(stdout).toContain("outputz");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("there is a workflow to check, to plan, to deploy and to look for drift", () => {
  expect(WORKFLOWS).toEqual(["check.yml", "deploy.yml", "drift.yml", "plan.yml"]);
});

describe.each(WORKFLOWS)("%s", (file) => {
  const workflow = readWorkflow(file);
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  it("pins each action to a commit, and names its version", () => {
    const uses = [...workflowText(file).matchAll(/uses: (.*)/g)].map(([, used = ""]) => used);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((used) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used))).toEqual([]);
  });

  it("pins the same action to the same commit as every other workflow", () => {
    const pins = new Set(WORKFLOWS.flatMap((each) => workflowText(each).match(/uses: .*/g) ?? []));
    expect(new Set([...pins].map((pin) => pin.replace(/@.*/, ""))).size).toBe(pins.size);
  });

  it("gives its token nothing but the reading of code, unless a job asks for more", () => {
    expect([{}, { contents: "read" }]).toContainEqual(workflow.permissions);
  });

  it("never runs with the secrets of the base for what a fork has written", () => {
    expect(Object.keys(workflow.on)).not.toContain("pull_request_target");
    expect(Object.keys(workflow.on)).not.toContain("workflow_run");
  });

  it("puts no expression into a script, where its value would be run", () => {
    expect(steps.filter(({ run }) => run?.includes("${{"))).toEqual([]);
  });

  it("calls in each step ./hub or a script of .github/scripts, and nothing else", () => {
    const commands = steps.flatMap(({ run }) => run?.trim().split("\n") ?? []);
    const isKnown = (command: string) => {
      const [called = ""] = command.split(" ");
      return called === "./hub" || (called.startsWith(".github/scripts/") && existsSync(path.join(project, called)));
    };
    expect(commands.filter((command) => !isKnown(command))).toEqual([]);
  });

  it("leaves no token of GitHub in the checkout", () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.filter((step) => step.with["persist-credentials"] !== false)).toEqual([]);
  });

  it("ends each job in less than the hour that its credentials last", () => {
    expect(jobs.filter(([, job]) => !(Number(job["timeout-minutes"]) < 60))).toEqual([]);
  });
});

describe("who may do what", () => {
  const all = WORKFLOWS.flatMap((file) =>
    Object.entries(readWorkflow(file).jobs).map(([name, job]) => ({ at: `${file} ${name}`, job })),
  );

  test("only jobs behind the environment's approval take on the deployment role, and each guards its stacks", () => {
    const deploying = all.filter(({ job }) =>
      job.steps.some((step) => String(step.with["role-to-assume"]).includes("DEPLOYMENT_ROLE")),
    );
    expect(deploying.map(({ at }) => at)).toEqual(["deploy.yml shared", "deploy.yml stacks", "deploy.yml removed"]);
    for (const { job } of deploying) {
      expect(job.environment).toBeDefined();
      expect(job.concurrency?.group).toMatch(/^deploy-/);
      expect(job.concurrency?.["cancel-in-progress"]).toBe(false);
    }
    expect(jobOf("deploy.yml", "stacks").concurrency?.group).toContain("${{ matrix.job.name }}");
  });

  test("what runs a pull request's code with a role is never for forks", () => {
    expect(jobOf("plan.yml", "affected").if).toBe("github.event.pull_request.head.repo.full_name == github.repository");
    expect(jobOf("plan.yml", "plan").needs).toBe("affected");
    expect(jobOf("plan.yml", "plan").if).not.toMatch(/always|cancelled|failure/);
    expect(jobOf("plan.yml", "report").if).toContain("needs.affected.result == 'success'");
    const ofPullRequests = all.filter(({ at }) => at.startsWith("check.yml"));
    expect(ofPullRequests.filter(({ job }) => job.permissions !== undefined)).toEqual([]);
    expect(workflowText("check.yml")).not.toContain("secrets.");
  });

  test("a job that may write to a pull request runs what the base holds, and takes on no role", () => {
    const { steps, permissions } = jobOf("plan.yml", "comment");
    expect(permissions).toEqual({ contents: "read", "pull-requests": "write" });
    expect(steps[0]?.with["ref"]).toBe("${{ github.event.pull_request.base.sha }}");
  });

  test("no job that may write to pull requests or issues has a role in AWS", () => {
    const writing = all.filter(({ job }) =>
      Object.entries(job.permissions ?? {}).some(([what, may]) => may === "write" && what !== "id-token"),
    );
    expect(writing.map(({ at }) => at)).toEqual(["drift.yml issues", "plan.yml comment"]);
    expect(writing.filter(({ job }) => job.permissions?.["id-token"] !== undefined)).toEqual([]);
  });

  test("a report needs every part: where one could not be planned there is none", () => {
    for (const file of ["plan.yml", "deploy.yml"]) {
      expect(jobOf(file, "report").if).toContain(`contains(fromJSON('["success", "skipped"]'), needs.plan.result)`);
      expect(jobOf(file, "plan").if).toBe("fromJSON(needs.affected.outputs.jobs).plans[0] != null");
    }
  });

  test("what is kept of a plan is a redacted comment, or sealed; of drift it is what an issue tells", () => {
    const kept = all.flatMap(({ job }) =>
      job.steps.filter(({ uses }) => uses?.startsWith("actions/upload-artifact@")).map((step) => step.with["path"]),
    );
    expect(kept).toEqual([
      "parts/${{ matrix.part.name }}.sealed",
      "report.sealed",
      "parts/${{ matrix.part.name }}.json",
      "parts/${{ matrix.part.name }}.sealed",
      "comment.md",
    ]);
    expect(jobOf("drift.yml", "drift").steps.at(-1)?.with["path"]).toBe("parts/${{ matrix.part.name }}.json");
  });
});
