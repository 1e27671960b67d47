import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { buildTopology, type EmittedStack, publicationsOf, type Route, routesOf } from "#simulator/topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { synthesize } from "./synth";
import { columns, fitted } from "../text/terminal";

function routeLine({ events, bus, target }: Route, stack: EmittedStack): string {
  const from = stack.name.startsWith("source-") || bus === "default" ? ` on bus ${bus}` : "";
  return `    ${events.join(", ")}${from} -> ${target}`;
}

/** The stacks as a table; beneath each, what it routes where. */
export function stackTable(stacks: readonly EmittedStack[]): string {
  const topology = buildTopology(stacks);
  const rows = columns([
    ["STACK", "ACCOUNT", "REGION", "RESOURCES"],
    ...stacks.map(({ name, account, region, resources }) => [
      name,
      account ?? "?",
      region ?? "?",
      String(resources.length),
    ]),
  ]);
  const [header = "", ...lines] = rows;
  return [
    header,
    ...stacks.flatMap((stack, index) => [
      lines[index] ?? "",
      ...publicationsOf(topology, stack.name).map(({ account, sources }) =>
        fitted(`    ${account} may publish ${sources.join(", ")}`),
      ),
      ...routesOf(topology, stack.name).map((route) => fitted(routeLine(route, stack))),
    ]),
  ].join("\n");
}

/** `hub list`: the stacks of an environment, read from the Terraform that it emits. */
export function listCommand(): Command {
  return new Command("list")
    .description("List an environment's stacks: account, Region, resources, and what they route where")
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .action((options: EnvironmentOptions) => {
      const environment = loadForCommand(options);
      if (environment === undefined) return;
      // Emitted afresh and elsewhere: a list never shows a stale cdktf.out and never changes it.
      const outdir = mkdtempSync(path.join(tmpdir(), "hub-list-"));
      try {
        const stacks = synthesize(environment, outdir);
        if (options.json) {
          const topology = buildTopology(stacks);
          console.log(
            JSON.stringify(
              {
                environment: options.env,
                stacks: stacks.map((stack) => ({
                  name: stack.name,
                  account: stack.account,
                  region: stack.region,
                  dependencies: stack.dependencies,
                  resources: stack.resources.length,
                  publications: publicationsOf(topology, stack.name),
                  routes: routesOf(topology, stack.name),
                })),
              },
              null,
              2,
            ),
          );
        } else console.log(stackTable(stacks));
      } finally {
        rmSync(outdir, { recursive: true });
      }
    });
}
