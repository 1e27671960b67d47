/** docs/gitlab-ci.yml holds what the workflows of GitHub hold. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { project } from "../cli/hub-process";

const jobSchema = z.looseObject({
  script: z.array(z.string()).default([]),
  before_script: z.array(z.string()).default([]),
  environment: z.looseObject({ name: z.string() }).optional(),
  resource_group: z.string().optional(),
  variables: z.record(z.string(), z.string()).default({}),
  artifacts: z.looseObject({ paths: z.array(z.string()), access: z.string() }).optional(),
});

const { stages, ...others } = z
  .looseObject({ stages: z.array(z.string()) })
  .parse(parse(readFileSync(path.join(project, "docs", "gitlab-ci.yml"), "utf8")));
const jobs = Object.entries(others).flatMap(([name, job]) =>
  name === "default" || name === "variables" ? [] : [[name, jobSchema.parse(job)] as const],
);

test("there is a stage to check, to plan, to deploy and to look for drift", () => {
  expect(stages).toEqual(["check", "plan", "deploy", "drift"]);
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

test("only the job behind the protected environment takes on the deployment role, one at a time", () => {
  const deploying = jobs.filter(([, { variables }]) => variables["AWS_ROLE_ARN"] === "$DEPLOYMENT_ROLE");
  expect(deploying.map(([name]) => name)).toEqual(["deploy"]);
  expect(deploying[0]?.[1]).toMatchObject({ environment: { name: "$HUB_ENV" }, resource_group: "$HUB_ENV" });
});

test("what is kept is sealed or redacted, and never public", () => {
  const kept = jobs.flatMap(([, { artifacts }]) => (artifacts === undefined ? [] : [artifacts]));
  expect(kept.map(({ access }) => access)).toEqual(["developer", "developer"]);
  expect(new Set(kept.flatMap(({ paths }) => paths))).toEqual(new Set(["plan-report.md", "report.sealed"]));
});
