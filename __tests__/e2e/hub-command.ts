import { spawn } from "node:child_process";
import path from "node:path";
import { PROJECT } from "./synthesize";
import type { Ending, ProgramEnvironment } from "./terraform";

/** Runs `./hub` as a script would: with something on standard input, without a terminal, from any folder. */
export function runHub(
  args: readonly string[],
  env: ProgramEnvironment,
  input = "",
  cwd = PROJECT,
): Promise<Ending & { stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(PROJECT, "hub"), args, { cwd, env });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ exitCode: code ?? -1, stdout, stderr, output: stdout + stderr });
    });
    child.stdin.end(input);
  });
}
