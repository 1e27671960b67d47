/** What came of one sync. The answer to a direct invocation; holds no value of a secret. */
export type Outcome = Synced | Waiting | Invalid | Rejected;

/** The connection holds the current secret and spec, and EventBridge could authorize. */
export interface Synced {
  readonly status: "synced";
  /** Id: the tenant, or tenant/connection. */
  readonly connection: string;
  /** Id of the secret's version. */
  readonly secretVersion: string;
  readonly specVersion: number;
  /** AUTHORIZED, or ACTIVE for a private endpoint. */
  readonly connectionState: string;
  /** Settings that somebody had changed and that are now as the spec says. */
  readonly restoredDrift?: readonly string[];
  /** Settings that AWS shows differently even now. */
  readonly remainingDrift?: readonly string[];
}

/** The secret has no value yet. */
export interface Waiting {
  readonly status: "waiting";
  readonly connection: string;
  readonly reason: string;
  /** A day has passed since the secret was made: somebody has forgotten it. */
  readonly overdue: boolean;
}

/** Nothing was sent, because there is nothing sound to send; the connection is as it was. */
export interface Invalid {
  readonly status: "invalid";
  readonly connection: string;
  readonly reason: string;
}

/** EventBridge could not authorize with the current secret and spec. */
export interface Rejected {
  readonly status: "rejected";
  readonly connection: string;
  /** AWS's StateReason. */
  readonly reason: string;
  /** Of the connection as it is now. */
  readonly connectionState: string;
  /** The last pair that authorized was put back, and it does. */
  readonly restored: boolean;
}

/** States in which EventBridge delivers: AUTHORIZED, and ACTIVE for a private endpoint (eb-target-connection-states). */
export function isAuthorized(state: string | undefined): boolean {
  return state === "AUTHORIZED" || state === "ACTIVE";
}

/** States in which EventBridge has given up and delivers nothing. */
export function isRefused(state: string | undefined): boolean {
  return state === "DEAUTHORIZED" || state === "FAILED_CONNECTIVITY";
}
