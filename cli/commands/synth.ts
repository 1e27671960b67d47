import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import type { Environment } from "../../catalogue";
import { readEmittedStacks, type EmittedStack } from "#simulator/topology";
import { environmentApp } from "../../stacks/environment-app";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { counted, withProgress } from "../text/terminal";

/** Emits an environment's Terraform and reads it back. */
export function synthesize(environment: Environment, outdir: string): EmittedStack[] {
  const tenants = counted(environment.tenants.length, "tenant");
  return withProgress(`Synthesizing the hub and ${tenants}`, () => {
    // CDKTF leaves the folders of removed stacks behind. Terraform's working files live there too: keep those of stacks
    // that are still here, by removing only what the new manifest does not name.
    const before = stackFolders(outdir);
    // CDKTF makes the last folder of a path only.
    mkdirSync(outdir, { recursive: true });
    environmentApp(environment, outdir).synth();
    const emitted = readEmittedStacks(outdir);
    const kept = new Set(emitted.map(({ name }) => name));
    for (const folder of before.filter((name) => !kept.has(name))) {
      rmSync(path.join(outdir, "stacks", folder), { recursive: true });
    }
    return emitted;
  });
}

function stackFolders(outdir: string): string[] {
  try {
    return readEmittedStacks(outdir).map(({ name }) => name);
  } catch {
    return []; // nothing was emitted here before
  }
}

/** `hub synth`: emit the Terraform of an environment. */
export function synthCommand(): Command {
  return new Command("synth")
    .description("Check an environment and emit its Terraform")
    .option(...ENV_OPTION)
    .option("--out <folder>", "where to write", process.env["CDKTF_OUTDIR"] ?? "cdktf.out")
    .option(...JSON_OPTION)
    .action((options: EnvironmentOptions & { readonly out: string }) => {
      const environment = loadForCommand(options);
      if (environment === undefined) return;
      const stacks = synthesize(environment, options.out);
      if (options.json) {
        console.log(
          JSON.stringify(
            { environment: options.env, out: options.out, stacks: stacks.map(({ name }) => name) },
            null,
            2,
          ),
        );
      } else console.log(`${counted(stacks.length, "stack")} in ${options.out}`);
    });
}
