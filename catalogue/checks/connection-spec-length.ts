import { PARAMETER_VALUE_CHARACTERS } from "../../aws/limits";
import { connectionSpec } from "../connection-spec";
import type { Finding } from "../files/findings";
import { connectionsOf, type SoundFiles } from "../sound-files";

/** The connection's spec is one SSM parameter. */
export function* connectionSpecLength({ hub, tenants }: SoundFiles): Iterable<Finding> {
  if (hub === undefined) return;
  const most = PARAMETER_VALUE_CHARACTERS.advanced;
  for (const { id, value, file } of tenants) {
    for (const { id: connectionId, connection, path } of connectionsOf(value)) {
      const { length } = JSON.stringify(connectionSpec(hub.value, id, { ...connection, id: connectionId }));
      if (length <= most) continue;
      const wrong = `${length.toLocaleString("en")} characters as an SSM parameter, AWS allows ${most.toLocaleString("en")}`;
      yield file.finding("connection-spec-too-long", path, `${wrong}; write fewer or shorter parameters`);
    }
  }
}
