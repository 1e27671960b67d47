import type { Topology } from "#simulator/topology";
import { stackIds } from "../catalogue/names";

/**
 * What a tenant's tests are played on: the bus and what the tenant has, as if all of it were live. A draft and a shadow are
 * tested as what they will be, and what others get of an event is their own tests' affair.
 */
export function tenantTopology(topology: Topology, tenant: string): Topology {
  const own = (declared: { readonly stack: string }) => declared.stack === stackIds.tenant(tenant);
  return {
    ...topology,
    rules: topology.rules.filter(own).map((rule) => ({
      ...rule,
      state: "ENABLED",
      targets: rule.targets.map((target) => target.shadowOf ?? target),
    })),
    apiDestinations: topology.apiDestinations.filter(own),
    connections: topology.connections.filter(own),
    queues: topology.queues.filter(own),
    httpApis: [],
    functions: [],
    tables: [],
    schedules: [],
  };
}
