import type { ProgramEnvironment } from "./terraform";
import { Terraform } from "./terraform";
import { stackFolder, type Emitted } from "./synthesize";

/**
 * Emitted stacks on their way into accounts, each by a Terraform of its own, as CI deploys them: all at once, but for
 * the order in which they depend on one another. Most of the time is the provider waiting for queues.
 */
export class Deployment {
  private readonly started = new Map<string, Promise<Terraform>>();

  /** @param env of every Terraform, or of each stack's own */
  constructor(
    private readonly emitted: Emitted,
    private readonly env: ProgramEnvironment | ((stack: string) => ProgramEnvironment),
  ) {}

  /** Names of the stacks. */
  get stacks(): string[] {
    return this.emitted.stacks.map(({ name }) => name);
  }

  /** Terraform in a stack's folder, initialised. */
  terraform(stack: string): Promise<Terraform> {
    const known = this.started.get(stack);
    if (known !== undefined) return known;
    const env = typeof this.env === "function" ? this.env(stack) : this.env;
    const terraform = new Terraform(stackFolder(this.emitted, stack), env);
    const initialised = terraform.init().then(() => terraform);
    this.started.set(stack, initialised);
    return initialised;
  }

  async applyAll(): Promise<void> {
    await Promise.all(this.stacks.map((stack) => this.terraform(stack)));
    await this.inOrder(
      ({ dependencies }) => dependencies,
      async (terraform) => terraform.apply(),
    );
  }

  async destroyAll(): Promise<void> {
    await this.inOrder(
      ({ name }) => this.emitted.stacks.filter((stack) => stack.dependencies.includes(name)).map((stack) => stack.name),
      async (terraform) => terraform.destroy(),
    );
  }

  /** @returns the stacks that Terraform would still change */
  async changedStacks(): Promise<string[]> {
    const plans = this.stacks.map(async (stack) => {
      const terraform = await this.terraform(stack);
      if (!(await terraform.plan())) return [];
      const changes = await terraform.plannedChanges();
      return changes.map(({ address, actions }) => `${stack}: ${actions.join()} ${address}`);
    });
    return (await Promise.all(plans)).flat();
  }

  /** Does something in every stack, after it is done in those that must come first. */
  private async inOrder(
    first: (stack: Emitted["stacks"][number]) => readonly string[],
    action: (terraform: Terraform) => Promise<void>,
  ): Promise<void> {
    const done = new Map<string, Promise<void>>();
    const inStack = (name: string): Promise<void> => {
      const known = done.get(name);
      if (known !== undefined) return known;
      const stack = this.emitted.stacks.find((candidate) => candidate.name === name);
      if (stack === undefined) throw new Error(`There is no stack ${name}`);
      const promise = Promise.all(first(stack).map(inStack)).then(async () => action(await this.terraform(name)));
      done.set(name, promise);
      return promise;
    };
    await Promise.all(this.stacks.map(inStack));
  }
}
