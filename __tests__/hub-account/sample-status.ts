import type { SyncState } from "../../connection/labels";
import type { ConnectionStatus, SecretStatus } from "../../hub-account/connection-status";

const VERSION = "0123456789abcdef";
/** A secret that is there, as far as it has come. */
export const secret = (sync: SyncState, ageDays = 3): Extract<SecretStatus, { kind: "present" }> => ({
  ...{ kind: "present", version: VERSION, ageDays },
  ...{ synced: sync === "synced", rejected: sync === "rejected" },
});
/** A spec that is there, as far as it has come. */
export const spec = (sync: SyncState) => ({ version: 4, synced: sync === "synced", rejected: sync === "rejected" });
/** A connection that works. */
export const FINE: ConnectionStatus = {
  connection: "jira",
  name: "acme-dev-jira",
  state: "AUTHORIZED",
  reason: null,
  usable: true,
  secret: secret("synced"),
  spec: spec("synced"),
  sync: "synced",
  tenantState: "live",
  maxAgeDays: 90,
};
/** One of several connections of a tenant. */
export const OTHER: ConnectionStatus = { ...FINE, connection: "shop/eu" };
