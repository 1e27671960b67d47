import { randomUUID } from "node:crypto";
import type { Caller, EventsCall, Fields } from "../call";
import { meet } from "../constraints";
import { invalid } from "../refusal";
import { fieldOf, updatedAuthorization } from "./authorization";
import { stateOf } from "./connection-store";
import { modifiedConcurrently, namedConnection } from "./find-connection";
import { updatedHttpParameters } from "./http-parameters";
import { authorizedAt, authorizingPhases, type ConnectionState } from "./life";
import type { ConnectionRoom } from "./connection-room";
import { CONNECTION_LIMITS, connectionRequest, type ConnectionRequest } from "./request";
import { changedConnection } from "./shown";
import { connectivityTo, newSecretArn, type Connectivity, type StoredConnection } from "./stored-connection";

/** Recorded of DEAUTHORIZING; a guess of the others. */
const BUSY: readonly ConnectionState[] = ["CREATING", "UPDATING", "DELETING", "DEAUTHORIZING"];

/**
 * Changes what is given and keeps what is left out. Recorded in September 2026: with the type, parameters are taken over,
 * the connection is authorized anew, and its secret gets a new version; a description alone does neither. After
 * DeauthorizeConnection nothing is left to keep, and the secret is another.
 */
export function updateConnection(call: EventsCall, room: ConnectionRoom): Fields {
  meet(CONNECTION_LIMITS, call.input);
  const request = connectionRequest.parse(call.input);
  requireChange(request);
  const before = namedConnection(call, room, "update");
  if (BUSY.includes(stateOf(before))) throw modifiedConcurrently(before, "update");
  const now = Date.now();
  const described: StoredConnection = {
    ...before,
    description: request.Description ?? before.description,
    kmsKeyIdentifier: changed(before.kmsKeyIdentifier, request.KmsKeyIdentifier, (key) => key),
    modified: now,
  };
  const { AuthorizationType: type, AuthParameters: parameters = {} } = request;
  const after =
    type === undefined ? described : authorizedAnew(described, { ...request, type, parameters }, call.caller, room);
  room.store.put(call.caller, after);
  return changedConnection(after);
}

/** @throws AwsRefusal in AWS's words, recorded of AuthParameters without a type */
function requireChange({ Description, KmsKeyIdentifier, AuthorizationType: type, AuthParameters }: ConnectionRequest) {
  const hasParameters = type !== undefined && AuthParameters?.[fieldOf(type)] !== undefined;
  const isHalf = !hasParameters && (type !== undefined || AuthParameters !== undefined);
  // A guess: that half an authorization is refused beside a description, too.
  if (hasParameters || (!isHalf && (Description !== undefined || KmsKeyIdentifier !== undefined))) return;
  throw invalid(
    "Failed to update the connection(s). At least one of the following is required: Description, KmsKeyIdentifier, " +
      "AuthorizationType with BasicAuthParameters, ApiKeyAuthParameters, or OAuthParameters.",
  );
}

type Authorizing = Omit<ConnectionRequest, "AuthParameters" | "AuthorizationType"> & {
  readonly type: NonNullable<ConnectionRequest["AuthorizationType"]>;
  readonly parameters: NonNullable<ConnectionRequest["AuthParameters"]>;
};

function authorizedAnew(
  before: StoredConnection,
  { type, parameters, InvocationConnectivityParameters }: Authorizing,
  caller: Caller,
  { outside, delays }: ConnectionRoom,
): StoredConnection {
  const now = before.modified;
  const authorization = updatedAuthorization(before.authorization, type, parameters[fieldOf(type)]);
  const associate = (arn: string) => connectivityTo(caller, arn);
  const given = (value: typeof InvocationConnectivityParameters) => value?.ResourceParameters.ResourceConfigurationArn;
  const connectivity = changed(before.connectivity, given(InvocationConnectivityParameters), associate);
  const asked = { authorization, ...(connectivity && { privateEndpoint: connectivity.resourceConfigurationArn }) };
  return {
    ...before,
    type,
    authorization,
    invocation: updatedHttpParameters(before.invocation, parameters.InvocationHttpParameters),
    connectivity,
    tokenConnectivity: changed<Connectivity>(
      before.tokenConnectivity,
      given(parameters.ConnectivityParameters),
      associate,
    ),
    secretArn: before.authorization === undefined ? newSecretArn(caller, before.name) : before.secretArn,
    secretVersion: randomUUID(),
    authorizedBefore: authorizedAt(now, before.phases) ?? before.authorizedBefore,
    phases: authorizingPhases(now, asked, outside, delays, "UPDATING"),
  };
}

/** What is left out stays, and an empty text takes it away (a guess, after UpdateEventBus and what the model allows). */
function changed<T>(before: T | undefined, given: string | undefined, made: (text: string) => T): T | undefined {
  if (given === undefined) return before;
  return given === "" ? undefined : made(given);
}
