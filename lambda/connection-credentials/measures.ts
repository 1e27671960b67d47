import type { ConnectionMeasures } from "../../connection/metrics";
import type { Outcome } from "../../connection/outcome";
import { isAuthorized, isRefused, type ShownConnection } from "../../connection/state";

/** Where measures go. */
export interface Meter {
  /** @param connection - Name of the connection in EventBridge. */
  connection(connection: string, measures: ConnectionMeasures): void;
  /** One repair run has come to its end. */
  repairRun(): void;
}

/** What a sync tells the alarms. Waiting for a first value is no trouble until a day has passed. */
export function measuresOf(outcome: Outcome): ConnectionMeasures {
  switch (outcome.status) {
    case "synced":
      return { SyncFailed: 0, ConnectionNotAuthorized: 0 };
    case "waiting":
      return { SyncFailed: outcome.overdue ? 1 : 0, ConnectionNotAuthorized: outcome.overdue ? 1 : 0 };
    case "invalid":
      return { SyncFailed: 1 };
    case "rejected":
      return { SyncFailed: 1, ConnectionNotAuthorized: outcome.restored ? 0 : 1 };
  }
}

/** Nothing is told of a state that passes. */
export function measuresOfState(shown: ShownConnection): ConnectionMeasures {
  if (isAuthorized(shown)) return { ConnectionNotAuthorized: 0 };
  return isRefused(shown) ? { ConnectionNotAuthorized: 1 } : {};
}
