import type { EventsCall, Fields } from "../call";
import { namedConnection } from "./find-connection";
import type { ConnectionRoom } from "./connection-room";
import { describedConnection, listedConnection } from "./shown";

export function describeConnection(call: EventsCall, room: ConnectionRoom): Fields {
  return describedConnection(namedConnection(call, room, "describe"));
}

/** All on one page. */
export function listConnections({ caller, input }: EventsCall, { store }: ConnectionRoom): Fields {
  const { NamePrefix = "" } = input;
  const listed = store.list(caller).filter(({ name }) => name.startsWith(String(NamePrefix)));
  return { Connections: listed.map(listedConnection) };
}
