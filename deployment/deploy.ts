/** Applies stacks: each is planned, its plan must pass the gate, and that very plan is applied. */
import { gate, planReport, refusalsOf, type GateVerdict, type PlanReport, type StoredReport } from "../review";
import { TerraformFailure, type Step } from "./diagnostics";
import { isThere, type StackEnding, type StackOutcome, type Verification } from "./endings";
import { inOrder } from "./in-order";
import { Plans, type SavedPlan, type StackAccess } from "./plans";
import type { EmittedFolder, Selection } from "./stack";
import { saveOrKeep } from "./unsaved-state";

/** What a deployment is given. */
export interface DeploymentRequest {
  /** `removed` are destroyed, when all others are there; leave them out where nobody said so. */
  readonly stacks: Selection;
  /** Stacks that are worked on at once. Each Terraform takes about 0.8 GB. */
  readonly atOnce: number;
  /** A kept report, of which any part is deployed; or a digest, which must be that of all plans. */
  readonly approved: StoredReport | string | undefined;
  /** Addresses, or `stack:address`, of what may be lost. */
  readonly allowDestroy: readonly string[];
  /** Compares one stack with what is declared; throws nothing. */
  readonly verify: ((stack: string) => Promise<Verification>) | undefined;
  /** Looks whether a stack that is destroyed is gone; throws nothing. */
  readonly verifyGone?: ((stack: string) => Promise<Verification>) | undefined;
  /** Is asked before a plan that changes something is applied; absent where nobody needs to be. */
  readonly confirm?: (stack: string, report: PlanReport) => Promise<boolean>;
  /** Does what is left to do for a stack that is there, such as moving its state. */
  readonly settle?: (stack: EmittedFolder) => Promise<void>;
  /** Absolute path of the file for a stack's state, where that cannot be saved. */
  readonly keepUnsavedAs: (stack: string) => string;
  /** As whom Terraform works; as this process when absent. */
  readonly accessTo?: (stack: string) => StackAccess;
  readonly interruption: AbortSignal;
  readonly onStep?: (stack: string, step: Step | "verify") => void;
  /** Is told when a stack has ended, and again when it could be verified only later. */
  readonly onOutcome?: (outcome: StackOutcome) => void;
}

/** What became of a deployment. */
export interface DeploymentResult {
  readonly outcomes: readonly StackOutcome[];
  /** Why nothing was applied at all: sentences. */
  readonly refused: readonly string[];
  readonly seconds: number;
}

type Task = EmittedFolder & { readonly mode: "apply" | "destroy" };

/**
 * Deploys. A stack that fails stops only what depends on it. Saved plans are removed in any case.
 *
 * @throws DeploymentError when there is no Terraform, or stacks wait for each other
 */
export async function deploy(request: DeploymentRequest): Promise<DeploymentResult> {
  const deployment = new Deployment(request);
  try {
    return await deployment.run();
  } finally {
    deployment.discard();
  }
}

class Deployment {
  private readonly plans: Plans;
  private readonly began = Date.now();
  /** Plans that were made before anything was applied. */
  private readonly made = new Map<string, SavedPlan>();

  constructor(private readonly request: DeploymentRequest) {
    this.plans = new Plans(request.interruption, request.accessTo);
  }

  async run(): Promise<DeploymentResult> {
    const { apply, removed } = this.request.stacks;
    const tasks = apply.map((stack): Task => ({ ...stack, mode: "apply" }));
    const destroyed = removed.map((stack): Task => ({ ...stack, mode: "destroy" }));
    const refused = await this.refusedTogether([...tasks, ...destroyed]);
    if (refused !== undefined) return this.result(refused.outcomes, refused.reasons);
    const applied = await this.inOrder(tasks);
    // What is destroyed may have been replaced by what is applied: it goes last, and only when nothing is missing.
    const missing = applied.find((outcome) => !isThere(outcome))?.stack;
    const gone =
      missing === undefined
        ? await this.inOrder(destroyed)
        : destroyed.map((task) =>
            this.told(
              outcomeOf(task, notBegun(`stacks are destroyed when all others are there, and ${missing} is not`)),
            ),
          );
    return this.result([...(await this.verifiedLater(applied)), ...gone], []);
  }

  discard(): void {
    this.plans.discard();
  }

  private result(outcomes: readonly StackOutcome[], refused: readonly string[]): DeploymentResult {
    return { outcomes, refused, seconds: secondsSince(this.began) };
  }

  private inOrder(tasks: readonly Task[]): Promise<StackOutcome[]> {
    return this.each(tasks, async (task) => this.deployed(task));
  }

  private each(tasks: readonly Task[], work: (task: Task) => Promise<StackOutcome>): Promise<StackOutcome[]> {
    const { atOnce, interruption } = this.request;
    return inOrder(tasks, {
      atOnce,
      interruption,
      isDone: isThere,
      work: async (task) => this.told(await work(task)),
      notBegun: (task, because) =>
        this.told(
          outcomeOf(
            task,
            notBegun(because === undefined ? "the deployment was interrupted" : `it waits for ${because}`),
          ),
        ),
    });
  }

  private told(outcome: StackOutcome): StackOutcome {
    this.request.onOutcome?.(outcome);
    return outcome;
  }

