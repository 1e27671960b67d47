import type { EventsCall, Fields } from "../call";
import { stateOf } from "./connection-store";
import { modifiedConcurrently, namedConnection } from "./find-connection";
import { NO_PARAMETERS } from "./http-parameters";
import { authorizedAt, deauthorizingPhases } from "./life";
import type { ConnectionRoom } from "./connection-room";
import { changedConnection } from "./shown";

/** Takes the parameters away, all of them. A second time succeeds and changes nothing more (recorded in September 2026). */
export function deauthorizeConnection(call: EventsCall, room: ConnectionRoom): Fields {
  const before = namedConnection(call, room, "deauthorize");
  // A guess.
  if (stateOf(before) === "DELETING") throw modifiedConcurrently(before, "deauthorize");
  if (before.authorization === undefined) return changedConnection(before);
  const now = Date.now();
  const after = {
    ...before,
    authorization: undefined,
    invocation: NO_PARAMETERS,
    modified: now,
    authorizedBefore: authorizedAt(now, before.phases) ?? before.authorizedBefore,
    phases: deauthorizingPhases(now, room.delays),
  };
  room.store.put(call.caller, after);
  return changedConnection(after);
}
