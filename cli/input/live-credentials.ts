import { text as readAll } from "node:stream/consumers";
import type { LiveConnections } from "#simulator/local";
import type { Connection, EmittedStack, Topology } from "#simulator/topology";
import { either } from "../../catalogue/wording";
import { connectionId, ownIdOfConnection, partsOfId } from "../../connection/names";
import { CommandFailure } from "../failure";
import { CredentialsError, readSecretKeys, realSecrets } from "./live-secrets";
import { tenantStack } from "./tenant-stack";

const VARIABLE = "HUB_LIVE_CREDENTIALS";

/**
 * The connections of a tenant with their real secrets, from the environment or standard input, in the form that the
 * tenant's secret has in Secrets Manager. They are never printed.
 *
 * @param tenant its id, or `<tenant>/<connection>` of a tenant with several connections: each has a secret of its own
 * @throws CommandFailure when there is no such connection or no credentials, or they do not fit
 */
export async function liveConnections(
  tenant: string,
  topology: Topology,
  stacks: readonly EmittedStack[],
): Promise<LiveConnections> {
  const own = connectionsNamed(tenant, topology);
  const json = await credentials();
  try {
    return new Map(
      own.map(({ arn, name, description }) => [arn, realSecrets(json, description, readSecretKeys(stacks, name))]),
    );
  } catch (error) {
    if (error instanceof CredentialsError) throw new CommandFailure(`--live: ${error.message}`);
    throw error;
  }
}

function connectionsNamed(tenant: string, topology: Topology): Connection[] {
  const { tenant: tenantId, connection } = partsOfId(tenant);
  const stack = tenantStack(topology, tenantId);
  const own = topology.connections.filter((one) => one.stack === stack);
  if (own.length === 0) throw new CommandFailure(`${stack} has no connection that could be live`);
  if (own.length === 1 && connection === undefined) return own;
  const ids = own.map(({ name }) => ownIdOfConnection(name));
  const found = own.filter((_, index) => connection !== undefined && ids[index] === connection);
  if (found.length > 0) return found;
  const choices = either(ids.map((id) => connectionId(tenantId, id)));
  throw new CommandFailure(
    connection === undefined
      ? `--live: ${tenantId} has several connections, each with a secret of its own; write ${choices}`
      : `--live: ${tenantId} has no connection ${connection}; write ${choices}`,
  );
}

async function credentials(): Promise<string> {
  const given = process.env[VARIABLE];
  // Nothing that this process starts shall inherit them.
  Reflect.deleteProperty(process.env, VARIABLE);
  if (given !== undefined) return given;
  if (process.stdin.isTTY) {
    throw new CommandFailure(
      `--live needs the credentials as ./hub credentials put takes them, in ${VARIABLE} or on standard input: ` +
        "./hub local --live ... < credentials.json. They come from their owner: AWS gives the secret to nobody but the function",
    );
  }
  return readAll(process.stdin);
}
