import type { ConnectionStore } from "./connection-store";
import type { Delays, Outside } from "./life";

/** What the operations on connections work with. */
export interface ConnectionRoom {
  readonly store: ConnectionStore;
  readonly outside: Outside;
  readonly delays: Delays;
}
