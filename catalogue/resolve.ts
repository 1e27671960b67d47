/** From sound files to the environment that stacks are built from. */
import type { Environment, EventPattern, Hub, Source, Tenant, TenantFile } from "./model";
import type { Publishers } from "./publishers";
import { connectionsOf, type Entry, type SoundFiles } from "./sound-files";

/** Sound files of which none is missing. */
export interface CompleteFiles extends SoundFiles {
  readonly hub: Entry<Hub>;
  readonly publishers: Publishers;
}

/** Hub, sources and tenants: file names become ids, records become lists in the order they were written. */
export function resolveEnvironment({
  hub,
  sources,
  tenants,
  publishers,
}: CompleteFiles): Pick<Environment, "hub" | "sources" | "tenants"> {
  return {
    hub: hub.value,
    sources: sources.map(({ id, value }): Source => ({
      ...value,
      alias: id,
      forwards: Object.entries(value.forwards).map(([forwardId, forward]) => ({ id: forwardId, ...forward })),
    })),
    tenants: tenants.map(({ id, value }): Tenant => resolveTenant(id, value, publishers)),
  };
}

function resolveTenant(tenantId: string, file: TenantFile, publishers: Publishers): Tenant {
  const { connection: single, connections: several, destinations, state, ...tenant } = file;
  return {
    ...tenant,
    id: tenantId,
    connections: connectionsOf({ connection: single, connections: several }).map(({ id, connection }) => ({
      ...(id === undefined ? {} : { id }),
      ...connection,
    })),
    destinations: Object.entries(destinations).map(([destinationId, destination]) => ({
      ...destination,
      id: destinationId,
      state: destination.state ?? state,
      events: Object.entries(destination.events).map(([eventId, event]) => ({
        ...event,
        id: eventId,
        rulePattern: rulePattern(event.eventPattern, publishers),
      })),
    })),
  };
}

/** The pattern of a rule on the hub bus: what the tenant asked for, from the accounts that may publish it. */
export function rulePattern(pattern: EventPattern, publishers: Publishers): EventPattern {
  return { account: publishers.accountsFor(pattern), ...pattern };
}
