/** What the sync function measures and the alarms watch, by CloudWatch's names; docs/credentials.md says what each means. */

/** What is measured of one connection. Each field is a metric of its name. */
export interface ConnectionMeasures {
  /** 1: the connection does not hold the current secret and spec, and somebody has to see to it. */
  readonly SyncFailed?: 0 | 1;
  /** 1: EventBridge delivers nothing over the connection. */
  readonly ConnectionNotAuthorized?: 0 | 1;
  /** Since the current version of the secret was made. */
  readonly SecretAgeDays?: number;
}

/** Name of a metric of one connection. */
export type ConnectionMetric = keyof ConnectionMeasures;

/** The dimension that says which connection was measured, besides the `service` that Powertools adds to every metric. */
export const CONNECTION_DIMENSION = "connection";

/** Counts the repair runs that have come to their end. */
export const REPAIR_RUNS = "RepairRuns";
