import type { Outcome } from "../../connection/outcome";
import { isAuthorized, isRefused, type ShownConnection } from "../../connection/state";

/** What is measured of one connection; docs/credentials.md says what each alarm on them means. */
export interface Measures {
  /** 1: the connection does not hold the current secret and spec, and somebody has to see to it. */
  readonly SyncFailed?: 0 | 1;
  /** 1: EventBridge delivers nothing over the connection. */
  readonly ConnectionNotAuthorized?: 0 | 1;
  /** Since the current version of the secret was made. */
  readonly SecretAgeDays?: number;
}

/** Where measures go. */
export interface Meter {
  /** @param connection - Name of the connection in EventBridge. */
  connection(connection: string, measures: Measures): void;
  /** One repair run has come to its end. */
  repairRun(): void;
}

/** What a sync tells the alarms. Waiting for a first value is no trouble until a day has passed. */
export function measuresOf(outcome: Outcome): Measures {
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
export function measuresOfState(shown: ShownConnection): Measures {
  if (isAuthorized(shown)) return { ConnectionNotAuthorized: 0 };
  return isRefused(shown) ? { ConnectionNotAuthorized: 1 } : {};
}
