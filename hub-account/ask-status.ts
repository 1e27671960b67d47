import type { Hub } from "../catalogue";
import type { DeclaredConnection } from "../catalogue/declared-connections";
import { inParallel } from "./in-parallel";
import { withProgressLater } from "../cli/text/terminal";
import { inWords } from "./aws-failure";
import { connectionStatus, type ConnectionStatus } from "./connection-status";
import { openHubSession } from "./session";

/**
 * The status of these connections, in their order.
 *
 * @throws CommandFailure when AWS cannot be asked
 */
export async function askStatus(hub: Hub, connections: readonly DeclaredConnection[]): Promise<ConnectionStatus[]> {
  return withProgressLater("Asking AWS about connections", async (note) => {
    const session = await openHubSession(hub, "credentials-status");
    return inWords(session.roleArn, () =>
      inParallel(
        connections,
        (connection) => connectionStatus(session, connection),
        (done) => {
          note(`${done} of ${connections.length}`);
        },
      ),
    );
  });
}
