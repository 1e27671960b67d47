import {
  buildTopology,
  publicationsOf,
  routesOf,
  scheduledOf,
  type EmittedStack,
  type Route,
  type Topology,
} from "#simulator/topology";
import type { Environment } from "../../catalogue";
import { stackIds } from "../../catalogue/names";
import type { TenantState } from "../../catalogue/tenant-state";
import { runsOf } from "./next-runs";
import { notUnderstood } from "./terraform-text";
import { columns, fitted } from "./terminal";

/**
 * The stacks as a table; beneath each, what it routes where and when its schedules run, and at the end what is not
 * understood.
 *
 * @param states of tenants, by stack: Terraform knows the states of rules alone
 * @param now after which the next times are
 */
export function stackTable(
  stacks: readonly EmittedStack[],
  states: TenantStates = new Map(),
  now = new Date(),
): string {
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
      ...stackLines(topology, stack, states.get(stack.name) ?? {}, now),
    ]),
    ...notUnderstood(topology.unknown),
  ].join("\n");
}

/** By stack: the state of each destination of its tenant, by id. */
export type TenantStates = ReadonlyMap<string, Readonly<Record<string, TenantState>>>;

/** The states of an environment's tenants. */
export function tenantStates({ tenants }: Environment): TenantStates {
  return new Map(
    tenants.map(({ id, destinations }) => [
      stackIds.tenant(id),
      Object.fromEntries(destinations.map((destination) => [destination.id, destination.state])),
    ]),
  );
}

/** What is not live of a tenant: in a word where that is all of it, else by destination. */
function statesInWords(states: Readonly<Record<string, TenantState>>, stack: string): string[] {
  const of = Object.entries(states);
  const [[, first] = []] = of;
  const tenant = stack.slice(stackIds.tenant("").length);
  if (first !== undefined && of.every(([, state]) => state === first)) return inWords("", first, tenant);
  return of.flatMap(([id, state]) => inWords(`${id} is `, state, `${tenant} --destination ${id}`));
}

/** @param meant what `hub replay` is about: a tenant, or one destination of it */
function inWords(subject: string, state: TenantState, meant: string): string[] {
  switch (state) {
    case "live":
      return [];
    case "shadow":
      return [
        `${subject}${subject === "" ? "" : "in "}shadow: its rules send to queues of the hub, and not to the product`,
      ];
    case "draft":
      return [`${subject}draft: its rules are disabled`];
    case "suspended":
      return [`${subject}suspended: its rules are disabled; ./hub replay ${meant} is for what they miss`];
  }
}

function stackLines(
  topology: Topology,
  stack: EmittedStack,
  states: Readonly<Record<string, TenantState>>,
  now: Date,
): string[] {
  const schedules = scheduledOf(topology, stack.name);
  // A rule with a schedule is on the default bus, and told of with its next times.
  const isScheduled = ({ rule, bus }: Route) => bus === "default" && schedules.some(({ name }) => name === rule);
  return [
    ...statesInWords(states, stack.name),
    ...publicationsOf(topology, stack.name).map(
      ({ account, sources }) => `${account} may publish ${sources.join(", ")}`,
    ),
    ...routesOf(topology, stack.name)
      .filter((route) => !isScheduled(route))
      .map((route) => routeLine(route, stack)),
    ...schedules.flatMap((scheduled) => [
      `${scheduled.expression} -> ${scheduled.target}`,
      `  ${runsOf(scheduled, now).words}`,
    ]),
  ].map((line) => fitted(`    ${line}`));
}

function routeLine({ events, bus, target, state }: Route, stack: EmittedStack): string {
  const from = stack.name.startsWith(stackIds.source("")) || bus === "default" ? ` on bus ${bus}` : "";
  return `${events.join(", ")}${from} -> ${target}${state === "DISABLED" ? " (disabled)" : ""}`;
}
