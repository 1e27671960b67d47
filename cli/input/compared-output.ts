/** What is compared: a folder that was emitted, a revision, or the files as they are; and the stacks that differ. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, statSync } from "node:fs";
import path from "node:path";
import { UnreadableTerraformError } from "#simulator/topology";
import { findEnvironment } from "../../catalogue";
import { count } from "../../catalogue/wording";
import { foldersIn, selectStacks, type Selection } from "../../deployment";
import { compareOutputs, readOutput } from "../../review";
import { CommandFailure } from "../failure";
import { note, withProgress } from "../text/terminal";
import { checkOut, commitOf, nameOfFiles, type CheckedOutRevision } from "./checked-out-revision";
import { loadForCommand, type EnvironmentOptions } from "./environment-option";
import { readFromEmitted } from "./synthesize";

/** What a command that compares two outputs is given. */
export interface ComparisonOptions extends EnvironmentOptions {
  readonly base: string;
  readonly head?: string;
}

/** What is compared, and what it was read from. */
export interface ComparedSide<T> {
  /** The folder, the full commit, or `working tree` for files that are no commit's. */
  readonly from: string;
  readonly output: T;
}

/** `--base` and `--head`, as commander wants them. */
export const BASE_OPTION = ["--base <folder|revision>", "what to compare with, such as origin/main"] as const;
export const HEAD_OPTION = [
  "--head <folder|revision>",
  "what is compared; the files as they are when left out",
] as const;

/**
 * Both sides. Each is a folder that CDKTF wrote, a revision, which is emitted with its own code, or the files as they are.
 *
 * @param read what is wanted of a folder, which may be gone afterwards
 * @returns undefined when the environment has errors, which are then printed
 * @throws CommandFailure when a side is nothing of the three, or cannot be read or emitted
 */
export function comparedSides<T>(
  options: ComparisonOptions,
  read: (outdir: string) => T,
): { base: ComparedSide<T>; head: ComparedSide<T> } | undefined {
  const head = options.head === undefined ? workingTree(options, read) : namedSide(options.head, options, read);
  return head && { base: namedSide(options.base, options, read), head };
}

/**
 * One side, as it was named.
 *
 * @param read what is wanted of a folder, which may be gone afterwards
 * @throws CommandFailure when it is no folder and no revision, or cannot be read or emitted
 */
function namedSide<T>(
  named: string,
  { env }: Pick<EnvironmentOptions, "env">,
  read: (outdir: string) => T,
): ComparedSide<T> {
  if (existsSync(path.join(named, "manifest.json"))) return { from: named, output: ofReadable(() => read(named)) };
  if (statSync(named, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new CommandFailure(`${named} has no manifest.json: it is not what ./hub synth wrote`);
  }
  const commit = commitOf(named);
  if (commit === undefined) {
    throw new CommandFailure(`${named} is neither a folder nor a revision of this repository (git rev-parse ${named})`);
  }
  return { from: commit, output: withProgress(`Synthesizing ${named}`, () => ofCommit(commit, env, read)) };
}

function workingTree<T>(options: EnvironmentOptions, read: (outdir: string) => T): ComparedSide<T> | undefined {
  const environment = loadForCommand(options);
  return environment && { from: filesAsTheyAre(options), output: readFromEmitted(environment, read) };
}

/** What the files of the environment, as they are, can be called by: see {@link nameOfFiles}. */
export function filesAsTheyAre({ env }: Pick<EnvironmentOptions, "env">): string {
  const { folder } = findEnvironment(env);
  return folder === undefined ? "working tree" : nameOfFiles(folder);
}

function ofCommit<T>(commit: string, env: string, read: (outdir: string) => T): T {
  const revision = checkOut(commit);
  try {
    emit(revision, env);
    return ofReadable(() => read(revision.outdir));
  } finally {
    revision.discard();
  }
}

function emit(revision: CheckedOutRevision, env: string): void {
  const args = [revision.program, "synth", "--env", environmentIn(revision, env), "--out", revision.outdir];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: revision.current,
    encoding: "utf8",
    env: environmentToEmitIn(),
  });
  if (status === 0) return;
  const said = stderr.replaceAll(`${path.dirname(revision.outdir)}${path.sep}files${path.sep}`, "").trim();
  throw new CommandFailure(`${revision.commit.slice(0, 12)} cannot be emitted; its own ./hub synth says:\n${said}`);
}

/** What it runs is the revision's own code, which needs nothing of AWS: credentials of this process are none of its business. */
function environmentToEmitIn(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
  return { ...Object.fromEntries(others), CDKTF_OUTDIR: undefined };
}

/** A name stays a name. A folder of the checkout is meant as it was in the revision. */
function environmentIn({ moved }: CheckedOutRevision, env: string): string {
  if (!path.isAbsolute(env)) return env;
  const there = existsSync(env) ? moved(env) : undefined;
  if (there !== undefined) return there;
  throw new CommandFailure(`${env} is not a folder of this repository, so no revision has it`);
}

/**
 * What is made of what was emitted.
 *
 * @throws CommandFailure where that is not what CDKTF writes
 */
export function ofReadable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UnreadableTerraformError) throw new CommandFailure(`${error.message}; run ./hub synth again`);
    throw error;
  }
}

/** `--affected-by`, as commander wants it. */
export const AFFECTED_BY_OPTION = [
  "--affected-by <folder|revision>",
  "only what differs from this one, such as the commit deployed before",
] as const;

/** The stacks, and what `--affected-by` is: the folder, or the full commit. */
export interface SelectedStacks {
  readonly stacks: Selection;
  readonly base: string | undefined;
}

/**
 * Chooses among the stacks of an emitted environment.
 *
 * @param outdir of the emitted environment
 * @param keep an empty folder, where the Terraform of `--affected-by` is put: what is no longer declared is destroyed
 * from there, and a revision's folder is soon gone
 * @throws CommandFailure, DeploymentError when a side cannot be read, or a name is no stack's
 */
export function selectedStacks(
  named: readonly string[],
  { outdir, keep }: { readonly outdir: string; readonly keep: string },
  options: EnvironmentOptions & { readonly affectedBy?: string },
): SelectedStacks {
  const { affectedBy } = options;
  if (affectedBy === undefined) return { stacks: selectStacks(foldersIn(outdir), named), base: undefined };
  const { output, from } = namedSide(affectedBy, options, (folder) => {
    cpSync(folder, keep, { recursive: true, filter: (file) => path.basename(file) !== ".terraform" });
    return readOutput(keep);
  });
  const comparison = ofReadable(() => compareOutputs(output, readOutput(outdir)));
  const stacks = selectStacks(foldersIn(outdir), named, { base: foldersIn(keep), comparison });
  if (!options.json) {
    const differing = stacks.apply.length + stacks.removed.length;
    note(`${count(differing, "stack")} ${differing === 1 ? "differs" : "differ"} from ${affectedBy}`);
  }
  return { stacks, base: from };
}
