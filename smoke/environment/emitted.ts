/** A run's environment: written, read by the catalogue, and emitted. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "#simulator/local";
import type { EmittedStack } from "#simulator/topology";
import { formatFinding, loadEnvironment, type Environment } from "../../catalogue";
import { environmentFiles, type EnvironmentFacts } from "./files";

/** Emits an environment's Terraform into a folder and reads it back. */
export type Synthesize = (environment: Environment, outdir: string) => readonly EmittedStack[];

/** What is emitted at a moment. */
export interface Emitted {
  readonly environment: Environment;
  readonly stacks: readonly EmittedStack[];
  readonly outdir: string;
}

/** The environment in a folder of its own that is gone with it. It is emitted anew when more is known of it. */
export class SmokeEnvironment {
  private readonly folder = temporaryFolder("smoke");
  private last: { readonly facts: string; readonly emitted: Emitted } | undefined;

  constructor(private readonly synthesize: Synthesize) {}

  emit(facts: EnvironmentFacts): Emitted {
    const key = JSON.stringify(facts);
    if (this.last?.facts === key) return this.last.emitted;
    const files = path.join(this.folder, facts.suffix);
    for (const [name, text] of Object.entries(environmentFiles(facts))) {
      const file = path.join(files, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    // A sandbox is one account, which has to be the hub and the source at once.
    const { environment, findings } = loadEnvironment(files, undefined, { hubMayPublish: true });
    if (environment === undefined) throw new Error(findings.map(formatFinding).join("\n"));
    const outdir = path.join(this.folder, "out");
    const emitted = { environment, outdir, stacks: this.synthesize(environment, outdir) };
    this.last = { facts: key, emitted };
    return emitted;
  }

  discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
