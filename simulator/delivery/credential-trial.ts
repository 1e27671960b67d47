/** Tries a connection's credentials at the product, without an event. */
import { planRequest, type ConnectionDescription } from "../request";
import type { Clock } from "./clock";
import { ConnectionSession } from "./connection-session";
import type { ConnectionSecrets } from "./credentials";
import { exchange, type Router } from "./exchange";
import { failureOf } from "./failure";

/** What is asked of the product; only the token is, where it is absent. */
export interface TrialRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
}

/** What came of it. No value of the secret is in it, and nothing of the answer but what is asked for. */
export type CredentialTrial =
  /** The token call failed: nothing else was asked. */
  | { readonly kind: "noToken"; readonly reason: string }
  /** A token came, and nothing more was to be asked. */
  | { readonly kind: "token" }
  | { readonly kind: "unreachable"; readonly reason: string }
  | { readonly kind: "answer"; readonly status: number; readonly body: string };

/**
 * Authorizes as EventBridge does, token call included, and sends one request with what the connection adds to every
 * request.
 */
export async function tryCredentials(
  description: ConnectionDescription,
  secrets: ConnectionSecrets,
  request: TrialRequest | undefined,
  { router, clock }: { readonly router: Router; readonly clock: Clock },
): Promise<CredentialTrial> {
  const told: string[] = [];
  const session = new ConnectionSession(description, secrets, router, clock, ({ kind }) => {
    told.push(kind);
  });
  const permission = await session.permit();
  if (permission.kind === "denied") {
    // Who gives no answer, or fails, has said nothing of the credentials.
    return { kind: told.includes("deauthorized") ? "noToken" : "unreachable", reason: permission.failure.message };
  }
  if (request === undefined) return { kind: "token" };
  const { method, url: endpoint } = request;
  const plan = planRequest({
    destination: { endpoint, httpMethod: method },
    connection: permission.connection,
    httpParameters: { pathParameters: [], header: [], queryString: [] },
    body: { kind: "json", body: "{}" },
  });
  if (plan.kind === "impossible") return { kind: "unreachable", reason: plan.reason };
  const headers = plan.request.headers
    // EventBridge asks for a part of the answer and for less bytes; what is tried is the credential.
    .filter(({ name }) => !["range", "accept-encoding"].includes(name.toLowerCase()))
    .map(({ name, value, from }) => ({ name, value: from === "authorization" ? permission.header : value }));
  const body = method === "GET" ? "" : plan.request.body;
  const result = await exchange({ method, url: plan.request.url, headers, body }, router, clock);
  if (result.kind === "answer") return { kind: "answer", status: result.status, body: result.body };
  return { kind: "unreachable", reason: failureOf(result, "the address", clock.now())?.message ?? "no answer came" };
}
