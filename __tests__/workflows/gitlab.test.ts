/** docs/gitlab-ci.yml holds what the workflows of GitHub hold. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { project } from "../cli/hub-process";
import { FakeRunner } from "./fake-runner";

const KEY = Buffer.alloc(32, 7).toString("base64");

const jobSchema = z.looseObject({
  stage: z.string().optional(),
  trigger: z.unknown().optional(),
  script: z.array(z.string()).default([]),
  before_script: z.array(z.string()).default([]),
  environment: z.looseObject({ name: z.string() }).optional(),
  resource_group: z.string().optional(),
  variables: z.record(z.string(), z.string()).default({}),
  artifacts: z.looseObject({ paths: z.array(z.string()), access: z.string() }).optional(),
});

const childSchema = z.looseObject({ stages: z.array(z.string()) });

const { stages, ...others } = z
  .looseObject({ stages: z.array(z.string()) })
  .parse(parse(readFileSync(path.join(project, "docs", "gitlab-ci.yml"), "utf8")));
const jobs = Object.entries(others).flatMap(([name, job]) =>
  name === "default" || name === "variables" ? [] : [[name, jobSchema.parse(job)] as const],
);

test("there is a stage to check, to find out what differs, to plan, to report, to deploy and to look for drift", () => {
  expect(stages).toEqual(["check", "affected", "plan", "report", "deploy", "drift"]);
});

test("each line is a call of ./hub, or of a script that the workflows of GitHub call too", () => {
  const lines = jobs.flatMap(([, { script, before_script }]) => [...before_script, ...script]);
  expect(lines.length).toBeGreaterThan(8);
  const isKnown = (line: string) => {
    const [called = ""] = line.split(" ");
    return called === "./hub" || (called.startsWith(".github/scripts/") && existsSync(path.join(project, called)));
  };
  expect(lines.filter((line) => !isKnown(line))).toEqual([]);
});

test("the pipeline gives the deployment role to none of its jobs, but to those that somebody starts by hand", () => {
  expect(jobs.filter(([, { variables }]) => variables["AWS_ROLE_ARN"] === "$DEPLOYMENT_ROLE")).toEqual([]);
  const started = jobs.filter(([, { trigger }]) => trigger !== undefined);
  expect(started).toMatchObject([
    [
      "deploy",
      {
        rules: [{ when: "manual" }],
        // Those that name a job's own files would win over the child's.
        inherit: { variables: ["HUB_ENV"] },
        trigger: {
          include: [{ artifact: "child-pipeline.yml", job: "affected" }],
          strategy: "depend",
          forward: { pipeline_variables: true },
        },
      },
    ],
  ]);
});

describe("the child pipeline", () => {
  const runner = new FakeRunner();
  const child = (base: string) => {
    const file = runner.repository.file("child-pipeline.yml");
    const script = runner.repository.file(".github/scripts/child-pipeline.mjs");
    const options = {
      cwd: runner.repository.checkout,
      env: { ...process.env, HUB_ENV: "dev" },
      encoding: "utf8" as const,
    };
    const { status, stderr } = spawnSync(process.execPath, [script, base, file], options);
    expect([status, stderr]).toEqual([0, ""]);
    const { stages: order, ...made } = childSchema.parse(parse(readFileSync(file, "utf8")));
    const named = Object.entries(made).filter(([name]) => name !== "default");
    return { order, made: named.map(([name, job]) => [name, jobSchema.parse(job)] as const) };
  };

  afterAll(() => {
    runner.remove();
  });

  test("has the jobs of GitHub in their order, after one that hands on the approved report", () => {
    const { order, made } = child(runner.repository.git("rev-parse", "HEAD^1"));
    expect(order).toEqual(["report", "shared", "stacks", "removed"]);
    expect(made.map(([name, { stage, script }]) => [name, stage, script.at(-1)])).toEqual([
      ["report", "report", ".github/scripts/sealed-report.mjs open report.sealed report.json"],
      ["tenant-jira", "stacks", ".github/scripts/deploy.sh report.json tenant-jira"],
      [
        "removed",
        "removed",
        `.github/scripts/deploy.sh report.json tenant-slack --affected-by ${runner.repository.git("rev-parse", "HEAD^1")} --destroy-removed`,
      ],
    ]);
  });

  test("deploys everything where GitLab knows no commit before, what others wait for first", () => {
    const { made } = child("0".repeat(40));
    expect(made.slice(0, 2).map(([name, { stage, script }]) => [name, stage, script.at(-1)])).toEqual([
      ["report", "report", ".github/scripts/sealed-report.mjs open report.sealed report.json"],
      ["shared", "shared", ".github/scripts/deploy.sh report.json central-bus connection-credentials"],
    ]);
    expect(made.map(([name]) => name)).toContain("tenant-jira");
  });

  describe("the jobs that plan and those that look for drift", () => {
    const script = (name: string, ...args: readonly string[]) => {
      const environment = { HUB_ENV: "dev", CI_NODE_INDEX: "1", REPORT_KEY: KEY, REPORT_COMMIT: "c0ffee" };
      return spawnSync(runner.repository.file(".github/scripts", name), args, {
        cwd: runner.repository.checkout,
        env: { ...process.env, ...runner.terraform.environment, ...environment },
        encoding: "utf8",
      });
    };
    const inFile = (name: string) => readFileSync(runner.repository.file(name), "utf8");

    test("have a part each of what differs, and nothing to do where there are fewer parts", () => {
      const base = runner.repository.git("rev-parse", "HEAD^1");
      expect(script("parts.mjs", base, "parts.txt").status).toBe(0);
      expect(inFile("parts.txt")).toBe("tenant-jira tenant-jira\ntenant-slack tenant-slack\n");
      const plan = (number: number) => script("part.sh", "parts.txt", String(number), ".github/scripts/plan.sh", base);
      expect([1, 2, 3].map((number) => plan(number).status)).toEqual([0, 0, 0]);
      expect(plan(50).stdout).toBe("There are fewer parts than jobs: nothing is left for this one.\n");
      const { status } = script("report.sh", base, "report.json", "plan-report.md", "tenant-jira", "tenant-slack");
      expect(status).toBe(0);
      expect(inFile("plan-report.md")).toContain("## Plan: 1 stack changes");
    });

    test("have a part each of all stacks where there is no base", () => {
      expect(script("parts.mjs", "", "parts.txt").status).toBe(0);
      expect(inFile("parts.txt")).toMatch(/^central-bus central-bus\n/);
      expect(script("part.sh", "parts.txt", "1", "./hub", "drift").stdout).toContain("central-bus");
    });
  });

  test("takes on the deployment role in its environment alone, and never twice at once for the same stacks", () => {
    const { made } = child("");
    const deploying = made.filter(([name]) => name !== "report");
    for (const [name, job] of deploying) {
      expect(job).toMatchObject({ environment: { name: "$HUB_ENV" }, resource_group: `$HUB_ENV-${name}` });
      expect(job.variables["AWS_ROLE_ARN"]).toBe("$DEPLOYMENT_ROLE");
    }
    expect(new Set(deploying.map(([, { resource_group }]) => resource_group)).size).toBe(deploying.length);
  });
});

test("what is kept is sealed or redacted, and never public", () => {
  const kept = jobs.flatMap(([, { artifacts }]) => (artifacts === undefined ? [] : [artifacts]));
  expect(new Set(kept.map(({ access }) => access))).toEqual(new Set(["developer"]));
  expect(new Set(kept.flatMap(({ paths }) => paths))).toEqual(
    new Set(["parts.txt", "parts/*.sealed", "plan-report.md", "report.sealed", "child-pipeline.yml"]),
  );
});
