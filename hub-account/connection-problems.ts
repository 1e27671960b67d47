import type { SyncState } from "../connection/labels";
import { shortVersion } from "../connection/short-version";
import { count } from "../catalogue/wording";
import type { ConnectionStatus, SecretStatus } from "./connection-status";

/**
 * What is the matter with a connection and what to do about it, each in a phrase; the first explains those that follow
 * from it. Empty when it works with what is put and declared.
 *
 * @param stack that makes the connection
 */
export function connectionProblems(status: ConnectionStatus, stack: string): string[] {
  const { connection, tenantState, state, reason, usable, secret, spec, sync, maxAgeDays } = status;
  if (state === null || spec === null || secret.kind === "missing") {
    return [`not applied, or not wholly: apply stack ${stack}`];
  }
  if (secret.kind !== "present") {
    return secret.kind === "deleted"
      ? ["its secret is scheduled for deletion"]
      : [
          `no credentials yet${tenantState === "live" ? ", and the tenant is live: it misses every event" : ""}: ` +
            `./hub credentials put ${connection}`,
        ];
  }
  return [
    ...(usable ? [] : [`${state}${reason === null ? "" : `: ${reason}`}`]),
    ...syncProblems(connection, sync, secret, spec),
    ...(secret.ageDays > maxAgeDays
      ? [`older than the ${count(maxAgeDays, "day")} that its tenant's file allows: put new credentials`]
      : []),
  ];
}

/** Whether a connection has no credentials and needs none: the rules of a tenant that is not live send nothing. */
export function awaitsCredentials({ secret, spec, tenantState }: ConnectionStatus): boolean {
  return secret.kind === "empty" && spec !== null && tenantState !== "live";
}

function syncProblems(
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
    case "synced":
    case null:
      return [];
  }
}
