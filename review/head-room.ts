/** How much of what AWS allows is used, before and after. */
import { usesWildcard } from "#simulator/pattern";
import type { Bus, Topology } from "#simulator/topology";
import { jsonOf } from "./json-changes";
import { BUS_POLICY_CHARACTERS, rulesPerBus, WILDCARD_RULES_PER_BUS } from "../aws/limits";

/** One limit of one bus. */
export interface HeadRoom {
  /** Name of the bus. */
  readonly bus: string;
  readonly of: "policy characters" | "rules" | "rules with a wildcard";
  /** Zero where there is no such bus on that side. */
  readonly before: number;
  readonly after: number;
  /** AWS's default; that of rules is raised on request. */
  readonly limit: number;
}

/** Every limit of every bus that either side declares. A policy that cannot be read counts nothing. */
export function headRoom(base: Topology, head: Topology): HeadRoom[] {
  const buses = new Map<string, Bus>();
  for (const bus of [...base.buses, ...head.buses]) if (bus.origin === "declared") buses.set(bus.name, bus);
  return [...buses.values()].flatMap((bus) => {
    const used = (measure: (topology: Topology, name: string) => number) => ({
      bus: bus.name,
      before: measure(base, bus.name),
      after: measure(head, bus.name),
    });
    return [
      { ...used(policyCharacters), of: "policy characters" as const, limit: BUS_POLICY_CHARACTERS },
      {
        ...used((topology, name) => rulesOn(topology, name).length),
        of: "rules" as const,
        limit: rulesPerBus(bus.region),
      },
      { ...used(wildcardRules), of: "rules with a wildcard" as const, limit: WILDCARD_RULES_PER_BUS },
    ];
  });
}

function busCalled({ buses }: Topology, name: string): Bus | undefined {
  return buses.find((bus) => bus.origin === "declared" && bus.name === name);
}

function policyCharacters(topology: Topology, name: string): number {
  const policy = busCalled(topology, name)?.policy;
  return policy?.kind === "document" ? policy.document.length : 0;
}

function rulesOn(topology: Topology, name: string) {
  const arn = busCalled(topology, name)?.arn;
  return topology.rules.filter(({ busArn }) => busArn === arn);
}

function wildcardRules(topology: Topology, name: string): number {
  return rulesOn(topology, name).filter(
    ({ trigger }) => trigger.kind === "pattern" && usesWildcard(jsonOf(trigger.pattern)),
  ).length;
}
