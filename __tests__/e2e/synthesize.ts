import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readEmittedStacks, type EmittedStack } from "#simulator/topology";
import { basicEnvironment, run } from "./terraform";

/** The root of the project. */
export const PROJECT = path.join(__dirname, "../..");

/** The emitted Terraform of an environment. */
export interface Emitted {
  readonly folder: string;
  readonly stacks: readonly EmittedStack[];
}

/** Emits an environment as its users do, by `./hub synth`; `environment` is a name or a folder. */
export async function synthesize(environment: string, folder: string): Promise<Emitted> {
  const args = ["hub", "synth", "--env", environment, "--out", folder];
  const { exitCode, output } = await run("node", args, { cwd: PROJECT, env: basicEnvironment() });
  if (exitCode !== 0) throw new Error(`./hub synth --env ${environment} failed:\n${output}`);
  return { folder, stacks: readEmittedStacks(folder) };
}

/** The folder of one stack, where Terraform runs. */
export function stackFolder({ folder }: Emitted, stack: string): string {
  return path.join(folder, "stacks", stack);
}

/** Gives each test file a folder of its own, until its tests are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "hub-e2e-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}
