import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import path from "node:path";

/** The project's folder. */
export const project = path.join(__dirname, "..", "..");

/** What a finished process left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const env = { ...process.env, HUB_ENV: undefined, CDKTF_OUTDIR: undefined, HUB_LIVE_CREDENTIALS: undefined };

function finished(program: string, args: readonly string[], cwd: string): Finished {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

/** Runs `./hub` as a user would. */
export function hub(...args: readonly string[]): Finished {
  return finished(path.join(project, "hub"), args, project);
}

/** Runs `./hub` from another folder than the project's. */
export function hubIn(folder: string, ...args: readonly string[]): Finished {
  return finished(path.join(project, "hub"), args, folder);
}

/** Runs `npm start`. */
export function npmStart(): Finished {
  return finished("npm", ["start", "--silent"], project);
}

/** A command that runs until it is interrupted. */
export interface RunningCommand {
  /** The next line of standard output, or undefined at its end. */
  readonly nextLine: () => Promise<string | undefined>;
  /** Presses Ctrl-C and waits for the end. */
  readonly interrupt: () => Promise<Finished>;
}

const started = new Set<ChildProcess>();

/** Ends every command that {@link startHub} started and that still runs. */
export function endStartedHubs(): void {
  for (const child of started) child.kill("SIGKILL");
}

/** Starts `./hub`, with what a pipe would hand to it. */
export function startHub(args: readonly string[], input = ""): RunningCommand {
  const child = spawn(path.join(project, "hub"), args, { cwd: project, env });
  started.add(child);
  child.on("close", () => started.delete(child));
  child.stdin.end(input);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Finished>((resolve) => {
    child.on("close", (code) => {
      resolve({ code, stdout, stderr });
    });
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    nextLine: async () => {
      const next = await lines.next();
      return next.done === true ? undefined : next.value;
    },
    interrupt: () => {
      child.kill("SIGINT");
      return ended;
    },
  };
}
