import { buildTopology, publicationsOf, routesOf, type EmittedStack, type Route } from "#simulator/topology";
import { notUnderstood } from "./terraform-text";
import { columns, fitted } from "./terminal";

/** The stacks as a table; beneath each, what it routes where, and at the end what is not understood. */
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
    ...notUnderstood(topology.unknown),
  ].join("\n");
}

function routeLine({ events, bus, target }: Route, stack: EmittedStack): string {
  const from = stack.name.startsWith("source-") || bus === "default" ? ` on bus ${bus}` : "";
  return `    ${events.join(", ")}${from} -> ${target}`;
}
