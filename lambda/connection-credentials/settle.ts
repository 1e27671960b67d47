import type { DescribeConnectionResponse, UpdateConnectionRequest } from "@aws-sdk/client-eventbridge";
import { hasName, reasonOf, SyncFault } from "./faults";
import type { Invalid } from "../../connection/outcome";
import { isAuthorized, isRefused } from "../../connection/state";
import { descriptionOf, render, type Pair } from "./render";
import type { Run } from "./run";

/** How EventBridge took an update. */
export type Settled =
  | { readonly kind: "authorized" | "refused"; readonly state: string; readonly reason: string }
  /** The connection shows another description: somebody has updated it since. */
  | { readonly kind: "overtaken" }
  | { readonly kind: "gone" };

/** The longest that one update is waited for. Private endpoints may take minutes (eb-target-connection-states). */
const LONGEST_WAIT = 120_000;

/** For so long a look may still show the connection as it was before the update. */
const STALE_READS = 5_000;

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;

/** The connection is not there, so there is nothing to sync. */
export function connectionMissing({ names }: Run): Invalid {
  const reason = `there is no connection ${names.connection} (deleted?); apply the tenant's stack`;
  return { status: "invalid", connection: names.id, reason };
}

/** An update that AWS has taken. */
export interface Sent {
  readonly status: "sent";
  /** By AWS's clock; undefined where it does not say. */
  readonly at: Date | undefined;
  /** Whether the connection was refused before: for a while that may still be shown. */
  readonly wasRefused: boolean;
}

/**
 * Sends a pair as one UpdateConnection.
 *
 * @returns Why it is not in the connection, when AWS does not accept the request as it is; the connection is unchanged then.
 */
export async function send(run: Run, pair: Pair, shown: DescribeConnectionResponse): Promise<Invalid | Sent> {
  const { cloud, names, redactor } = run;
  const request: UpdateConnectionRequest = render(pair, shown);
  try {
    return { status: "sent", at: await cloud.updateConnection(request), wasRefused: isRefused(shown) };
  } catch (error) {
    if (hasName(error, "ResourceNotFoundException")) return connectionMissing(run);
    if (!hasName(error, "ValidationException", "ValidationError", "InvalidParameterException")) throw error;
    const reason = `AWS does not accept the connection: ${reasonOf(error, redactor)}`;
    return { status: "invalid", connection: names.id, reason };
  }
}

/**
 * Whether a connection that shows as authorized may be so from before an update. A token is got anew for every update of an
 * OAuth connection, and LastAuthorizedTime moves with it; one that could not be reached yet shows 1970 (recorded in
 * September 2026). AWS's times have no fractions, so the second of the update itself counts.
 */
function isFromBefore({ LastAuthorizedTime: last }: DescribeConnectionResponse, pair?: Pair, sent?: Sent): boolean {
  if (pair?.spec.authorization.type !== "OAUTH_CLIENT_CREDENTIALS") return false;
  if (last === undefined || sent?.at === undefined) return false;
  return Math.floor(last.getTime() / 1_000) < Math.floor(sent.at.getTime() / 1_000);
}

/**
 * Waits until EventBridge has authorized the connection with this pair, or refuses to. A state counts when two looks in a
 * row show it, and for OAuth when it is from after the update: the first may still be the one from before.
 *
 * @param pair - Undefined waits for whatever pair is in the connection.
 * @param sent - The update that is waited for; undefined where it was another run's.
 * @throws SyncFault when time is up.
 */
export async function settle(
  { cloud, time, names, redactor, deadline }: Run,
  pair?: Pair,
  sent?: Sent,
): Promise<Settled> {
  const description = pair && descriptionOf(pair.spec, pair);
  const start = time.now();
  const end = Math.min(start + LONGEST_WAIT, deadline);
  let last: string | undefined;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    const shown = await cloud.connection(names.connection);
    if (!shown || shown.ConnectionState === "DELETING") return { kind: "gone" };
    const state = shown.ConnectionState;
    if (description !== undefined && shown.Description !== description) {
      last = undefined;
      if (time.now() - start >= STALE_READS) return { kind: "overtaken" };
    } else if (isAuthorized(shown) && isFromBefore(shown, pair, sent)) {
      last = undefined;
    } else if (sent?.wasRefused === true && isRefused(shown) && time.now() - start < STALE_READS) {
      last = undefined;
    } else if (state !== undefined && state === last && (isAuthorized(shown) || isRefused(shown))) {
      const reason = redactor.redact(shown.StateReason ?? "EventBridge gives no reason");
      return { kind: isAuthorized(shown) ? "authorized" : "refused", state, reason };
    } else {
      last = state;
    }
    if (time.now() + pause >= end) {
      const seconds = Math.round((time.now() - start) / 1_000);
      const since = isAuthorized(shown) ? ` from before its update` : "";
      throw new SyncFault(
        `connection ${names.connection} is still ${state ?? "without a state"}${since} after ${seconds} s`,
      );
    }
    await time.sleep(pause);
  }
}
