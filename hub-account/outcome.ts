/** What the sync function answers, as people read it. */
import type { Outcome } from "../connection/outcome";
import { shortVersion } from "../cli/text/terminal";

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
