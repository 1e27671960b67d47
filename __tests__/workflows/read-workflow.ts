/** The workflows of GitHub Actions as far as their rules and their runs need them. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { project } from "../cli/hub-process";

const variables = z.record(z.string(), z.string()).default({});
const permissions = z.record(z.string(), z.enum(["read", "write"]));

const stepSchema = z.strictObject({
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
  run: z.string().optional(),
  env: variables,
});

const jobSchema = z.looseObject({
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  if: z.string().optional(),
  permissions: permissions.optional(),
  environment: z.string().optional(),
  concurrency: z.looseObject({ group: z.string() }).optional(),
  steps: z.array(stepSchema),
});

const workflowSchema = z.looseObject({
  on: z.record(z.string(), z.unknown()),
  permissions,
  env: variables,
  jobs: z.record(z.string(), jobSchema),
});

export type Workflow = z.infer<typeof workflowSchema>;
export type Job = z.infer<typeof jobSchema>;
export type Step = z.infer<typeof stepSchema>;

const folder = path.join(project, ".github", "workflows");

/** Files of workflows. */
export const WORKFLOWS = readdirSync(folder).sort();

/** A workflow as it is written. */
export function workflowText(file: string): string {
  return readFileSync(path.join(folder, file), "utf8");
}

/** A workflow, parsed. */
export function readWorkflow(file: string): Workflow {
  return workflowSchema.parse(parse(workflowText(file)));
}

/** A job of a workflow. */
export function jobOf(file: string, name: string): Job {
  const job = readWorkflow(file).jobs[name];
  if (job === undefined) throw new Error(`${file} has no job ${name}`);
  return job;
}
