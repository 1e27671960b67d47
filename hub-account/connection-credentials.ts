import type { Hub } from "../catalogue";
import type { DeclaredConnection } from "../catalogue/declared-connections";
import type { Outcome } from "../connection/outcome";
import { inWords } from "./aws-failure";
import { withoutFunctions } from "./endpoint-override";
import { HubAccountError } from "./failure";
import { madeAndNeverSynced } from "./never-synced";
import { openHubSession } from "./session";
import { syncConnection } from "./sync-connection";
import { putSecret, requireSecret } from "./tenant-secret";

/** The credentials of one connection in the hub account: where they are put, and what makes the connection use them. */
export interface ConnectionCredentials {
  /**
   * Puts a new version of the connection's secret.
   *
   * @param secret JSON text; no error ever repeats it
   * @returns the version's id
   */
  readonly put: (secret: string) => Promise<string>;
  /** Whether a sync runs in this process, because an endpoint of AWS is overridden and emulators run no functions. */
  readonly syncsHere: boolean;
  /**
   * When the connection was made, where it has never held credentials; undefined where it once did. What was published
   * since has not reached the product.
   */
  readonly neverSyncedSince: Date | undefined;
  /** Has the connection authorize with what its secret holds, and waits for what comes of it. */
  readonly sync: () => Promise<Outcome>;
}

/**
 * Opens the hub account for the credentials of one connection, and makes sure that its secret can take a value before
 * anybody is asked for one. All that it offers throws as it does.
 *
 * @throws HubAccountError when AWS cannot be asked, or there is no place for the credentials
 */
export async function openCredentials(
  hub: Hub,
  declared: DeclaredConnection,
  purpose: "credentials-put" | "credentials-sync",
): Promise<ConnectionCredentials> {
  const session = await openHubSession(hub, purpose);
  const { id, spec } = declared;
  const neverSyncedSince = await inWords(session.roleArn, async () => {
    await requireSecret(session, declared);
    return await madeAndNeverSynced(session, spec);
  });
  return {
    neverSyncedSince,
    put: (secret) => inWords(session.roleArn, () => putSecret(session, spec.secretName, secret)),
    syncsHere: withoutFunctions(),
    sync: async () => {
      const outcome = await inWords(session.roleArn, () => syncConnection(session, hub, id));
      if (outcome.connection === id) return outcome;
      throw new HubAccountError(`the function synced ${outcome.connection} where ${id} was asked for`);
    },
  };
}
