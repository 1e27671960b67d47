import { awaitsCredentials, connectionProblems } from "../connection-problems";
import { connectionStatus } from "../connection-status";
import { isAuthorized } from "../../connection/state";
import type { HubSession } from "../session";
import type { DeclaredConnection } from "../../catalogue/declared-connections";
import type { ApiDestinationResource, Topology } from "#simulator/topology";
import type { LiveHub } from "../live-hub";
import { existing, missing, type Check, type Found } from "./check";

/**
 * Connections are there, authorized, and hold what is put and declared now. AWS shows a connection with an API key or a
 * password as AUTHORIZED before the product has refused it, placeholders included, so the labels of the sync count too.
 */
export function connectionChecks(
  { connections }: Topology,
  session: HubSession,
  declared: readonly DeclaredConnection[],
): Check[] {
  return connections.map(({ stack, name }) => ({
    stack,
    kind: "connection",
    name,
    find: async (hub) => {
      const connection = declared.find(({ spec }) => spec.name === name);
      if (connection !== undefined) {
        const status = await connectionStatus(session, connection);
        if (status.state === null) return missing();
        if (awaitsCredentials(status)) return existing([]);
        // Credentials that should be renewed are no fault of what was applied.
        return existing(connectionProblems({ ...status, maxAgeDays: Infinity }, stack));
      }
      const live = await hub.connection(name);
      if (live === undefined) return missing();
      const { ConnectionState: state = "in no state", StateReason: reason } = live;
      return existing(isAuthorized(live) ? [] : [`is ${state}${reason === undefined ? "" : `: ${reason}`}`]);
    },
  }));
}

/** API destinations are there, active, and call the declared endpoint with the connection that exists. */
export function apiDestinationChecks({ apiDestinations }: Topology): Check[] {
  return apiDestinations.map((destination) => ({
    stack: destination.stack,
    kind: "API destination",
    name: destination.name,
    find: (hub) => findApiDestination(destination, hub),
  }));
}

async function findApiDestination(declared: ApiDestinationResource, hub: LiveHub): Promise<Found> {
  const live = await hub.apiDestination(declared.name);
  if (live === undefined) return missing();
  const { name } = declared.connection ?? {};
  const connection = name === undefined ? undefined : await hub.connection(name);
  return existing([
    // It follows its connection, of which another check tells.
    ...(live.ApiDestinationState === "ACTIVE" || (connection !== undefined && !isAuthorized(connection))
      ? []
      : [`is ${live.ApiDestinationState ?? "in no state"}; not ACTIVE`]),
    ...(live.InvocationEndpoint === declared.endpoint
      ? []
      : [`calls ${live.InvocationEndpoint ?? "nothing"}; it is declared to call ${declared.endpoint}`]),
    ...(live.HttpMethod === declared.httpMethod
      ? []
      : [`calls with ${live.HttpMethod ?? "no method"}; it is declared with ${declared.httpMethod}`]),
    ...(connection === undefined || live.ConnectionArn === connection.ConnectionArn
      ? []
      : [
          `uses ${live.ConnectionArn ?? "no connection"}; the connection that exists is ${connection.ConnectionArn ?? ""}`,
        ]),
  ]);
}
