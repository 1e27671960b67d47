/** A thousand tenants through the workflow that deploys them, as far as a pipeline must share them out: until they are planned. */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { planReport, plansInReport, readStoredReport, reportAsJson, type PlannedStack } from "../../review";
import { FakeRunner } from "./fake-runner";
import { affectedOf, givenToPlan, givenToReport } from "./planning";

// The environment of a thousand tenants is emitted by each job.
jest.setTimeout(240_000);

const KEY = Buffer.alloc(32, 7).toString("base64");

let runner: FakeRunner;
let commit: string;

beforeAll(() => {
  runner = new FakeRunner();
  const { repository } = runner;
  const jira = readFileSync(repository.dev("tenants", "jira.yaml"), "utf8");
  for (let tenant = 0; tenant < 1000; tenant += 1) writeFileSync(repository.dev("tenants", `t${tenant}.yaml`), jira);
  const hub = repository.dev("hub.yaml");
  writeFileSync(hub, `${readFileSync(hub, "utf8")}\nquotas:\n  rulesPerBus: 2000\n`);
  commit = repository.commit("A thousand tenants");
  runner.ghAnswers({ "run list": "[]" });
});
afterAll(() => {
  runner.remove();
});

const sealing = () => ({ "secrets.REPORT_KEY": KEY, "github.sha": commit });

/** Opens what a job has left, or seals what it would have. */
function seal(work: "seal" | "open", from: string, to: string): void {
  const { repository } = runner;
  const env = { ...process.env, REPORT_KEY: KEY, REPORT_COMMIT: commit };
  const script = repository.file(".github/scripts/sealed-report.mjs");
  const { status, stderr } = spawnSync(process.execPath, [script, work, from, to], {
    cwd: repository.checkout,
    env,
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([0, ""]);
}

test("fifty jobs plan them in parts, and one puts all of them together into one comment with one digest", () => {
  expect(
    runner.job("deploy.yml", "affected", { "inputs.base": "", "github.token": "t" }).map(({ code }) => code),
  ).toEqual([0]);
  const what = affectedOf(runner.outputs());
  const [first, ...others] = what.plans;
  expect(what.plans).toHaveLength(50);
  expect(new Set(what.plans.flatMap(({ stacks }) => stacks)).size).toBeGreaterThan(1000);
  if (first === undefined) throw new Error("there is no part");

  const planned = runner.job("deploy.yml", "plan", { ...givenToPlan("", first), ...sealing() });
  expect(planned.map(({ code }) => code)).toEqual([0]);
  const { repository } = runner;
  seal("open", `parts/${first.name}.sealed`, "first.json");
  const kept = readStoredReport(JSON.parse(readFileSync(repository.file("first.json"), "utf8")));
  const made = kept === undefined ? [] : plansInReport(kept);
  expect(made.map(({ name }) => name).sort()).toEqual([...first.stacks].sort());

  // What the other 49 would leave: plans of the same shape, under their own names.
  const [like] = made;
  if (like === undefined) throw new Error("nothing was planned");
  const all: PlannedStack[] = [...made];
  for (const { name, stacks } of others) {
    const plans = stacks.map((stack) => ({ ...like, name: stack, backend: like.backend?.replace(like.name, stack) }));
    writeFileSync(repository.file("part.json"), reportAsJson(planReport(plans)));
    seal("seal", "part.json", `parts/${name}.sealed`);
    all.push(...plans);
  }
  rmSync(repository.file("part.json"));

  const began = Date.now();
  const steps = runner.job("deploy.yml", "report", { ...givenToReport(what), ...sealing() });
  expect(steps.map(({ code }) => code)).toEqual([0, 0]);
  expect(Date.now() - began).toBeLessThan(30_000);
  const report = z
    .object({ digest: z.string(), stacks: z.array(z.object({ name: z.string() })) })
    .parse(JSON.parse(readFileSync(repository.file("report.json"), "utf8")));
  expect(report.digest).toBe(planReport(all).digest);
  expect(report.stacks).toHaveLength(all.length);
  const comment = readFileSync(repository.file("report.md"), "utf8");
  expect(comment.length).toBeLessThanOrEqual(60_000);
  expect(comment).toContain(`## Plan: ${all.length} stacks change\n`);
});
