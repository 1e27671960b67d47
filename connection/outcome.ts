import * as z from "zod/mini";

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

const connection = z.string();
const reason = z.string();
const drift = z.optional(z.readonly(z.array(z.string())));

const outcomeSchema = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("synced"),
    connection,
    secretVersion: z.string(),
    specVersion: z.number(),
    connectionState: z.string(),
    restoredDrift: drift,
    remainingDrift: drift,
  }),
  z.object({ status: z.literal("waiting"), connection, reason, overdue: z.boolean() }),
  z.object({ status: z.literal("invalid"), connection, reason }),
  z.object({
    status: z.literal("rejected"),
    connection,
    reason,
    connectionState: z.string(),
    restored: z.boolean(),
  }),
]) satisfies z.ZodMiniType<Outcome>;

/** Reads what the sync function answered; undefined when that is no outcome. */
export function parseOutcome(answer: string): Outcome | undefined {
  try {
    return outcomeSchema.safeParse(JSON.parse(answer)).data;
  } catch {
    return undefined;
  }
}
