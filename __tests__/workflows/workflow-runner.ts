/** Runs the `run:` steps of a workflow's job as a GitHub runner would. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { PackageRepository } from "../package-repository";
import { jobOf, readWorkflow } from "./read-workflow";

/** A step that was run. */
export interface StepRun {
  readonly run: string;
  readonly code: number | null;
  readonly said: string;
}

/** What stands between `${{` and `}}`, and its value. One that a step needs and that is not given is an error. */
export type Expressions = Readonly<Record<string, string>>;

/** What runs the workflows of a repository, for the environment `dev`, with a `gh` that calls nobody. */
export class WorkflowRunner {
  readonly #home: string;

  /** @param env of each step; PATH is extended */
  constructor(
    readonly repository: PackageRepository,
    private readonly env: Readonly<Record<string, string>>,
  ) {
    this.#home = path.join(repository.home, "runner");
    mkdirSync(path.join(this.#home, "bin"), { recursive: true });
    symlinkSync(path.join(__dirname, "fake-gh.cjs"), path.join(this.#home, "bin", "gh"));
    this.ghAnswers({});
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
          cwd: this.repository.checkout,
          encoding: "utf8",
          env: { ...this.#environment, ...Object.fromEntries(given) },
        },
      );
      done.push({ run, code: status, said: `${stdout}${stderr}` });
      if (status !== 0) break;
    }
    return done;
  }

  get #environment(): Record<string, string> {
    const { PATH = "", ...others } = this.env;
    return {
      ...others,
      PATH: `${path.join(this.#home, "bin")}${path.delimiter}${PATH}`,
      HOME: this.#home,
      FAKE_GH: this.#home,
      GITHUB_REF_NAME: "main",
      GITHUB_REPOSITORY: "acme/event-hub",
      GITHUB_OUTPUT: path.join(this.#home, "output"),
      GITHUB_STEP_SUMMARY: path.join(this.#home, "summary"),
    };
  }
}
