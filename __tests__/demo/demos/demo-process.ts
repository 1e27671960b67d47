import { execFile } from "node:child_process";
import path from "node:path";
import { project, type Finished } from "../../cli/hub-process";

/** Runs `./hub demo` beside others: most of its time it waits for retries. */
export function demo(...args: readonly string[]): Promise<Finished> {
  const env = { ...process.env, HUB_ENV: undefined, CDKTF_OUTDIR: undefined };
  return new Promise((resolve) => {
    const child = execFile(path.join(project, "hub"), ["demo", ...args], { cwd: project, env }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}
