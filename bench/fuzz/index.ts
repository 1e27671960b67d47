import fc from "fast-check";
import { parseArgs } from "node:util";
import { examine, type Fault, type Surface } from "./faults";
import { edits, mutated, type Edit, type Seed } from "./mutation";
import { openSurfaces } from "./surfaces";

/** An input that is tried: what, where, and how it was changed. */
interface Case {
  readonly surface: string;
  readonly seed: string;
  readonly edits: readonly Edit[];
}

/** A case, and how to try it. */
export interface Trial {
  readonly tried: Case;
  readonly surface: Surface;
  readonly seed: Seed;
}

/** Inputs of all surfaces, each surface as often as its weight says. */
export function trials(surfaces: readonly Surface[]): fc.Arbitrary<Trial> {
  return fc.oneof(
    ...surfaces.map((surface) => ({
      weight: surface.weight,
      arbitrary: fc.constantFrom(...surface.seeds).chain((seed) =>
        edits(seed.language).map((changes) => ({
          tried: { surface: surface.name, seed: seed.name, edits: changes },
          surface,
          seed,
        })),
      ),
    })),
  );
}

/** The text of a trial. */
export function textOf({ seed, tried }: Trial): string {
  return mutated(seed, tried.edits);
}

const OPTIONS = {
  seed: { type: "string" },
  runs: { type: "string", default: "20000" },
  only: { type: "string" },
} as const;

const SLOWEST = 10;

/** A class of faults: the first case that showed it, and how many did. */
interface FoundFault {
  readonly fault: Fault;
  readonly first: Case;
  times: number;
}

/**
 * Mutates real inputs of everything below the parser of arguments, and tells of each class of faults once, with the first
 * input that shows it, and of the slowest calls. `--seed` repeats a run, `--runs` says how many inputs, and `--only` tries
 * the surfaces whose name holds a word.
 */
export async function benchFuzz(): Promise<void> {
  const { seed: given, runs, only = "" } = parseArgs({ args: process.argv.slice(3), options: OPTIONS }).values;
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
  const began = performance.now();
  const surfaces = openSurfaces();
  const found = new Map<string, FoundFault>();
  const slowest: { readonly tried: Case; readonly milliseconds: number }[] = [];
  const counts = new Map<string, { calls: number; refused: number; milliseconds: number }>();
  try {
    const chosen = surfaces.all.filter(({ name }) => name.includes(only));
    const property = fc.asyncProperty(trials(chosen), async (trial) => {
      const { surface, seed: original, tried } = trial;
      const { faults, milliseconds, refused } = await examine(surface, original, textOf(trial));
      for (const fault of faults) take(found, fault, tried);
      const count = counts.get(surface.name) ?? { calls: 0, refused: 0, milliseconds: 0 };
      const { calls, refused: before, milliseconds: spent } = count;
      counts.set(surface.name, {
        calls: calls + 1,
        refused: before + (refused ? 1 : 0),
        milliseconds: spent + milliseconds,
      });
      slowest.push({ tried, milliseconds });
      slowest.sort((one, other) => other.milliseconds - one.milliseconds).splice(SLOWEST);
    });
    await fc.assert(property, { seed, numRuns: Number(runs) });
  } finally {
    await surfaces.close();
  }
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.log(`seed ${seed}: ${runs} inputs in ${seconds} s, ${found.size} classes of faults`);
  for (const [name, { calls, refused, milliseconds }] of [...counts].sort()) {
    console.log(
      `  ${name.padEnd(24)} ${String(calls).padStart(6)} calls, ${refused} refused, ${Math.round(milliseconds)} ms`,
    );
  }
  console.log("slowest");
  for (const { tried, milliseconds } of slowest)
    console.log(`  ${Math.round(milliseconds)} ms  ${JSON.stringify(tried)}`);
  for (const { fault, first, times } of found.values()) {
    console.log(
      `\n${first.surface}: ${fault.kind}: ${fault.what}\n  ${JSON.stringify(fault.within ?? "")}\n  ${times} times, first ${JSON.stringify(first)}`,
    );
  }
  if (found.size > 0) process.exitCode = 1;
}

function take(found: Map<string, FoundFault>, fault: Fault, tried: Case): void {
  const key = `${tried.surface}: ${fault.kind}: ${fault.what}`;
  const known = found.get(key);
  if (known === undefined) found.set(key, { fault, first: tried, times: 1 });
  else known.times += 1;
}
