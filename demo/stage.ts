import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { formatFinding, openEnvironment, type Environment } from "../catalogue";
import { systemClock } from "#simulator/delivery";
import { LocalHub, temporaryFolder, type HubReport } from "#simulator/local";
import { buildTopology, type EmittedStack, type Topology } from "#simulator/topology";
import { ScriptError, ScriptNames, type Scene, type SeenStacks } from "../script";
import type { Example } from "./examples";

/** Emits an environment's Terraform into a folder and reads it back. */
export type Synthesize = (environment: Environment, outdir: string) => readonly EmittedStack[];

/** A local hub of what an example emits, in a folder of its own that is gone with it. */
export class Stage implements Scene {
  readonly reports: HubReport[] = [];
  readonly clock = systemClock;
  /** Copy of the example's folder, to which files may be added. */
  readonly #environment: string;
  #emitted = 0;
  #stacks: readonly EmittedStack[] = [];
  #texts: ReadonlyMap<string, string> = new Map();
  #topology: Topology | undefined;
  #names: ScriptNames | undefined;
  #hub: LocalHub | undefined;

  private constructor(
    readonly example: Example,
    private readonly synthesize: Synthesize,
    private readonly temporary: string,
  ) {
    this.#environment = path.join(temporary, example.name);
    cpSync(example.folder, this.#environment, { recursive: true });
  }

  /** @throws ScriptError when the example has errors */
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

  get names(): ScriptNames {
    if (this.#names === undefined) throw new Error("The stage is not set");
    return this.#names;
  }

  /** Of the example itself: files that a step adds are no events. */
  get folder(): string {
    return this.example.folder;
  }

  get stacks(): readonly EmittedStack[] {
    return this.#stacks;
  }

  /**
   * Adds files to the example, emits it again and starts the hub again, with empty tables.
   *
   * @param name of a folder in `demo/`
   */
  async addFiles(name: string): Promise<SeenStacks> {
    const folder = path.join(this.example.folder, "demo", name);
    if (!existsSync(folder)) throw new ScriptError(`${folder}: no such folder; a step adds its files`);
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
      throw new ScriptError([`the example ${this.example.name} has errors`, ...findings.map(formatFinding)].join("\n"));
    }
    this.#names = new ScriptNames(environment);
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
