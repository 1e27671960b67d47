/** Terraform as a process that can be asked to stop. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { DeploymentError } from "./failure";

/** How a program ended. */
export interface ProgramEnding {
  readonly succeeded: boolean;
  /** `exit code 1`, `SIGKILL`. */
  readonly how: string;
  /** Standard output, where it was not read line by line. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and how a program runs. */
export interface ProgramSettings {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Once aborted, the program is interrupted; it is never killed. */
  readonly interruption: AbortSignal;
  /** Takes the lines of standard output, which may be many; without it, the output is kept. */
  readonly onLine?: (line: string) => void;
}

/** What shall run is not there, and how it is had. */
const HOW_TO_GET = "install Terraform 1.10 or later (developer.hashicorp.com/terraform/install)";

/**
 * Runs Terraform to its end.
 *
 * It gets a process group of its own: Ctrl-C reaches every program of a group, and Terraform takes a second interrupt as the
 * order to give up at once, leaving its lock and losing what it has made. So it is interrupted here, and once.
 *
 * @throws DeploymentError when there is no Terraform
 */
export function runTerraform(args: readonly string[], settings: ProgramSettings): Promise<ProgramEnding> {
  const { folder, environment, interruption, onLine } = settings;
  return new Promise((resolve, reject) => {
    const child = spawn("terraform", args, {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    if (onLine === undefined) child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    else createInterface({ input: child.stdout }).on("line", onLine);
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    const interrupt = () => child.kill("SIGINT");
    if (interruption.aborted) interrupt();
    interruption.addEventListener("abort", interrupt, { once: true });
    child.on("error", (error) => {
      interruption.removeEventListener("abort", interrupt);
      reject(new DeploymentError(`terraform cannot be run (${error.message}); ${HOW_TO_GET}`));
    });
    child.on("close", (code, signal) => {
      interruption.removeEventListener("abort", interrupt);
      resolve({
        succeeded: code === 0,
        how: signal ?? `exit code ${String(code)}`,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      });
    });
  });
}
