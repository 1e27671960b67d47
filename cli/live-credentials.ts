import { text as readAll } from "node:stream/consumers";
import { CredentialsError, readSecretKeys, realSecrets, type LiveConnections } from "../simulator/local";
import type { Topology } from "../simulator/topology";
import type { EmittedStack } from "../simulator/topology/emitted-stacks";
import { CommandFailure } from "./failure";

const VARIABLE = "HUB_LIVE_CREDENTIALS";

/**
 * The connections of a tenant with their real secrets, from the environment or standard input, in the form that the
 * tenant's secret has in Secrets Manager. They are never printed.
 *
 * @param stack of the tenant
 * @throws CommandFailure when there are no credentials, or they do not fit
 */
export async function liveConnections(
  stack: string,
  { connections }: Topology,
  stacks: readonly EmittedStack[],
): Promise<LiveConnections> {
  const own = connections.filter((connection) => connection.stack === stack);
  if (own.length === 0) throw new CommandFailure(`${stack} has no connection that could be live`);
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

async function credentials(): Promise<string> {
  const given = process.env[VARIABLE];
  // Nothing that this process starts shall inherit them.
  Reflect.deleteProperty(process.env, VARIABLE);
  if (given !== undefined) return given;
  if (process.stdin.isTTY) {
    throw new CommandFailure(
      `--live needs the JSON of the tenant's secret, in ${VARIABLE} or on standard input: ` +
        "aws secretsmanager get-secret-value --secret-id <secret> --query SecretString --output text | ./hub local --live ...",
    );
  }
  return readAll(process.stdin);
}
