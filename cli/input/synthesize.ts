import { rmSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "#simulator/local";
import { readEmittedStacks, type EmittedStack } from "#simulator/topology";
import type { Environment } from "../../catalogue";
import { environmentApp } from "../../stacks/environment-app";
import { diskFailure } from "../disk-failure";
import { CommandFailure } from "../failure";
import { counted } from "../../catalogue/wording";
import { makeFolder } from "../../catalogue/files/make-folder";
import { withProgress } from "../text/terminal";

/**
 * Emits an environment's Terraform and reads it back.
 *
 * @throws CommandFailure when the folder cannot be written
 */
export function synthesize(environment: Environment, outdir: string): EmittedStack[] {
  const tenants = counted(environment.tenants.length, "tenant");
  try {
    return withProgress(`Synthesizing the hub and ${tenants}`, () => emit(environment, outdir));
  } catch (error) {
    const sentence = diskFailure(error, outdir);
    throw sentence === undefined ? error : new CommandFailure(sentence);
  }
}

/** Emits an environment elsewhere, and removes the folder when it has been read. */
export function readFromEmitted<T>(environment: Environment, read: (outdir: string, stacks: EmittedStack[]) => T): T {
  const outdir = temporaryFolder("emitted");
  try {
    return read(outdir, synthesize(environment, outdir));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function emit(environment: Environment, outdir: string): EmittedStack[] {
  // CDKTF leaves the folders of removed stacks behind. Terraform's working files live there too: keep those of stacks
  // that are still here, by removing only what the new manifest does not name.
  const before = stackFolders(outdir);
  // CDKTF makes the last folder of a path only.
  makeFolder(outdir);
  environmentApp(environment, outdir).synth();
  const emitted = readEmittedStacks(outdir);
  const kept = new Set(emitted.map(({ name }) => name));
  for (const folder of before.filter((name) => !kept.has(name))) {
    rmSync(path.join(outdir, "stacks", folder), { recursive: true });
  }
  return emitted;
}

function stackFolders(outdir: string): string[] {
  try {
    return readEmittedStacks(outdir).map(({ name }) => name);
  } catch {
    return []; // nothing was emitted here before
  }
}
