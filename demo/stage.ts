import { cpSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { formatFinding, openEnvironment, type Environment } from "../catalogue";
import { stackIds } from "../catalogue/names";
import { LocalHub, temporaryFolder, type HubReport } from "#simulator/local";
import { buildTopology, type EmittedStack, type Topology } from "#simulator/topology";
import type { Example } from "./examples";
import { DemoError } from "./failure";
import type { SeenStacks } from "./observation";

/** Emits an environment's Terraform into a folder and reads it back. */
export type Synthesize = (environment: Environment, outdir: string) => readonly EmittedStack[];

/** A local hub of what an example emits, in a folder of its own that is gone with it. */
export class Stage {
  readonly reports: HubReport[] = [];
  /** Copy of the example's folder, to which files may be added. */
  readonly #environment: string;
  #emitted = 0;
  #stacks: readonly EmittedStack[] = [];
  #texts: ReadonlyMap<string, string> = new Map();
  #topology: Topology | undefined;
  #hub: LocalHub | undefined;

  private constructor(
    readonly example: Example,
    private readonly synthesize: Synthesize,
    private readonly temporary: string,
  ) {
    this.#environment = path.join(temporary, example.name);
    cpSync(example.folder, this.#environment, { recursive: true });
  }

  /** @throws DemoError when the example has errors */
  static async set(example: Example, synthesize: Synthesize): Promise<Stage> {
    const stage = new Stage(example, synthesize, temporaryFolder("demo"));
    try {
      await stage.#raise();
      return stage;
    } catch (error) {
      await stage.strike();
      throw error;
    }
  }

  get hub(): LocalHub {
    if (this.#hub === undefined) throw new Error("The stage is not set");
    return this.#hub;
  }

  get topology(): Topology {
    if (this.#topology === undefined) throw new Error("The stage is not set");
    return this.#topology;
  }

  get stacks(): readonly EmittedStack[] {
    return this.#stacks;
  }

  /**
   * Adds files to the example, emits it again and starts the hub again, with empty tables.
   *
   * @param folder absolute path
   */
  async addFiles(folder: string): Promise<SeenStacks> {
    const before = this.#texts;
    cpSync(folder, this.#environment, { recursive: true });
    await this.#hub?.stop();
    await this.#raise();
    const names = [...this.#texts.keys()];
    return {
      added: names.filter((name) => !before.has(name)),
      changed: [...before.keys()].filter((name) => before.get(name) !== this.#texts.get(name)),
      same: names.filter((name) => before.get(name) === this.#texts.get(name)),
    };
  }

  /** Ends the hub and removes everything. */
  async strike(): Promise<void> {
    await this.#hub?.stop();
    rmSync(this.temporary, { recursive: true, force: true });
  }

  async #raise(): Promise<void> {
    const { environment, findings } = openEnvironment(this.#environment);
    if (environment === undefined) {
      throw new DemoError([`the example ${this.example.name} has errors`, ...findings.map(formatFinding)].join("\n"));
    }
    this.#emitted += 1;
    const outdir = path.join(this.temporary, `emitted-${this.#emitted}`);
    this.#stacks = this.synthesize(environment, outdir);
    this.#texts = new Map(
      this.#stacks.map(({ name }) => [name, readFileSync(path.join(outdir, "stacks", name, "cdk.tf.json"), "utf8")]),
    );
    this.#topology = buildTopology(this.#stacks);
    this.#hub = await LocalHub.start({
      topology: this.#topology,
      port: 0,
      // The longest jitter, so that retries come as soon as they may and always at the same time.
      random: () => 1,
      report: (report) => this.reports.push(report),
    });
  }
}

/**
 * What a functions file makes: `user-signup/users` is the table `users` of `functions/user-signup.yaml`. Its stack is the
 * file's, and its name ends with the id.
 */
export function functionsPart<T extends { readonly stack: string; readonly name: string }>(
  parts: readonly T[],
  reference: string,
): T | undefined {
  const [file = "", id = ""] = reference.split("/");
  return parts.find(({ stack, name }) => stack === stackIds.functions(file) && name.endsWith(`_${id}`));
}
