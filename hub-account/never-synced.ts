import { DescribeConnectionCommand } from "@aws-sdk/client-eventbridge";
import { paginateListSecretVersionIds } from "@aws-sdk/client-secrets-manager";
import { verdictsOf } from "../connection/labels";
import type { ConnectionSpec } from "../connection/spec";
import type { HubSession } from "./session";
import { unlessMissing } from "./unless-missing";

/**
 * When a connection was made that has never held what its secret holds; undefined where it once did, and where there is
 * no connection. The label of the last version that worked stays on the secret for good.
 */
export async function madeAndNeverSynced(
  { eventBridge, secretsManager }: Pick<HubSession, "eventBridge" | "secretsManager">,
  { name, secretName }: Pick<ConnectionSpec, "name" | "secretName">,
): Promise<Date | undefined> {
  const pages = paginateListSecretVersionIds({ client: secretsManager }, { SecretId: secretName });
  for await (const { Versions = [] } of pages) {
    if (Versions.some(({ VersionStages = [] }) => verdictsOf(VersionStages, "secret").synced)) return undefined;
  }
  const connection = await unlessMissing(eventBridge.send(new DescribeConnectionCommand({ Name: name })));
  return connection?.CreationTime;
}
