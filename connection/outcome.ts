import * as z from "zod/mini";

/** Id: the tenant, or tenant/connection. */
const connection = z.string();
/** Names of settings, never values. */
const settings = z.optional(z.readonly(z.array(z.string())));

/** The connection holds the current secret and spec, and EventBridge could authorize. */
const synced = z.object({
  status: z.literal("synced"),
  connection,
  /** Id of the secret's version. */
  secretVersion: z.string(),
  specVersion: z.number(),
  /** AUTHORIZED, or ACTIVE for a private endpoint. */
  connectionState: z.string(),
  /** Settings that somebody had changed and that are now as the spec says. */
  restoredDrift: settings,
  /** Settings that AWS shows differently even now. */
  remainingDrift: settings,
});

/** The secret has no value yet. */
const waiting = z.object({
  status: z.literal("waiting"),
  connection,
  reason: z.string(),
  /** A day has passed since the secret was made: somebody has forgotten it. */
  overdue: z.boolean(),
});

/** Nothing was sent, because there is nothing sound to send; the connection is as it was. */
const invalid = z.object({ status: z.literal("invalid"), connection, reason: z.string() });

/** EventBridge could not authorize with the current secret and spec. */
const rejected = z.object({
  status: z.literal("rejected"),
  connection,
  /** AWS's StateReason. */
  reason: z.string(),
  /** Of the connection as it is now. */
  connectionState: z.string(),
  /** The last pair that authorized was put back, and it does. */
  restored: z.boolean(),
});

const outcomeSchema = z.readonly(z.discriminatedUnion("status", [synced, waiting, invalid, rejected]));

/** What came of one sync. The answer to a direct invocation; holds no value of a secret. */
export type Outcome = z.infer<typeof outcomeSchema>;

/** The secret has no value yet. */
export type Waiting = Extract<Outcome, { status: "waiting" }>;

/** Nothing was sent, because there is nothing sound to send. */
export type Invalid = Extract<Outcome, { status: "invalid" }>;

/** Reads what the sync function answered; undefined when that is no outcome. */
export function parseOutcome(answer: string): Outcome | undefined {
  try {
    return outcomeSchema.safeParse(JSON.parse(answer)).data;
  } catch {
    return undefined;
  }
}
