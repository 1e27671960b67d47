import { spawn } from "node:child_process";
import { Turns } from "./turns";

/** Environment variables of a program, and nothing that happens to be set where the tests run. */
export type ProgramEnvironment = Readonly<Record<string, string>>;

/** How a program ended. */
export interface Ending {
  readonly exitCode: number;
  readonly stdout: string;
  /** Standard output and standard error, in the order they came. */
  readonly output: string;
}

/**
 * What every program needs besides its own variables.
 *
 * GOGC: at each start Terraform and the provider build and decode a schema of all of AWS, and most of that is garbage at
 * once. Not to collect it before there is a gigabyte saves a third of their processor time, which is most of what these
 * tests use, for some 100 MB more a run (measured: 2.2 and 1.45 s for `validate`).
 */
export function basicEnvironment(): ProgramEnvironment {
  const inherited = ["PATH", "HOME", "TMPDIR", "TF_CLI_CONFIG_FILE"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const fixed = { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", NO_COLOR: "1", GOGC: "off", GOMEMLIMIT: "1GiB" };
  return { ...Object.fromEntries(inherited), ...fixed };
}

/** Runs a program without a shell and without a terminal, to its end; nothing stands on its standard input. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: ProgramEnvironment },
): Promise<Ending> {
  return runWithInput(program, args, options, "");
}

/** The same with something on its standard input. */
export function runWithInput(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: ProgramEnvironment },
  input: string,
): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ["pipe", "pipe", "pipe"] });
    // A program that ends without reading what it is given is no fault of ours.
    child.stdin.on("error", () => undefined).end(input);
    const stdout: string[] = [];
    const output: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (text: string) => stdout.push(text) && output.push(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => output.push(text));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === null) reject(new Error(`${program} ${args.join(" ")} was ended by ${String(signal)}`));
      else resolve({ exitCode: code, stdout: stdout.join(""), output: output.join("") });
    });
  });
}

/** What `terraform show -json` says of a plan. */
export interface ShownPlan {
  readonly resource_changes?: readonly { readonly address: string; readonly change: { readonly actions: string[] } }[];
}

/** One planned change of a resource, from `terraform show -json`. */
export interface PlannedChange {
  readonly address: string;
  readonly actions: readonly string[];
}

/** A finding of `terraform validate -json`. */
export interface Diagnostic {
  readonly summary: string;
  readonly detail: string;
  /** Relative to the folder. */
  readonly file: string;
}

/** The changes among what is said of a plan. */
export function changesIn({ resource_changes: changes = [] }: ShownPlan): PlannedChange[] {
  return changes
    .map(({ address, change }) => ({ address, actions: change.actions }))
    .filter(({ actions }) => actions.join() !== "no-op");
}

/** Terraform's warning of where it takes the provider from: see unpacked-provider.ts. It says nothing of what is validated. */
const OVERRIDDEN = "Provider development overrides are in effect";

/** Terraform in one folder. What fails throws with Terraform's own words. */
export class Terraform {
  constructor(
    readonly folder: string,
    private readonly env: ProgramEnvironment = basicEnvironment(),
  ) {}

  async init(...args: readonly string[]): Promise<void> {
    await this.succeed(["init", "-input=false", ...args]);
  }

  async validate(): Promise<Diagnostic[]> {
    const { stdout, output } = await this.terraform(["validate", "-json"]);
    const { diagnostics } = JSON.parse(stdout === "" ? output : stdout) as {
      diagnostics: { summary: string; detail: string; range?: { filename: string } }[];
    };
    return diagnostics
      .filter(({ summary }) => summary !== OVERRIDDEN)
      .map(({ summary, detail, range }) => ({ summary, detail, file: range?.filename ?? "" }));
  }

  /** @returns whether there is anything to change */
  async plan(): Promise<boolean> {
    const { exitCode, output } = await this.terraform([
      ...["plan", "-input=false", "-detailed-exitcode", "-parallelism=100", "-out=plan"],
    ]);
    if (exitCode !== 0 && exitCode !== 2) throw new Error(`terraform plan of ${this.folder}:\n${output}`);
    return exitCode === 2;
  }

  /** What the last `plan` would change. */
  async plannedChanges(): Promise<PlannedChange[]> {
    return changesIn(await this.show("plan"));
  }

  /** What `terraform show -json` says of the state, or of the last `plan`. */
  async show(what: "state" | "plan"): Promise<ShownPlan> {
    const { stdout } = await this.succeed(["show", "-json", ...(what === "plan" ? ["plan"] : [])]);
    return JSON.parse(stdout) as ShownPlan;
  }

  async apply(): Promise<void> {
    await this.succeed(APPLY);
  }

  /**
   * Carries out the last `plan`, which need not be made a second time for it.
   *
   * @returns what Terraform says meanwhile
   */
  async applyPlan(): Promise<string> {
    return (await this.succeed([...APPLY, "plan"])).stdout;
  }

  /** For a test of how applying fails. */
  async tryApply(): Promise<Ending> {
    return this.terraform(APPLY);
  }

  async destroy(): Promise<void> {
    await this.succeed(["destroy", "-auto-approve", "-input=false", "-parallelism=100"]);
  }

  async outputs(): Promise<unknown> {
    return JSON.parse((await this.succeed(["output", "-json"])).stdout);
  }

  private async succeed(args: readonly string[]): Promise<Ending> {
    const ending = await this.terraform(args);
    if (ending.exitCode !== 0) {
      throw new Error(`terraform ${args[0] ?? ""} of ${this.folder} failed:\n${ending.output}`);
    }
    return ending;
  }

  private terraform(args: readonly string[]): Promise<Ending> {
    return TURNS.take(() => run("terraform", args, { cwd: this.folder, env: this.env }));
  }
}

// Each run holds half a gigabyte, with its provider, until it ends, and several suites run at once. Twelve are enough for
// all stacks of an environment; the examples have twice as many.
const TURNS = new Turns(12);

// The provider waits 25 seconds for each queue: 100 at once, and a stack takes no longer than one of them.
const APPLY = ["apply", "-auto-approve", "-input=false", "-parallelism=100"];
