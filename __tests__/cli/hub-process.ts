import { spawnSync } from "node:child_process";
import path from "node:path";

/** The project's folder. */
export const project = path.join(__dirname, "..", "..");

/** What a finished process left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function finished(program: string, args: readonly string[], cwd: string): Finished {
  const env = { ...process.env, HUB_ENV: undefined, CDKTF_OUTDIR: undefined };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

/** Runs `./hub` as a user would. */
export function hub(...args: readonly string[]): Finished {
  return finished(path.join(project, "hub"), args, project);
}

/** Runs `npm start`. */
export function npmStart(): Finished {
  return finished("npm", ["start", "--silent"], project);
}
