import { randomUUID } from "node:crypto";
import type { EventsCall, Fields } from "../call";
import { meet } from "../constraints";
import { AwsRefusal, invalid } from "../refusal";
import { fieldOf, updatedAuthorization } from "./authorization";
import { NO_PARAMETERS, updatedHttpParameters } from "./http-parameters";
import { authorizingPhases } from "./life";
import type { ConnectionRoom } from "./connection-room";
import { CONNECTION_LIMITS, connectionRequest, type ConnectionRequest } from "./request";
import { changedConnection } from "./shown";
import { connectivityTo, newConnectionArn, newSecretArn, type Connectivity } from "./stored-connection";

const LIMITS = {
  ...CONNECTION_LIMITS,
  AuthorizationType: { ...CONNECTION_LIMITS["AuthorizationType"], required: true as const },
  AuthParameters: { required: true as const },
};

/** BASIC and API_KEY are AUTHORIZED at once, and OAuth is AUTHORIZING (recorded in September 2026). */
export function createConnection({ input, caller }: EventsCall, { store, outside, delays }: ConnectionRoom): Fields {
  meet(LIMITS, input);
  const request = connectionRequest.parse(input);
  const { Name: name, AuthorizationType: type, AuthParameters: parameters = {} } = request;
  if (type === undefined) throw new Error("The model has let a request without a type pass");
  if (store.find(caller, name) !== undefined) {
    // A guess: the words.
    throw new AwsRefusal(
      "ResourceAlreadyExistsException",
      `Failed to create the connection(s). Connection '${name}' already exists.`,
    );
  }
  const given = parameters[fieldOf(type)];
  if (given === undefined) {
    // A guess: the words.
    throw invalid(`Failed to create the connection(s). Parameter ${fieldOf(type)} must be specified.`);
  }
  const now = Date.now();
  const authorization = updatedAuthorization(undefined, type, given);
  const connectivity = givenConnectivity(request.InvocationConnectivityParameters, caller);
  const asked = { authorization, ...(connectivity && { privateEndpoint: connectivity.resourceConfigurationArn }) };
  const connection = {
    name,
    arn: newConnectionArn(caller, name),
    description: request.Description,
    type,
    authorization,
    invocation: updatedHttpParameters(NO_PARAMETERS, parameters.InvocationHttpParameters),
    kmsKeyIdentifier: request.KmsKeyIdentifier === "" ? undefined : request.KmsKeyIdentifier,
    connectivity,
    tokenConnectivity: givenConnectivity(parameters.ConnectivityParameters, caller),
    secretArn: newSecretArn(caller, name),
    secretVersion: randomUUID(),
    created: now,
    modified: now,
    authorizedBefore: 0,
    deleted: undefined,
    phases: authorizingPhases(now, asked, outside, delays, "CREATING"),
  };
  store.put(caller, connection);
  return changedConnection(connection);
}

function givenConnectivity(
  given: ConnectionRequest["InvocationConnectivityParameters"],
  caller: EventsCall["caller"],
): Connectivity | undefined {
  const arn = given?.ResourceParameters.ResourceConfigurationArn ?? "";
  return arn === "" ? undefined : connectivityTo(caller, arn);
}
