/** How much of what AWS, or a destination, allows is used, before and after. */
import { usesWildcard } from "#simulator/pattern";
import type { ApiDestinationResource, Bus, Topology } from "#simulator/topology";
import { jsonOf } from "./json-changes";
import { sumOfPeaks } from "../aws/expected-peak";
import { BUS_POLICY_CHARACTERS, rulesPerBus, WILDCARD_RULES_PER_BUS, type QuotaName } from "../aws/limits";

/** One limit of one bus, of one API destination, or of one account. */
export interface HeadRoom {
  readonly what: "bus" | "API destination" | "account";
  readonly name: string;
  /** `peak per second`: what the rules that send to an API destination declare, added up. */
  readonly of: "policy characters" | "rules" | "rules with a wildcard" | "peak per second" | QuotaName;
  /** Zero where there is no such thing on that side. */
  readonly before: number;
  readonly after: number;
  /** Of a bus or an account AWS's default, of which some are raised on request; of an API destination its rate, as it is after. */
  readonly limit: number;
}

/**
 * Every limit of every bus that either side declares, and the rate of every API destination for which either side
 * declares a peak. A policy that cannot be read counts nothing.
 */
export function headRoom(base: Topology, head: Topology): HeadRoom[] {
  return [...roomOfBuses(base, head), ...roomOfApiDestinations(base, head)];
}

/** Whether a limit is reached soon, after the change or already before. */
export function isNearlyFull({ before, after, limit }: HeadRoom): boolean {
  return Math.max(before, after) > limit * NEARLY_FULL;
}

const NEARLY_FULL = 0.8;

/** What to say of a limit that is not kept to, or soon will not be; empty where there is room. */
export function roomMark({ what, after, limit }: HeadRoom): string {
  if (after > limit) return what === "API destination" ? ", exceeded" : ", exceeded unless AWS has raised it";
  return after > limit * NEARLY_FULL ? ", above 80 %" : "";
}

function roomOfBuses(base: Topology, head: Topology): HeadRoom[] {
  const buses = new Map<string, Bus>();
  for (const bus of [...base.buses, ...head.buses]) if (bus.origin === "declared") buses.set(bus.name, bus);
  return [...buses.values()].flatMap((bus) => {
    const used = (measure: (topology: Topology, name: string) => number) => ({
      what: "bus" as const,
      name: bus.name,
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

function roomOfApiDestinations(base: Topology, head: Topology): HeadRoom[] {
  const [before, after] = [peaksOf(base), peaksOf(head)];
  const declared = new Set([...before.keys(), ...after.keys()]);
  const limits = new Map([base, head].flatMap(({ apiDestinations }) => apiDestinations.map((one) => [idOf(one), one])));
  return [...limits].flatMap(([id, { name, rateLimitPerSecond: limit }]) =>
    declared.has(id)
      ? [
          {
            what: "API destination" as const,
            name,
            of: "peak per second" as const,
            before: sumOfPeaks(before.get(id) ?? []),
            after: sumOfPeaks(after.get(id) ?? []),
            limit,
          },
        ]
      : [],
  );
}

/** The peaks that rules declare, by API destination. Those of what is not live yet count: they are declared to be. */
function peaksOf({ rules }: Topology): Map<string, number[]> {
  const peaks = new Map<string, number[]>();
  for (const { expectedPeakPerSecond: peak, targets } of rules) {
    if (peak === undefined) continue;
    for (const { destination } of targets.map((target) => target.shadowOf ?? target)) {
      if (destination.kind !== "apiDestination") continue;
      const id = idOf(destination.apiDestination);
      peaks.set(id, [...(peaks.get(id) ?? []), peak]);
    }
  }
  return peaks;
}

/** The same on both sides, unlike an ARN, of which AWS makes up a part. */
function idOf({ account, region, name }: ApiDestinationResource): string {
  return [account, region, name].join("/");
}
