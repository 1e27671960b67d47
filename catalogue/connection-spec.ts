import { kmsAliasArn } from "../aws/arn";
import type { ConnectionSpec } from "../connection/spec";
import type { Connection, Hub } from "./model";
import { connectionNames, hubNames } from "./names";

/**
 * Everything of a tenant's connection that is not secret, as it is kept in Parameter Store: what the tenant's file says,
 * the names that follow from it, and the hub's key where the file names none.
 */
export function connectionSpec(hub: Hub, tenantId: string, { id, ...connection }: Connection): ConnectionSpec {
  const names = connectionNames(hub, tenantId, id);
  return {
    name: names.connection,
    secretName: names.secret,
    ...connection,
    kmsKeyIdentifier: connection.kmsKeyIdentifier ?? kmsAliasArn(hub, hubNames(hub).keyAlias),
  };
}
