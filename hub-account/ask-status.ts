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
  const reportOn = async (connection: DeclaredConnection): Promise<ConnectionReport> => {
    const status = await connectionStatus(session, connection);
    return { status, problems: connectionProblems(status, connection.stack) };
  };
  return inWords(session.roleArn, () => inParallel(connections, reportOn, onProgress));
}
