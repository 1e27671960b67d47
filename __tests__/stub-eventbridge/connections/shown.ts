import type { Fields } from "../call";
import { shownAuthorization } from "./authorization";
import { phaseOf } from "./connection-store";
import { shownHttpParameters } from "./http-parameters";
import { authorizedAt } from "./life";
import type { Connectivity, StoredConnection } from "./stored-connection";

/** AWS's times have no fractions. Seconds since the epoch. */
function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000);
}

/** When it was last authorized; 1970 where it never was (recorded in September 2026). */
function lastAuthorized({ phases, authorizedBefore }: StoredConnection): number {
  return seconds(authorizedAt(Date.now(), phases) ?? authorizedBefore);
}

/** What the calls that change a connection answer. */
export function changedConnection(connection: StoredConnection): Fields {
  const { arn, created, modified } = connection;
  return {
    ConnectionArn: arn,
    ConnectionState: phaseOf(connection).state,
    CreationTime: seconds(created),
    LastModifiedTime: seconds(modified),
    LastAuthorizedTime: lastAuthorized(connection),
  };
}

/** A connection in the list of all. */
export function listedConnection(connection: StoredConnection): Fields {
  const { name, type } = connection;
  const { reason } = phaseOf(connection);
  return {
    ...changedConnection(connection),
    Name: name,
    AuthorizationType: type,
    ...(reason === undefined ? {} : { StateReason: reason }),
  };
}

/**
 * What DescribeConnection shows: no secret, no parameters of a connection that is de-authorized, and its secret's ARN only
 * as long as that is not gone (recorded in September 2026).
 */
export function describedConnection(connection: StoredConnection): Fields {
  const { description, kmsKeyIdentifier, connectivity, secretArn, authorization } = connection;
  const isGone = authorization === undefined && phaseOf(connection).state === "DEAUTHORIZED";
  return {
    ...listedConnection(connection),
    ...(description === undefined ? {} : { Description: description }),
    ...(kmsKeyIdentifier === undefined ? {} : { KmsKeyIdentifier: kmsKeyIdentifier }),
    ...(connectivity === undefined ? {} : { InvocationConnectivityParameters: shownConnectivity(connectivity) }),
    ...(isGone ? {} : { SecretArn: secretArn }),
    AuthParameters: shownParameters(connection),
  };
}

function shownParameters({ authorization, invocation, tokenConnectivity }: StoredConnection): Fields {
  if (authorization === undefined) return {};
  const shown = shownHttpParameters(invocation);
  return {
    ...shownAuthorization(authorization),
    ...(shown === undefined ? {} : { InvocationHttpParameters: shown }),
    ...(tokenConnectivity === undefined ? {} : { ConnectivityParameters: shownConnectivity(tokenConnectivity) }),
  };
}

function shownConnectivity({ resourceConfigurationArn, resourceAssociationArn }: Connectivity): Fields {
  return {
    ResourceParameters: {
      ResourceConfigurationArn: resourceConfigurationArn,
      ResourceAssociationArn: resourceAssociationArn,
    },
  };
}
