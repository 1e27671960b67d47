/** A revision's files beside the checkout: nothing of the checkout or of its .git changes, so nothing can be left there. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "#simulator/local";
import { packageFolder, projectFolder } from "../../catalogue/files/project-folder";
import { CommandFailure } from "../failure";

/** A revision's files with their packages, until they are discarded. */
export interface CheckedOutRevision {
  /** Full: 40 hexadecimal digits. */
  readonly commit: string;
  /** The revision's own `hub`. */
  readonly program: string;
  /** Where the command's current folder is in the revision; the project's folder where the revision has none such. */
  readonly current: string;
  /** An empty place beside the files. */
  readonly outdir: string;
  /** The same path in the revision, for one in the repository; undefined for one elsewhere. */
  readonly moved: (file: string) => string | undefined;
  /** Removes all. */
  readonly discard: () => void;
}

/**
 * The commit that a revision names.
 *
 * @param folder in the repository
 * @returns undefined where it names none
 * @throws CommandFailure where there is no git, or no repository
 */
export function commitOf(revision: string, folder = projectFolder()): string | undefined {
  git(folder, "rev-parse", "--git-dir");
  const { status, stdout } = spawnGit(folder, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  ]);
  return status === 0 ? stdout.trim() : undefined;
}

/** What is emitted follows from such files; others lie about where a pipeline works. */
const EMITTED_FROM = ["*.yaml", "*.yml", "*.ts"];

/**
 * What the files as they are can be called by.
 *
 * @param environment its folder
 * @returns the full commit that is checked out, where what is emitted follows from it alone; otherwise `working tree`
 */
export function nameOfFiles(environment: string): string {
  const project = projectFolder();
  const asked = (...args: readonly string[]) => {
    const { status, stdout } = spawnSync("git", args, { cwd: project, encoding: "utf8" });
    return status === 0 ? stdout.trim() : undefined;
  };
  const isCommitted =
    asked("status", "--porcelain", "--untracked-files=no") === "" &&
    asked("ls-files", "--others", "--exclude-standard", "--", ...EMITTED_FROM) === "" &&
    asked("ls-files", "--error-unmatch", "--", path.resolve(environment)) !== undefined;
  return (isCommitted ? asked("rev-parse", "HEAD") : undefined) ?? "working tree";
}

/**
 * Writes a commit's files into a folder of their own. Their packages are those of the checkout where the two lock files
 * agree, and are installed there otherwise.
 *
 * @throws CommandFailure when git or npm cannot
 */
export function checkOut(commit: string): CheckedOutRevision {
  const project = realpathSync(projectFolder());
  const top = realpathSync(git(project, "rev-parse", "--show-toplevel").trim());
  const folder = temporaryFolder("revision");
  const files = path.join(folder, "files");
  const moved = (file: string) => {
    const relative = path.relative(top, realpathSync(file));
    return relative.startsWith("..") || path.isAbsolute(relative) ? undefined : path.join(files, relative);
  };
  const there = path.join(files, path.relative(top, project));
  try {
    // An index of its own: git worktree would leave an entry in .git after a kill.
    const index = { GIT_INDEX_FILE: path.join(folder, "index") };
    mkdirSync(files);
    gitWith(index, top, "read-tree", commit);
    gitWith(index, top, "checkout-index", "--all", "--quiet", `--prefix=${files}${path.sep}`);
    providePackages(project, there, commit);
    const current = moved(process.cwd());
    return {
      commit,
      program: programOf(project, there, commit),
      current: current !== undefined && existsSync(current) ? current : there,
      outdir: path.join(folder, "cdktf.out"),
      moved,
      discard,
    };
  } catch (error) {
    discard();
    throw error;
  }

  function discard(): void {
    rmSync(folder, { recursive: true, force: true });
  }
}

function programOf(project: string, there: string, commit: string): string {
  // In a project that depends on this package the path leads into node_modules.
  const program = path.join(there, path.relative(project, realpathSync(packageFolder())), "hub");
  if (existsSync(program)) return program;
  throw new CommandFailure(
    `${commit.slice(0, 12)} has no ./hub to emit it with; name a folder that was emitted instead`,
  );
}

function providePackages(project: string, there: string, commit: string): void {
  const packages = path.join(there, "node_modules");
  if (existsSync(packages)) return;
  const lock = lockOf(there);
  if (lock === undefined || lock === lockOf(project)) {
    symlinkSync(path.join(project, "node_modules"), packages, "dir");
    return;
  }
  const { status, stderr } = spawnSync("npm", ["ci", "--ignore-scripts", "--loglevel=error"], {
    cwd: there,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  throw new CommandFailure(
    `the packages of ${commit.slice(0, 12)} are not those of this checkout, and npm ci cannot install them; with a ` +
      `network run this again, or emit it where it has its packages and name the folder. npm says: ${firstLine(stderr)}`,
  );
}

function lockOf(folder: string): string | undefined {
  const file = path.join(folder, "package-lock.json");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function git(folder: string, ...args: readonly string[]): string {
  return gitWith({}, folder, ...args);
}

function gitWith(more: NodeJS.ProcessEnv, folder: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnGit(folder, args, more);
  if (status === 0) return stdout;
  throw new CommandFailure(`git ${args[0] ?? ""} fails in ${folder}: ${firstLine(stderr)}`);
}

function spawnGit(folder: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const result = spawnSync("git", args, { cwd: folder, encoding: "utf8", env: { ...process.env, ...more } });
  if (result.error === undefined) return result;
  throw new CommandFailure(`git cannot be run (${result.error.message}); name folders that were emitted instead`);
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0] ?? "";
}
