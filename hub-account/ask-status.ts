import type { Hub } from "../catalogue";
import type { DeclaredConnection } from "../catalogue/declared-connections";
import { inWords } from "./aws-failure";
import { connectionProblems } from "./connection-problems";
import { connectionStatus, type ConnectionStatus } from "./connection-status";
import { inParallel, type OnProgress } from "./in-parallel";
import { openHubSession } from "./session";

/** A connection as it is, and what is the matter with it. */
export interface ConnectionReport {
  readonly status: ConnectionStatus;
  readonly problems: readonly string[];
}

/**
 * The status of these connections, in their order.
 *
 * @throws HubAccountError when AWS cannot be asked
 */
export async function askStatus(
  hub: Hub,
  connections: readonly DeclaredConnection[],
  onProgress?: OnProgress,
): Promise<ConnectionReport[]> {
  const session = await openHubSession(hub, "credentials-status");
  const statuses = await inWords(session.roleArn, () =>
    inParallel(connections, (connection) => connectionStatus(session, connection), onProgress),
  );
  return statuses.map((status) => ({ status, problems: connectionProblems(status) }));
}
