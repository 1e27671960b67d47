/** What becomes of sample events in an environment that a promotion changes. */
import type { PutEvent } from "#simulator/routing";
import type { Topology } from "#simulator/topology";
import type { Environment } from "../../catalogue";
import { changedBy, type Comparison } from "../../onboarding";
import { effectsOn, type EventEffect, type SampleEvent } from "../../review";
import { withProgress } from "../text/terminal";

/** `--from`, as commander wants it. */
export const FROM_OPTION = [
  "--from <env>",
  "the environment to take from: a folder of environments/, or a path",
] as const;

/** `--to`, as commander wants it. */
export const TO_OPTION = ["--to <env>", "the environment that is to become the same"] as const;

/** What becomes of events. */
export interface RequestsThere {
  /** As if every tenant was live; undefined where the environment would have errors. */
  readonly requests: readonly EventEffect[] | undefined;
  /** Sample events of accounts that the other environment has no alias for. */
  readonly unplaced: readonly string[];
}

/**
 * What becomes of the events of both environments. Those of the first come from the accounts that have the same aliases in
 * the other.
 *
 * @param emitted the topology of what an environment emits
 * @throws NotAnEventError, NoSuchBusError where events cannot be sent
 */
export function requestsThere(
  { promotions, from, before, after }: Comparison,
  samples: { readonly theirs: readonly SampleEvent[]; readonly ours: readonly SampleEvent[] },
  emitted: (environment: Environment) => Topology,
): RequestsThere {
  if (after === undefined) return { requests: undefined, unplaced: [] };
  const aliases = new Map(from.sources.map(({ account, alias }) => [account, alias]));
  const accounts = new Map(after.sources.map(({ alias, account }) => [alias, account]));
  const there = ({ account = "" }: PutEvent) => accounts.get(aliases.get(account) ?? "");
  const isPlaced = ({ event }: SampleEvent) => event.account === undefined || there(event) !== undefined;
  const placed = samples.theirs
    .filter(isPlaced)
    .map(({ name, event }) => ({ name, event: { ...event, account: there(event) } }));
  const unplaced = samples.theirs.filter((sample) => !isPlaced(sample)).map(({ name }) => name);
  const tenants = changedBy(promotions).map(({ tenant }) => tenant);
  if (tenants.length === 0) return { requests: [], unplaced };
  const requests = withProgress("Simulating", () => {
    const base = emitted(onlyLive(before ?? { ...after, tenants: [] }, tenants));
    return effectsOn(base, emitted(onlyLive(after, tenants)), [...placed, ...samples.ours]);
  });
  return { requests, unplaced };
}

/** A draft sends nothing yet, and what it will send is what one wants to see. */
function onlyLive(environment: Environment, tenants: readonly string[]): Environment {
  const meant = environment.tenants.flatMap((tenant) => {
    const destinations = tenant.destinations.map((destination) => ({ ...destination, state: "live" as const }));
    return tenants.includes(tenant.id) ? [{ ...tenant, destinations }] : [];
  });
  return { ...environment, tenants: meant, functions: [], ingress: [] };
}
