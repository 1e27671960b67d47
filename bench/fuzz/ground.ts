/** Real inputs of this project, in a folder where they can be changed. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openEnvironment } from "../../catalogue";
import { buildTopology, readEmittedStacks, type Topology } from "#simulator/topology";
import { environmentApp } from "../../stacks/environment-app";
import type { Seed } from "./mutation";

const ENVIRONMENTS = ["environments/dev", "examples/coffee-orders", "examples/user-signup", "examples/order-and-crm"];

/** Terraform that an environment has emitted: its manifest and its stacks, without the code of functions. */
export interface Emitted {
  readonly name: string;
  readonly folder: string;
  readonly topology: Topology;
}

/** A folder for one run. */
export interface Ground {
  readonly folder: string;
  /** Copies of environments, and their YAML files as seeds: each named by its path in `folder`. */
  readonly yaml: readonly Seed[];
  readonly emitted: readonly Emitted[];
  /** The files of `emitted`, named by their paths in `folder`. */
  readonly terraform: readonly Seed[];
  /** Events of the environments. */
  readonly events: readonly Seed[];
  /** Schemas of events in the environments. */
  readonly schemas: readonly Seed[];
  readonly remove: () => void;
}

/** Copies environments and emits their Terraform. */
export function prepareGround(): Ground {
  const folder = mkdtempSync(path.join(tmpdir(), "hub-fuzz-"));
  for (const name of ENVIRONMENTS) cpSync(name, path.join(folder, name), { recursive: true });
  const emitted = ENVIRONMENTS.map((name) => emit(name, path.join(folder, "emitted", path.basename(name))));
  const json = seedsBelow(folder, ENVIRONMENTS, ".json", "json");
  const isSchema = ({ name }: Seed) => name.split(path.sep).includes("schemas");
  return {
    folder,
    yaml: seedsBelow(folder, ENVIRONMENTS, ".yaml", "yaml"),
    emitted,
    // A change of one file reads all of its folder again: of the small ones only.
    terraform: seedsBelow(
      folder,
      ["emitted/coffee-orders", "emitted/user-signup", "emitted/order-and-crm"],
      ".json",
      "json",
    ),
    events: json.filter((seed) => !isSchema(seed)),
    schemas: json.filter(isSchema),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The Terraform of an environment, or of the first. */
export function emittedOf({ emitted }: Ground, name: string): Emitted {
  const found = emitted.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} is not emitted`);
  return found;
}

/** Writes a file below the ground's folder, and puts the old text back after the work. */
export async function withFile<T>(file: string, text: string, work: () => T | Promise<T>): Promise<T> {
  const before = readFileSync(file);
  writeFileSync(file, text);
  try {
    return await work();
  } finally {
    writeFileSync(file, before);
  }
}

function emit(name: string, folder: string): Emitted {
  const { environment } = openEnvironment(name);
  if (environment === undefined) throw new Error(`${name} has errors`);
  const outdir = mkdtempSync(path.join(tmpdir(), "hub-fuzz-emitted-"));
  try {
    environmentApp(environment, outdir).synth();
    for (const file of readdirSync(outdir, { recursive: true, encoding: "utf8" })) {
      if (!/^manifest\.json$|cdk\.tf\.json$/.test(file)) continue;
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      cpSync(path.join(outdir, file), path.join(folder, file));
    }
  } finally {
    rmSync(outdir, { recursive: true });
  }
  return { name: path.basename(name), folder, topology: buildTopology(readEmittedStacks(folder)) };
}

function seedsBelow(folder: string, below: readonly string[], suffix: string, language: Seed["language"]): Seed[] {
  return below.flatMap((name) =>
    readdirSync(path.join(folder, name), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(suffix))
      .sort()
      .map((file) => {
        const text = readFileSync(path.join(folder, name, file), "utf8");
        return { name: path.join(name, file), language, text };
      }),
  );
}
