import type { Topology } from "#simulator/topology";
import { stackIds } from "../catalogue/names";

/**
 * What a tenant's tests are played on: the bus and what the tenant has, with its rules enabled. A draft is tested as what it
 * will be, and what others get of an event is their own tests' affair.
 */
export function tenantTopology(topology: Topology, tenant: string): Topology {
  const own = (declared: { readonly stack: string }) => declared.stack === stackIds.tenant(tenant);
  return {
    ...topology,
    rules: topology.rules.filter(own).map((rule) => ({ ...rule, state: "ENABLED" })),
    apiDestinations: topology.apiDestinations.filter(own),
    connections: topology.connections.filter(own),
    queues: topology.queues.filter(own),
    httpApis: [],
    functions: [],
    tables: [],
    schedules: [],
  };
}
