/** What came of a sync, for people to read. */
import type { ConnectionSpec } from "../../connection/spec";
import { TRIED_WITH } from "../../connection/authorization";
import { shortVersion } from "../../connection/short-version";
import type { Outcome } from "../../connection/outcome";

/** What has to be known of a connection's spec. */
interface SyncedSpec {
  /** Name in EventBridge. */
  readonly name: string;
  readonly authorization: Pick<ConnectionSpec["authorization"], "type">;
}

/** The outcome for this connection in sentences, one a line. */
export function outcomeInWords({ name, authorization }: SyncedSpec, outcome: Outcome): string[] {
  switch (outcome.status) {
    case "synced": {
      const { connectionState, secretVersion, specVersion, restoredDrift = [], remainingDrift = [] } = outcome;
      const versions = `version ${shortVersion(secretVersion)} of its secret and version ${specVersion} of its spec`;
      return [
        `${name} is ${connectionState}, with ${versions}.`,
        ...(restoredDrift.length === 0 ? [] : [`Put back as declared: ${restoredDrift.join(", ")}.`]),
        ...(remainingDrift.length === 0 ? [] : [`AWS still shows otherwise: ${remainingDrift.join(", ")}.`]),
        ...(TRIED_WITH[authorization.type] === "tokenCall"
          ? []
          : ["EventBridge tries it with the first event: a wrong value shows then, by an alarm."]),
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
