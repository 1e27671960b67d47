/** The status of connections for people to read. */
import { shortVersion } from "../../connection/short-version";
import type { SyncState } from "../../connection/labels";
import type { ConnectionReport, ConnectionStatus } from "../../hub-account";
import { counted } from "../../catalogue/wording";
import { columns, wrapped } from "./terminal";

const SYNC_WORDS: Readonly<Record<SyncState, string>> = { synced: "yes", rejected: "rejected", pending: "no" };

/** A line a connection; beneath it, what somebody should do about it. */
export function statusInWords(reports: readonly ConnectionReport[]): string {
  const [header = "", ...lines] = columns([
    ["CONNECTION", "TENANT IS", "STATE", "SECRET", "PUT", "SYNCED"],
    ...reports.map(({ status }) => [
      status.connection,
      status.tenantState,
      status.state ?? "not there",
      versionOf(status),
      ageOf(status),
      syncOf(status),
    ]),
  ]);
  return [
    header,
    ...reports.flatMap(({ problems }, index) => [
      lines[index] ?? "",
      ...problems.flatMap((problem) => wrapped(problem, "    ")),
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
