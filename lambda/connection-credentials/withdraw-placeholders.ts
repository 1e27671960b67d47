import { isAuthorized } from "../../connection/state";
import { reasonOf } from "./faults";
import type { Run } from "./run";

/**
 * Takes the placeholders away from a connection whose secret has no value yet. EventBridge would send them, and a product
 * that answers 200 to a bad key would swallow the events. De-authorized, the connection's destinations turn INACTIVE within
 * seconds (recorded in September 2026; what becomes of events meanwhile is not recorded).
 *
 * A net for who makes a tenant live before it has credentials. Where it fails, the next scheduled run tries again, and
 * the sync has done what it can all the same.
 */
export async function withdrawPlaceholders({ cloud, names, log, redactor }: Run): Promise<void> {
  try {
    const shown = await cloud.connection(names.connection);
    if (shown === undefined || !isAuthorized(shown)) return;
    await cloud.deauthorizeConnection(names.connection);
    log.info("De-authorized: the secret has no value yet", { connection: names.connection });
  } catch (error) {
    log.warn("The connection stays authorized with its placeholders", {
      connection: names.connection,
      reason: reasonOf(error, redactor),
    });
  }
}
