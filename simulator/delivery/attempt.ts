import { planRequest, UNKNOWN } from "../request";
import type { Clock } from "./clock";
import type { ConnectionSession } from "./connection-session";
import type { Delivery } from "./delivery";
import { exchange } from "./exchange";
import { failure, failureOf, THE_ENDPOINT, type Failure } from "./failure";

/** How one attempt went. */
export type AttemptResult =
  { readonly kind: "delivered"; readonly status: number } | { readonly kind: "failed"; readonly failure: Failure };

/**
 * Tries a delivery once: authorizes, makes the request, sends it and reads the answer.
 *
 * A request with a part that nobody knows (`UNKNOWN`) is sent with that mark in it; a delivery
 * over a router that leads to a real product must have none.
 */
export async function attempt(
  { destination, httpParameters, body }: Delivery,
  session: ConnectionSession,
  clock: Clock,
): Promise<AttemptResult> {
  const permission = await session.permit();
  if (permission.kind === "denied") return { kind: "failed", failure: permission.failure };
  const plan = planRequest({ destination, connection: permission.connection, httpParameters, body });
  if (plan.kind === "impossible") {
    return { kind: "failed", failure: failure("INVALID_PARAMETER", `${plan.reason}.`, false) };
  }
  const { method, url, headers, body: text } = plan.request;
  const sent = headers.map(({ name, value, from }) => ({
    name,
    value: from === "authorization" ? permission.header : value,
  }));
  const result = await exchange({ method, url, headers: sent, body: text }, session.router, clock);
  if (result.kind === "answer" && (result.status === 401 || result.status === 407)) {
    await session.rejected(permission, result.status);
  }
  const failed = failureOf(result, THE_ENDPOINT, clock.now());
  if (failed !== undefined) return { kind: "failed", failure: failed };
  return { kind: "delivered", status: result.kind === "answer" ? result.status : 0 };
}

/** Whether a delivery's request has a part that AWS does not document. */
export function hasUnknownPart({ httpParameters: { pathParameters, header, queryString } }: Delivery): boolean {
  const values = [...pathParameters, ...header.map(({ value }) => value), ...queryString.map(({ value }) => value)];
  return values.some((value) => value.kind === "unknown" || value.value === UNKNOWN);
}
