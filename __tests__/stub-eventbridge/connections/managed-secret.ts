import { textOf, type EventsCall, type Fields, type Operations } from "../call";
import { AwsRefusal } from "../refusal";
import { authorizationInSecret } from "./authorization";
import type { ConnectionStore } from "./connection-store";
import { httpParametersInSecret } from "./http-parameters";
import type { StoredConnection } from "./stored-connection";

/**
 * The secrets in which EventBridge keeps what connections hold. Recorded in September 2026: the account's users may read
 * them, and nobody may write to them. Other secrets are the emulator's.
 */
export function managedSecretOperations(store: ConnectionStore): Operations {
  const managed = ({ input, caller }: EventsCall) => {
    const id = textOf(input, "SecretId");
    return store.list(caller).find((connection) => id !== "" && connection.secretArn === id && isThere(connection));
  };
  return {
    GetSecretValue: (call) => {
      const connection = managed(call);
      return connection === undefined ? call.emulator() : valueOf(connection);
    },
    PutSecretValue: (call) => {
      if (managed(call) === undefined) return call.emulator();
      throw new AwsRefusal("InvalidRequestException", "Operation is not allowed on secret owned by events");
    },
  };
}

/** A secret of a connection that is de-authorized is marked for deletion, and one of a deleted connection gone. */
function isThere({ authorization, deleted }: StoredConnection): boolean {
  return authorization !== undefined && deleted === undefined;
}

function valueOf({ authorization, invocation, secretArn, secretVersion, modified }: StoredConnection): Fields {
  const parameters = httpParametersInSecret(invocation);
  const value = {
    ...(authorization === undefined ? {} : authorizationInSecret(authorization)),
    ...(parameters === undefined ? {} : { invocation_http_parameters: parameters }),
  };
  return {
    ARN: secretArn,
    Name: secretArn.split(":secret:")[1]?.replace(/-[0-9a-f]{6}$/, "") ?? "",
    VersionId: secretVersion,
    VersionStages: ["AWSCURRENT"],
    SecretString: JSON.stringify(value),
    CreatedDate: Math.floor(modified / 1_000),
  };
}
