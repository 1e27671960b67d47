/** The status of connections for people to read. */
import type { ConnectionStatus, SecretStatus, SyncState } from "../../hub-account/connection-status";
import { columns, counted, shortVersion, wrapped } from "./terminal";

const SYNC_WORDS: Readonly<Record<SyncState, string>> = { synced: "yes", rejected: "rejected", pending: "no" };

/** A line a connection; beneath it, what somebody should do about it. */
export function statusInWords(statuses: readonly ConnectionStatus[]): string {
  const [header = "", ...lines] = columns([
    ["CONNECTION", "STATE", "SECRET", "PUT", "SYNCED"],
    ...statuses.map((status) => [
      status.connection,
      status.state ?? "not there",
      versionOf(status),
      ageOf(status),
      syncOf(status),
    ]),
  ]);
  return [
    header,
    ...statuses.flatMap((status, index) => [
      lines[index] ?? "",
      ...remarks(status).flatMap((remark) => wrapped(remark, "    ")),
    ]),
  ].join("\n");
}

function versionOf({ secret }: ConnectionStatus): string {
  return secret.kind === "present" ? shortVersion(secret.version) : "-";
}

function ageOf({ secret }: ConnectionStatus): string {
  if (secret.kind !== "present") return "-";
  return secret.ageDays === 0 ? "today" : `${counted(secret.ageDays, "day")} ago`;
}

function syncOf({ sync }: ConnectionStatus): string {
  return sync === null ? "-" : SYNC_WORDS[sync];
}

/** What is the matter with a connection, and what to do about it; the first reason explains those that follow from it. */
export function remarks(status: ConnectionStatus): string[] {
  const { connection, state, reason, usable, secret, spec, sync, maxAgeDays } = status;
  const tenant = connection.split("/")[0] ?? connection;
  if (state === null || spec === null || secret.kind === "missing") {
    return [`not applied, or not wholly: apply stack tenant-${tenant}`];
  }
  if (secret.kind !== "present") {
    return secret.kind === "deleted"
      ? ["its secret is scheduled for deletion"]
      : [`no credentials yet: ./hub credentials put ${connection}`];
  }
  return [
    ...(usable ? [] : [`${state}${reason === null ? "" : `: ${reason}`}`]),
    ...syncRemarks(connection, sync, secret, spec),
    ...(secret.ageDays > maxAgeDays
      ? [`older than the ${counted(maxAgeDays, "day")} that its tenant's file allows: put new credentials`]
      : []),
  ];
}

function syncRemarks(
  connection: string,
  sync: SyncState | null,
  secret: Extract<SecretStatus, { kind: "present" }>,
  spec: NonNullable<ConnectionStatus["spec"]>,
): string[] {
  const command = `./hub credentials sync ${connection}`;
  const secretVersion = `version ${shortVersion(secret.version)} of its secret`;
  const specVersion = `version ${spec.version} of its spec`;
  switch (sync) {
    case "rejected":
      return [
        `${secretVersion} with ${specVersion} was rejected: put other credentials or correct the tenant's file; ` +
          `to try the same again: ${command}`,
      ];
    case "pending": {
      const late = [...(secret.synced ? [] : [secretVersion]), ...(spec.synced ? [] : [specVersion])];
      return [`not yet in the connection: ${late.join(" and ")}: ${command}`];
    }
    default:
      return [];
  }
}
