/** A git repository in a temporary folder that holds what this package holds, for what is about revisions. */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const project = path.join(__dirname, "..");

/** What the package publishes, and the environments and workflows of this project; its packages are this project's. */
export class PackageRepository {
  /** A folder that is the repository's alone; the checkout is in it. */
  readonly home = realpathSync(mkdtempSync(path.join(tmpdir(), "hub-repository-")));
  readonly checkout = path.join(this.home, "checkout");

  /** Commits nothing. */
  constructor() {
    const { files } = JSON.parse(readFileSync(path.join(project, "package.json"), "utf8")) as { files: string[] };
    for (const part of [...files, "environments", ".github", "package.json", "package-lock.json"]) {
      cpSync(path.join(project, part), this.file(part), { recursive: true });
    }
    symlinkSync(path.join(project, "node_modules"), this.file("node_modules"));
    writeFileSync(this.file(".gitignore"), "/node_modules\n/.cache\n");
    mkdirSync(this.temporary);
    this.git("init", "--quiet", "--initial-branch=main");
  }

  /** For TMPDIR, so that it can be seen whether anything is left there. */
  get temporary(): string {
    return path.join(this.home, "tmp");
  }

  /** The path of a file of the checkout. */
  file(...parts: readonly string[]): string {
    return path.join(this.checkout, ...parts);
  }

  /** The path of a file of the environment `dev`. */
  dev(...parts: readonly string[]): string {
    return this.file("environments", "dev", ...parts);
  }

  /** @returns what git prints */
  git(...args: readonly string[]): string {
    const who = ["-c", "user.name=Tester", "-c", "user.email=tester@acme.example", "-c", "commit.gpgsign=false"];
    const { status, stdout, stderr } = spawnSync("git", [...who, ...args], { cwd: this.checkout, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  }

  /** Commits all that is in the checkout. @returns the commit */
  commit(message: string): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", `--message=${message}`);
    return this.git("rev-parse", "HEAD");
  }

  /** Puts text in place of text that must be there. */
  edit(file: string, ...pairs: readonly (readonly [was: string | RegExp, is: string])[]): void {
    const text = pairs.reduce(
      (current, [was, is]) => {
        const next = current.replace(was, is);
        if (next === current) throw new Error(`${file} does not hold ${String(was)}`);
        return next;
      },
      readFileSync(file, "utf8"),
    );
    writeFileSync(file, text);
  }

  remove(): void {
    rmSync(this.home, { recursive: true });
  }
}
