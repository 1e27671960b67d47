/** The `hub` command with a stand-in for Terraform. */
import { spawn } from "node:child_process";
import path from "node:path";
import type { FakeTerraform } from "../deployment/fake-terraform";
import { project, type Finished } from "./hub-process";

/** @param whileRunning is done with the process under way */
export async function hubWith(
  terraform: FakeTerraform,
  args: readonly string[],
  whileRunning?: (pid: number) => Promise<void>,
): Promise<Finished> {
  const env = { ...process.env, HUB_ENV: undefined, CDKTF_OUTDIR: undefined, ...terraform.environment };
  const child = spawn(path.join(project, "hub"), args, { cwd: project, env });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Finished>((resolve) => {
    child.on("close", (code) => {
      resolve({ code, stdout, stderr });
    });
  });
  if (child.pid !== undefined) await whileRunning?.(child.pid);
  return ended;
}

/** Lines without what differs from run to run. */
export function withoutTimes(text: string): string[] {
  return text
    .trimEnd()
    .replaceAll(/\d+ s$/gm, "N s")
    .split("\n");
}

/** What a command of Terraform shall do: fail as AWS lets it. */
export const FAILURE = {
  fails: { summary: "creating SQS Queue", detail: "AccessDenied: no", address: "aws_sqs_queue.queue" },
};
