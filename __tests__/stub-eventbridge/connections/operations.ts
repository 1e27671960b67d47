import type { Operations } from "../call";
import type { ConnectionRoom } from "./connection-room";
import { createConnection } from "./create-connection";
import { deauthorizeConnection } from "./deauthorize-connection";
import { deleteConnection } from "./delete-connection";
import { describeConnection, listConnections } from "./describe-connection";
import { updateConnection } from "./update-connection";

/** EventBridge's operations on connections: the emulator's have no states, and show secrets. */
export function connectionOperations(room: ConnectionRoom): Operations {
  return {
    CreateConnection: (call) => createConnection(call, room),
    UpdateConnection: (call) => updateConnection(call, room),
    DescribeConnection: (call) => describeConnection(call, room),
    ListConnections: (call) => listConnections(call, room),
    DeauthorizeConnection: (call) => deauthorizeConnection(call, room),
    DeleteConnection: (call) => deleteConnection(call, room),
  };
}
