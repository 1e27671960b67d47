import { CommandFailure } from "../failure";
import type { Hub } from "../../catalogue";
import { withoutFunctions } from "./endpoint-override";
import { invokeSync } from "./invoke-sync";
import type { SyncOutcome } from "./outcome";
import type { HubSession } from "./session";

/**
 * Carries what is put and declared into a connection: by the function in the hub account, or, where AWS's variables
 * point to an emulator, by the function's own code in this process.
 *
 * @param say is told, once, when it is this process
 * @throws CommandFailure when it could not be tried
 */
export async function syncConnection(
  session: HubSession,
  hub: Hub,
  connection: string,
  say: (text: string) => void,
): Promise<SyncOutcome> {
  const prefix = `${hub.namespace}-${hub.environment}`;
  if (!withoutFunctions()) {
    return invokeSync(session, { functionName: `${prefix}-connection-credentials`, connection });
  }
  say("An endpoint of AWS is overridden: the sync runs in this process, as emulators run no functions.");
  throw new CommandFailure("not there yet");
}
