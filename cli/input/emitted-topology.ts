/** The topology that a command works on: emitted afresh from an environment, or read from a folder. */
import { existsSync, rmSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import type { Environment } from "../../catalogue";
import { temporaryFolder } from "#simulator/local";
import {
  buildTopology,
  readEmittedStacks,
  UnreadableTerraformError,
  type EmittedStack,
  type Topology,
} from "#simulator/topology";
import { CommandFailure } from "../failure";
import { readFromEmitted, synthesize } from "./synthesize";

/** Emits an environment elsewhere: never shows a stale cdktf.out, never changes it. */
export function emittedStacks(environment: Environment): EmittedStack[] {
  return readFromEmitted(environment, (_, stacks) => stacks);
}

/** What was emitted into a folder that is still there. */
export interface KeptStacks {
  readonly outdir: string;
  readonly stacks: EmittedStack[];
  /** Removes the folder. */
  readonly discard: () => void;
}

/** Emits an environment elsewhere and keeps it until it is discarded: the code of functions is read when they run. */
export function keptStacks(environment: Environment): KeptStacks {
  const outdir = temporaryFolder("emitted");
  const discard = () => {
    rmSync(outdir, { recursive: true, force: true });
  };
  try {
    return { outdir, stacks: synthesize(environment, outdir), discard };
  } catch (error) {
    discard();
    throw error;
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
    if (error instanceof UnreadableTerraformError) {
      const when = error.reason === "unopenable" ? "first" : "again";
      throw new CommandFailure(`${error.message}; run ./hub synth ${when}`);
    }
    throw error;
  }
}

/**
 * Reads a folder and makes sure that it is what the environment emits today.
 *
 * @throws CommandFailure when the folder is stale; the message names the stacks that differ
 */
export function topologyOfFreshFolder(outdir: string, environment: Environment, env: string): Topology {
  const inFolder = buildTopology(stacksOfFolder(outdir));
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
