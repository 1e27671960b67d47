/** Runs the `run:` steps of a workflow's job as a GitHub runner would, in a repository of two commits. */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
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
import { project } from "../cli/hub-process";
import { FakeTerraform } from "../deployment/fake-terraform";
import { jobOf, readWorkflow } from "./read-workflow";

/** A step that was run. */
export interface StepRun {
  readonly run: string;
  readonly code: number | null;
  readonly said: string;
}

/** What stands between `${{` and `}}`, and its value. One that a step needs and that is not given is an error. */
export type Expressions = Readonly<Record<string, string>>;

/** A repository with a fake terraform and a fake gh, in whose second commit the tenant jira is changed and slack is gone. */
export class FakeRunner {
  readonly terraform = new FakeTerraform();
  readonly #home = realpathSync(mkdtempSync(path.join(tmpdir(), "hub-runner-")));
  readonly checkout = path.join(this.#home, "checkout");

  constructor() {
    const { files } = JSON.parse(readFileSync(path.join(project, "package.json"), "utf8")) as { files: string[] };
    for (const part of [...files, "environments", ".github", "package.json", "package-lock.json"]) {
      cpSync(path.join(project, part), path.join(this.checkout, part), { recursive: true });
    }
    symlinkSync(path.join(project, "node_modules"), path.join(this.checkout, "node_modules"));
    writeFileSync(path.join(this.checkout, ".gitignore"), "/node_modules\n/.cache\n");
    mkdirSync(path.join(this.#home, "bin"));
    symlinkSync(path.join(__dirname, "fake-gh.cjs"), path.join(this.#home, "bin", "gh"));
    this.ghAnswers({});
    this.git("init", "--quiet", "--initial-branch=main");
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message=First");
    const tenants = path.join(this.checkout, "environments", "dev", "tenants");
    const jira = path.join(tenants, "jira.yaml");
    const faster = readFileSync(jira, "utf8").replace(
      /invocationRateLimitPerSecond: \d+/,
      "invocationRateLimitPerSecond: 7",
    );
    writeFileSync(jira, faster);
    rmSync(path.join(tenants, "slack.yaml"));
    this.git("commit", "--quiet", "--all", "--message=Second");
  }

  git(...args: readonly string[]): string {
    const who = ["-c", "user.name=Tester", "-c", "user.email=tester@acme.example", "-c", "commit.gpgsign=false"];
    const { status, stdout, stderr } = spawnSync("git", [...who, ...args], { cwd: this.checkout, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  }

  /** By its first two arguments, such as `run list`. */
  ghAnswers(answers: Readonly<Record<string, string>>): void {
    writeFileSync(path.join(this.#home, "gh-answers.json"), JSON.stringify(answers));
  }

  /** The calls of gh since this was asked last. */
  ghCalls(): string[][] {
    const file = path.join(this.#home, "gh-calls");
    const lines = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
    rmSync(file, { force: true });
    return lines.map((line) => JSON.parse(line) as string[]);
  }

  /** What the steps have written into their summaries. */
  get summary(): string {
    return readFileSync(path.join(this.#home, "summary"), "utf8");
  }

  /** What the steps have written as outputs, since this was asked last. */
  outputs(): string {
    const file = path.join(this.#home, "output");
    const text = readFileSync(file, "utf8");
    rmSync(file);
    return text;
  }

  /** Runs a job's steps until one fails. */
  job(file: string, name: string, expressions: Expressions = {}): StepRun[] {
    const valueOf = (text: string) =>
      text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
        const value = expressions[expression];
        if (value === undefined) throw new Error(`${file} ${name} needs ${expression}`);
        return value;
      });
    const common: Readonly<Record<string, string>> = { ...readWorkflow(file).env, HUB_ENV: "dev" };
    const done: StepRun[] = [];
    for (const { run, env } of jobOf(file, name).steps) {
      if (run === undefined) continue;
      const given = Object.entries({ ...common, ...env }).map(([key, value]) => [key, valueOf(value)] as const);
      const { status, stdout, stderr } = spawnSync(
        "bash",
        ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", run],
        {
          cwd: this.checkout,
          encoding: "utf8",
          env: { ...this.#environment, ...Object.fromEntries(given) },
        },
      );
      done.push({ run, code: status, said: `${stdout}${stderr}` });
      if (status !== 0) break;
    }
    return done;
  }

  remove(): void {
    this.terraform.remove();
    rmSync(this.#home, { recursive: true });
  }

  get #environment(): Record<string, string> {
    const { PATH = "", ...others } = this.terraform.environment;
    return {
      ...others,
      PATH: `${path.join(this.#home, "bin")}${path.delimiter}${PATH}`,
      HOME: this.#home,
      FAKE_GH: this.#home,
      GITHUB_REF_NAME: "main",
      GITHUB_REPOSITORY: "acme/event-hub",
      GITHUB_OUTPUT: path.join(this.#home, "output"),
      GITHUB_STEP_SUMMARY: path.join(this.#home, "summary"),
      // Nobody answers for AWS: verify can look at nothing.
      AWS_EC2_METADATA_DISABLED: "true",
    };
  }
}
