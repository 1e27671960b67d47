import type { EventsCall, Fields } from "../call";
import { namedConnection } from "./find-connection";
import { authorizedAt, type Phase } from "./life";
import type { ConnectionRoom } from "./connection-room";
import { changedConnection } from "./shown";

/**
 * DELETING, and then gone, whether a destination uses it or not (recorded in September 2026). A guess: that a second call
 * meanwhile succeeds.
 */
export function deleteConnection(call: EventsCall, room: ConnectionRoom): Fields {
  const before = namedConnection(call, room, "delete");
  if (before.deleted !== undefined) return changedConnection(before);
  const now = Date.now();
  const phases: readonly Phase[] = [{ from: now, state: "DELETING" }];
  const after = {
    ...before,
    modified: now,
    authorizedBefore: authorizedAt(now, before.phases) ?? before.authorizedBefore,
    deleted: now + room.delays.deleting,
    phases,
  };
  room.store.put(call.caller, after);
  return changedConnection(after);
}
