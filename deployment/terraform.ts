/** Terraform in the folder of one stack. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { credentialsOfPlan, credentialsOfTerraform } from "../review";
import { errorIn, terraformFailure, type Diagnostic, type Step } from "./diagnostics";
import { runTerraform } from "./program";
import type { EmittedFolder } from "./stack";

/** What a plan is for. */
export type PlanMode = "apply" | "destroy" | "refresh-only";

const MODE_ARGUMENTS: Readonly<Record<PlanMode, readonly string[]>> = {
  apply: [],
  destroy: ["-destroy"],
  "refresh-only": ["-refresh-only"],
};

/** Nobody is there to be asked, and what Terraform suggests to run next is not what is run next. */
const UNATTENDED = { TF_IN_AUTOMATION: "1", TF_INPUT: "0" };

/** Runs Terraform's commands. What fails throws a TerraformFailure, which can be shown. */
export class StackTerraform {
  /** Whatever is said of the stack, these stand nowhere in it. */
  private readonly credentials: Set<string>;

  constructor(
    private readonly stack: EmittedFolder,
    private readonly settings: { readonly environment: NodeJS.ProcessEnv; readonly interruption: AbortSignal },
  ) {
    this.credentials = new Set(credentialsOfTerraform(this.terraform));
  }

  /** The stack's `cdk.tf.json`, parsed; undefined where it cannot be read, of which Terraform tells more. */
  get terraform(): unknown {
    try {
      return JSON.parse(readFileSync(path.join(this.stack.folder, "cdk.tf.json"), "utf8")) as unknown;
    } catch {
      return undefined;
    }
  }

  /** @param backend what the backend is told beyond what was emitted, such as whose credentials it uses */
  init(backend: readonly string[] = []): Promise<void> {
    return this.run("init", ["init", "-input=false", "-json", ...backend.map((each) => `-backend-config=${each}`)]);
  }

  /** Takes the state from where it was kept until now to where the backend says. Terraform does that without `-json` alone. */
  moveState(backend: readonly string[]): Promise<void> {
    const told = backend.map((each) => `-backend-config=${each}`);
    return this.run("init", ["init", "-input=false", "-migrate-state", "-force-copy", ...told]);
  }

  /** Saves a plan into a file. */
  plan(file: string, mode: PlanMode): Promise<void> {
    return this.run("plan", ["plan", "-input=false", "-json", `-out=${file}`, ...MODE_ARGUMENTS[mode]]);
  }

  /** A saved plan as `terraform show -json` prints it, parsed. */
  async show(file: string): Promise<unknown> {
    const ending = await runTerraform(["show", "-json", file], this.programSettings);
    if (!ending.succeeded) throw terraformFailure("show", [], ending, this.credentials);
    const json = JSON.parse(ending.stdout) as unknown;
    for (const value of credentialsOfPlan(json)) this.credentials.add(value);
    return json;
  }

  /** Carries out a saved plan, and nothing else. */
  apply(file: string): Promise<void> {
    return this.run("apply", ["apply", "-input=false", "-json", file]);
  }

  /** Saves a state that is in a file of the stack's folder, also in a deployment that was stopped. @returns whether that worked */
  async pushState(file: string): Promise<boolean> {
    const settings = { ...this.programSettings, interruption: new AbortController().signal };
    return (await runTerraform(["state", "push", file], settings)).succeeded;
  }

  private async run(step: Step, args: readonly string[]): Promise<void> {
    const errors: Diagnostic[] = [];
    const onLine = (line: string) => {
      const error = errorIn(line);
      if (error !== undefined) errors.push(error);
    };
    const ending = await runTerraform(args, { ...this.programSettings, onLine });
    if (!ending.succeeded) throw terraformFailure(step, errors, ending, this.credentials);
  }

  private get programSettings() {
    const { environment, interruption } = this.settings;
    return { folder: this.stack.folder, environment: { ...environment, ...UNATTENDED }, interruption };
  }
}
