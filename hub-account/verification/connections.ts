import { awaitsCredentials, connectionProblems } from "../connection-problems";
import { seenConnection, type SeenConnection } from "../connection-status";
import { settingDifferences } from "../../connection/setting-differences";
import { isAuthorized } from "../../connection/state";
import type { HubSession } from "../session";
import type { DeclaredConnection } from "../../catalogue/declared-connections";
import type { Connection, Topology } from "#simulator/topology";
import type { LiveHub } from "../live-hub";
import { existing, missing, type Check, type Found } from "./check";
import { differences, joined, jsonOf, shown } from "./differences";

/**
 * Connections are there, authorized, and hold what is put and declared now. AWS shows a connection with an API key or a
 * password as AUTHORIZED before the product has refused it, placeholders included, so the labels of the sync count too.
 */
export function connectionChecks(
  { connections }: Topology,
  session: HubSession,
  declared: readonly DeclaredConnection[],
): Check[] {
  return connections.map((connection) => ({
    stack: connection.stack,
    kind: "connection",
    name: connection.name,
    find: async (hub) => {
      const own = declared.find(({ spec }) => spec.name === connection.name);
      return own === undefined
        ? findForeign(connection, hub)
        : existingOf(await seenConnection(session, own), own, connection.stack);
    },
  }));
}

function existingOf(seen: SeenConnection, declared: DeclaredConnection, stack: string): Found {
  const { status } = seen;
  if (status.state === null) return missing();
  // Credentials that should be renewed are no fault of what was applied.
  const problems = awaitsCredentials(status) ? [] : connectionProblems({ ...status, maxAgeDays: Infinity }, stack);
  return existing([...problems, ...specProblems(seen, declared), ...settingProblems(seen, declared)]);
}

/** The sync function makes the connection of what is in Parameter Store, whoever wrote that. */
function specProblems({ specText }: SeenConnection, { spec, parameterName }: DeclaredConnection): string[] {
  if (specText === undefined) return [];
  const found = differences(jsonOf(JSON.stringify(spec)), jsonOf(specText));
  return found.length === 0 ? [] : [`its spec ${parameterName} is not as declared: ${joined(found)}`];
}

/** Before it is synced a connection holds placeholders, or what an earlier spec said. */
function settingProblems({ status, shown: live }: SeenConnection, { spec }: DeclaredConnection): string[] {
  if (live === undefined || status.sync !== "synced") return [];
  const found = settingDifferences(spec, live).map(({ setting, values }) => {
    if (values === undefined) return setting;
    const [wanted, there] = values;
    return `${setting} is ${shown(there)} instead of ${shown(wanted)}`;
  });
  return found.length === 0 ? [] : [`is not as its spec says: ${joined(found)}`];
}

/** A connection that no tenant's file declares has no spec and no secret of ours. */
async function findForeign({ name, description }: Connection, hub: LiveHub): Promise<Found> {
  const live = await hub.connection(name);
  if (live === undefined) return missing();
  const { ConnectionState: state = "in no state", StateReason: reason, AuthorizationType: type = "nothing" } = live;
  return existing([
    ...(isAuthorized(live) ? [] : [`is ${state}${reason === undefined ? "" : `: ${reason}`}`]),
    ...differences(description.authorization.type, type, "its authorization type"),
  ]);
}