  /** A digest is that of all plans: they are made first, and nothing is applied unless they are those. */
  private async refusedTogether(tasks: readonly Task[]) {
    const { approved, interruption } = this.request;
    if (typeof approved !== "string") return undefined;
    const planned = await inOrder(
      tasks.map((task) => ({ ...task, dependencies: [] })),
      {
        atOnce: this.request.atOnce,
        interruption,
        isDone: () => true,
        work: (task) =>
          this.guarded(task, async (onStep) => {
            this.made.set(task.name, await this.plans.save(task, task.mode, onStep));
            return { kind: "unchanged" };
          }),
        notBegun: (task) => outcomeOf(task, notBegun("the deployment was interrupted")),
      },
    );
    const unplanned = planned.filter((outcome) => !isThere(outcome));
    const verdict = this.verdictOn(planReport([...this.made.values()].map((plan) => plan.planned)));
    const reasons =
      unplanned.length > 0 ? ["the digest is that of all plans, and not all could be made"] : refusalsOf(verdict);
    if (reasons.length === 0) return undefined;
    const outcomes = planned.map((outcome) =>
      this.told(isThere(outcome) ? { ...outcome, ending: notBegun("the plans were refused") } : outcome),
    );
    return { reasons, outcomes };
  }

  private async deployed(task: Task): Promise<StackOutcome> {
    const outcome = await this.guarded(task, async (onStep) => {
      const plan = this.made.get(task.name) ?? (await this.plans.save(task, task.mode, onStep));
      try {
        const ending = await this.applied(task, plan, onStep);
        if (isThere({ ending })) await this.request.settle?.(task);
        return ending;
      } catch (error) {
        throw await this.withUnsavedState(error, task, plan);
      } finally {
        plan.discard();
      }
    });
    const { verify, verifyGone } = this.request;
    return isThere(outcome) ? this.verified(outcome, task.mode === "apply" ? verify : verifyGone) : outcome;
  }

  private async withUnsavedState(error: unknown, task: Task, plan: SavedPlan): Promise<unknown> {
    if (!(error instanceof TerraformFailure)) return error;
    const unsaved = await saveOrKeep(task, plan, this.request.keepUnsavedAs(task.name));
    return unsaved === undefined ? error : new TerraformFailure(error.step, error.diagnostics, error.lock, unsaved);
  }

  private async applied(task: Task, { planned, terraform, file }: SavedPlan, onStep: (step: Step) => void) {
    const report = planReport([planned]);
    const isEmpty = planned.changes.length === 0 && Object.keys(planned.outputs).length === 0;
    if (isEmpty && planned.incomplete.length === 0) return { kind: "unchanged" } as const;
    const reasons = typeof this.request.approved === "string" ? [] : refusalsOf(this.verdictOn(report));
    if (reasons.length > 0) return { kind: "refused", reasons } as const;
    const isWanted = (await this.request.confirm?.(task.name, report)) ?? true;
    // What was interrupted after it was planned shall not begin to be applied, and who left the question has not said no.
    if (this.request.interruption.aborted) return { kind: "interrupted", step: "plan", diagnostics: [] } as const;
    if (!isWanted) return { kind: "declined" } as const;
    onStep("apply");
    await terraform.apply(file);
    return { kind: task.mode === "destroy" ? "destroyed" : "applied", counts: report.counts } as const;
  }

  private verdictOn(report: PlanReport): GateVerdict {
    // Where nobody approved anything, it still counts what would be lost.
    return gate(report, this.request.approved ?? report.digest, this.request.allowDestroy);
  }

  /** Does the work, and makes an ending of what Terraform throws. */
  private async guarded(
    task: Task,
    work: (onStep: (step: Step) => void) => Promise<StackEnding>,
  ): Promise<StackOutcome> {
    const began = Date.now();
    const ending = await work((step) => this.request.onStep?.(task.name, step)).catch((error: unknown): StackEnding => {
      if (!(error instanceof TerraformFailure)) throw error;
      const { step, diagnostics, lock, unsaved } = error;
      if (this.request.interruption.aborted) return { kind: "interrupted", step, diagnostics, unsaved };
      return { kind: "failed", step, diagnostics, lock, unsaved };
    });
    return outcomeOf(task, ending, secondsSince(began));
  }

  private async verified(outcome: StackOutcome, verify: DeploymentRequest["verify"]): Promise<StackOutcome> {
    const { interruption, onStep } = this.request;
    if (verify === undefined || interruption.aborted) return outcome;
    const began = Date.now();
    onStep?.(outcome.stack, "verify");
    const verification = await verify(outcome.stack);
    return { ...outcome, verification, seconds: outcome.seconds + secondsSince(began) };
  }

  /** Who may look is declared by a stack, too: what could not be looked at before it was applied can be now. */
  private async verifiedLater(outcomes: readonly StackOutcome[]): Promise<StackOutcome[]> {
    const later: StackOutcome[] = [];
    let works = true;
    for (const outcome of outcomes) {
      const again: StackOutcome =
        works && isToBeVerified(outcome) ? await this.verified(outcome, this.request.verify) : outcome;
      if (again !== outcome) works = !isToBeVerified(again);
      later.push(again === outcome || !works ? outcome : this.told(again));
    }
    return later;
  }
}

function isToBeVerified({ verification }: StackOutcome): boolean {
  return verification?.kind === "not verified" && verification.again;
}

function notBegun(because: string): StackEnding {
  return { kind: "not begun", because };
}

function outcomeOf({ name }: Task, ending: StackEnding, seconds = 0): StackOutcome {
  return { stack: name, ending, verification: undefined, seconds };
}

function secondsSince(began: number): number {
  return Math.round((Date.now() - began) / 100) / 10;
}
