import { textOf, type EventsCall } from "../call";
import { meet } from "../constraints";
import { AwsRefusal } from "../refusal";
import type { ConnectionRoom } from "./connection-room";
import { CONNECTION_LIMITS } from "./request";
import type { StoredConnection } from "./stored-connection";

/**
 * The connection that a call names.
 *
 * @param doing as AWS's message has it. Recorded of `describe`; the others are taken to be alike.
 * @throws AwsRefusal where there is none
 */
export function namedConnection({ input, caller }: EventsCall, { store }: ConnectionRoom, doing: string) {
  const { Name = {} } = CONNECTION_LIMITS;
  meet({ Name }, input);
  const name = textOf(input, "Name");
  const found = store.find(caller, name);
  if (found !== undefined) return found;
  throw new AwsRefusal(
    "ResourceNotFoundException",
    `Failed to ${doing} the connection(s). Connection '${name}' does not exist.`,
  );
}

/** Recorded of an update while it is de-authorized; of the other states that pass it is a guess. */
export function modifiedConcurrently({ name }: StoredConnection, doing: string): AwsRefusal {
  return new AwsRefusal(
    "ConcurrentModificationException",
    `Failed to ${doing} the connection(s). Connection '${name}' was modified concurrently.`,
  );
}
