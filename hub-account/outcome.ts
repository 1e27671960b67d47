/** What the sync function answers, as it comes over the wire and as people read it. */
import { z } from "zod";
import type { Outcome } from "../lambda/connection-credentials/outcome";
import { shortVersion } from "../cli/text/terminal";

const connection = z.string();
const reason = z.string();
const drift = z.array(z.string()).readonly().optional();

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
]);

/** Reads what the function answered; undefined when that is no outcome. */
export function parseOutcome(answer: string): Outcome | undefined {
  try {
    return outcomeSchema.safeParse(JSON.parse(answer)).data;
  } catch {
    return undefined;
  }
}

/**
 * The outcome in sentences, one a line.
 *
 * @param name of the connection in EventBridge
 */
export function outcomeInWords(name: string, outcome: Outcome): string[] {
  switch (outcome.status) {
    case "synced": {
      const { connectionState, secretVersion, specVersion, restoredDrift = [], remainingDrift = [] } = outcome;
      const versions = `version ${shortVersion(secretVersion)} of its secret and version ${specVersion} of its spec`;
      return [
        `${name} is ${connectionState}, with ${versions}.`,
        ...(restoredDrift.length === 0 ? [] : [`Put back as declared: ${restoredDrift.join(", ")}.`]),
        ...(remainingDrift.length === 0 ? [] : [`AWS still shows otherwise: ${remainingDrift.join(", ")}.`]),
      ];
    }
    case "waiting":
      return [`${name} waits for its credentials: ${phrase(outcome.reason)}.`];
    case "invalid":
      return [`Nothing was sent to ${name}, which is as it was: ${phrase(outcome.reason)}.`];
    case "rejected":
      return [
        `${name} could not authorize: ${phrase(outcome.reason)}.`,
        outcome.restored
          ? `What worked before is back: the connection is ${outcome.connectionState} with it.`
          : `There was nothing good to go back to: it is ${outcome.connectionState}, and nothing is delivered.`,
      ];
  }
}

/** AWS's reasons are sentences, the function's are not. */
function phrase(reason: string): string {
  return reason.trim().replace(/\.$/, "");
}
