/** One side of a comparison: a folder that was emitted, a revision, or the files as they are. */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { UnreadableTerraformError } from "#simulator/topology";
import { readOutput, type StackOutput } from "../../review";
import { CommandFailure } from "../failure";
import { withProgress } from "../text/terminal";
import { checkOut, commitOf, type CheckedOutRevision } from "./checked-out-revision";
import { readFromEmitted } from "./emitted-topology";
import { loadForCommand, type EnvironmentOptions } from "./environment-option";

/** What is compared, and what it was read from. */
export interface ComparedOutput {
  /** The folder, the full commit, or `working tree`. */
  readonly from: string;
  readonly stacks: readonly StackOutput[];
}

/**
 * The output of a folder that CDKTF wrote, or of a revision: that is emitted with the revision's own code.
 *
 * @param named a folder that holds manifest.json, or what git knows as a revision
 * @throws CommandFailure when it is neither, or cannot be read or emitted
 */
export function namedOutput(named: string, { env }: EnvironmentOptions): ComparedOutput {
  if (existsSync(path.join(named, "manifest.json"))) return { from: named, stacks: stacksIn(named) };
  if (statSync(named, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new CommandFailure(`${named} has no manifest.json: it is not what ./hub synth wrote`);
  }
  const commit = commitOf(named);
  if (commit === undefined) {
    throw new CommandFailure(`${named} is neither a folder nor a revision of this repository (git rev-parse ${named})`);
  }
  return { from: commit, stacks: withProgress(`Synthesizing ${named}`, () => stacksOfCommit(commit, env)) };
}

/** The output of the files as they are; undefined when the environment has errors, which are then printed. */
export function outputOfWorkingTree(options: EnvironmentOptions): ComparedOutput | undefined {
  const environment = loadForCommand(options);
  return environment && { from: "working tree", stacks: readFromEmitted(environment, stacksIn) };
}

function stacksOfCommit(commit: string, env: string): StackOutput[] {
  const revision = checkOut(commit);
  try {
    emit(revision, env);
    return stacksIn(revision.outdir);
  } finally {
    revision.discard();
  }
}

function emit(revision: CheckedOutRevision, env: string): void {
  const args = [revision.program, "synth", "--env", environmentIn(revision, env), "--out", revision.outdir];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: revision.current,
    encoding: "utf8",
    env: { ...process.env, CDKTF_OUTDIR: undefined },
  });
  if (status === 0) return;
  const said = stderr.replaceAll(`${path.dirname(revision.outdir)}${path.sep}files${path.sep}`, "").trim();
  throw new CommandFailure(`${revision.commit.slice(0, 12)} cannot be emitted; its own ./hub synth says:\n${said}`);
}

/** A name stays a name. A folder of the checkout is meant as it was in the revision. */
function environmentIn({ moved }: CheckedOutRevision, env: string): string {
  if (!path.isAbsolute(env)) return env;
  const there = existsSync(env) ? moved(env) : undefined;
  if (there !== undefined) return there;
  throw new CommandFailure(`${env} is not a folder of this repository, so no revision has it`);
}

function stacksIn(outdir: string): StackOutput[] {
  try {
    return readOutput(outdir);
  } catch (error) {
    if (error instanceof UnreadableTerraformError) throw new CommandFailure(`${error.message}; run ./hub synth again`);
    throw error;
  }
}
