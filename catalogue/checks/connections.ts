import type { Finding } from "../files/findings";
import type { TenantFile } from "../model";
import type { Entry, SoundFiles } from "../sound-files";
import { either, nearest, quote } from "../wording";

/** A tenant has one connection that needs no name, or several of which each destination names one. */
export function* connections({ tenants }: SoundFiles): Iterable<Finding> {
  for (const tenant of tenants) {
    if (tenant.value.connections === undefined) yield* named(tenant);
    else if (tenant.value.connection === undefined) yield* misnamed(tenant, Object.keys(tenant.value.connections));
    else {
      const instead = "write the first as one more of connections, and its id at its destinations";
      yield tenant.file.findingAtKey(
        "connection-and-connections",
        ["connection"],
        `the tenant has connections too; ${instead}`,
      );
    }
  }
}

function* named({ value, file }: Entry<TenantFile>): Iterable<Finding> {
  for (const [id, destination] of Object.entries(value.destinations)) {
    if (destination.connection === undefined) continue;
    const wrong = "the tenant has a single connection, which has no id";
    yield file.findingAtKey(
      "connection-without-id",
      ["destinations", id, "connection"],
      `${wrong}; leave this out, or write connections`,
    );
  }
}

function* misnamed({ value, file }: Entry<TenantFile>, ids: readonly string[]): Iterable<Finding> {
  const used = new Set<string | undefined>();
  for (const [id, { connection }] of Object.entries(value.destinations)) {
    used.add(connection);
    if (connection === undefined) {
      yield file.findingAtKey(
        "connection-not-named",
        ["destinations", id],
        `no connection is named; write connection: ${either(ids)}`,
      );
    } else if (!ids.includes(connection)) {
      const meant = nearest(connection, ids);
      const instead = meant ?? either(ids);
      const wrong = `the tenant has no connection ${quote(connection)}`;
      yield file.finding("unknown-connection", ["destinations", id, "connection"], `${wrong}; write ${instead}`);
    }
  }
  for (const id of ids.filter((each) => !used.has(each))) {
    const instead = "leave it out, or name it at a destination";
    yield file.findingAtKey(
      "unused-connection",
      ["connections", id],
      `no destination uses this connection; ${instead}`,
    );
  }
}
