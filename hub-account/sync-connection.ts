import type { Hub } from "../catalogue";
import { credentialsNames } from "../catalogue/names";
import { realTime, SyncFault } from "../lambda/connection-credentials/faults";
import { namesOf, namingOf } from "../connection/names";
import type { Outcome } from "../connection/outcome";
import { sdkCloud } from "../lambda/connection-credentials/sdk-cloud";
import { sync } from "../lambda/connection-credentials/sync";
import { HubAccountError } from "./failure";
import { withoutFunctions } from "./endpoint-override";
import { invokeSync } from "./invoke-sync";
import type { HubSession } from "./session";

/** Milliseconds that a sync in this process may take: what the function has, less what Lambda keeps of it. */
const TIME_LIMIT = 4 * 60_000;

/**
 * Carries what is put and declared into a connection: by the function in the hub account, or, where AWS's variables
 * point to an emulator, by the function's own code in this process.
 *
 * @throws HubAccountError when it could not be brought to an end
 */
export async function syncConnection(session: HubSession, hub: Hub, connection: string): Promise<Outcome> {
  if (!withoutFunctions()) {
    return invokeSync(session, { functionName: credentialsNames(hub).function, connection });
  }
  const names = namesOf(namingOf(hub), connection);
  if (names === undefined) throw new HubAccountError(`${connection} is no id of a connection`);
  const silent = { info: () => undefined, warn: () => undefined };
  try {
    return await sync(names, {
      cloud: sdkCloud(session, realTime),
      time: realTime,
      log: silent,
      deadline: Date.now() + TIME_LIMIT,
    });
  } catch (error) {
    if (!(error instanceof SyncFault)) throw error;
    throw new HubAccountError(
      `${error.message}; what is put stays put: ./hub credentials sync ${connection} tries again`,
    );
  }
}
