/** The topology that a command works on: emitted afresh from an environment, or read from a folder. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Environment } from "../catalogue";
import { buildTopology, UnreadableTerraformError, type Topology } from "../simulator/topology";
import { readEmittedStacks, type EmittedStack } from "../simulator/topology/emitted-stacks";
import { CommandFailure } from "./failure";
import { synthesize } from "./synth";

/** Emits an environment elsewhere: never shows a stale cdktf.out, never changes it. */
export function emittedStacks(environment: Environment): EmittedStack[] {
  const outdir = mkdtempSync(path.join(tmpdir(), "hub-emitted-"));
  try {
    return synthesize(environment, outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The topology of what an environment emits now. */
export function emittedTopology(environment: Environment): Topology {
  return buildTopology(emittedStacks(environment));
}

/**
 * Reads a folder that was emitted before.
 *
 * @throws CommandFailure when it is missing or not what CDKTF writes
 */
export function stacksOfFolder(outdir: string): EmittedStack[] {
  if (!existsSync(outdir)) {
    throw new CommandFailure(`${outdir}: no such folder; emit it with ./hub synth --out ${outdir}`);
  }
  try {
    return readEmittedStacks(outdir);
  } catch (error) {
    if (error instanceof UnreadableTerraformError) throw new CommandFailure(error.message);
    throw error;
  }
}

/** The topology of a folder: see {@link stacksOfFolder}. */
export function topologyOfFolder(outdir: string): Topology {
  return buildTopology(stacksOfFolder(outdir));
}

/**
 * Reads a folder and makes sure that it is what the environment emits today.
 *
 * @throws CommandFailure when the folder is stale; the message names the stacks that differ
 */
export function topologyOfFreshFolder(outdir: string, environment: Environment, env: string): Topology {
  const inFolder = topologyOfFolder(outdir);
  const now = emittedTopology(environment);
  const stacks = new Set([...now.stacks, ...inFolder.stacks].map(({ name }) => name));
  const stale = [...stacks].filter((stack) => !isDeepStrictEqual(partOf(inFolder, stack), partOf(now, stack)));
  if (stale.length > 0) {
    throw new CommandFailure(
      `${outdir} is stale: ${stale.join(", ")} ${stale.length === 1 ? "differs" : "differ"} from what ${env} emits now; ` +
        `run ./hub synth --env ${env} --out ${outdir}`,
    );
  }
  return inFolder;
}

function partOf(topology: Topology, stack: string) {
  const own = (declared: { readonly stack: string }) => declared.stack === stack;
  const { buses, rules, apiDestinations, connections, queues } = topology;
  return {
    stack: topology.stacks.find(({ name }) => name === stack),
    resources: [buses, rules, apiDestinations, connections, queues].map((parts) => parts.filter(own)),
  };
}
