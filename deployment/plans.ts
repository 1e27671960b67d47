/** Saved plans: made, read without their secrets, and gone with the command that made them. */
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "#simulator/local";
import { backendOf, readPlan, UnusablePlanError, type PlannedStack } from "../review";
import { TerraformFailure, type Step } from "./diagnostics";
import type { EmittedFolder } from "./stack";
import { StackTerraform, type PlanMode } from "./terraform";

/** A stack's plan, which can be applied. */
export interface SavedPlan {
  readonly planned: PlannedStack;
  readonly terraform: StackTerraform;
  /** In Terraform's own format. It holds the stack's secrets. */
  readonly file: string;
  readonly discard: () => void;
}

/** As whom Terraform works on a stack, where that is not as whom this process does. */
export interface StackAccess {
  /** In place of this process's. */
  readonly environment: NodeJS.ProcessEnv;
  /** `name=value`, for the backend. */
  readonly backend: readonly string[];
}

/** Where plans are kept while they are needed: in a folder that nobody else may read. */
export class Plans {
  private readonly folder = temporaryFolder("plans");
  private readonly cache: NodeJS.ProcessEnv;
  /** Ends when one initialization has succeeded, or when none is under way. */
  private first: Promise<boolean> | undefined;

  /** @param accessTo absent where each stack's own Terraform says as whom it is worked on */
  constructor(
    private readonly interruption: AbortSignal,
    private readonly accessTo?: (stack: string) => StackAccess,
  ) {
    const { TF_PLUGIN_CACHE_DIR: own } = process.env;
    const cache = own ?? path.join(this.folder, "plugins");
    mkdirSync(cache, { recursive: true });
    this.cache = {
      TF_PLUGIN_CACHE_DIR: cache,
      // A stack was emitted a moment ago and has no lock file that a cache could break.
      TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1",
    };
  }

  /**
   * Plans a stack.
   *
   * @throws TerraformFailure
   */
  async save(stack: EmittedFolder, mode: PlanMode, onStep: (step: Step) => void): Promise<SavedPlan> {
    const { environment, backend } = this.accessTo?.(stack.name) ?? { environment: process.env, backend: [] };
    const terraform = new StackTerraform(stack, {
      environment: { ...environment, ...this.cache },
      interruption: this.interruption,
    });
    const file = path.join(this.folder, `${stack.name}.${mode}.tfplan`);
    const discard = () => {
      rmSync(file, { force: true });
    };
    try {
      onStep("init");
      await this.initialize(() => terraform.init(backend));
      onStep("plan");
      await terraform.plan(file, mode);
      onStep("show");
      const json = await terraform.show(file);
      const planned = readPlan({ name: stack.name, backend: backendOf(terraform.terraform), json });
      return { planned, terraform, file, discard };
    } catch (error) {
      discard();
      if (!(error instanceof UnusablePlanError)) throw error;
      const summary = `terraform show printed no plan that can be read (${error.reason})`;
      throw new TerraformFailure("show", [{ address: undefined, summary, detail: [] }], undefined);
    }
  }

  /** Removes all plans. */
  discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * The provider is 700 MB, so that it is downloaded once, into a cache. Terraform does not guard the cache against another
   * one that fills it at the same time; once it is full, it is only read.
   */
  private async initialize(init: () => Promise<void>): Promise<void> {
    while (this.first !== undefined) {
      if (await this.first) return init();
    }
    const initialized = init();
    this.first = initialized.then(
      () => true,
      () => {
        this.first = undefined;
        return false;
      },
    );
    await initialized;
  }
}
