import { PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import type { DeclaredConnection } from "../catalogue/declared-connections";
import { HubAccountError } from "./failure";
import { awsFailure } from "./aws-failure";
import { secretStatus } from "./connection-status";
import type { HubSession } from "./session";

/**
 * Makes sure that a connection's secret can take a value, before anybody is asked for one.
 *
 * @throws HubAccountError when its stack is not applied, or the secret is being deleted
 */
export async function requireSecret(session: HubSession, { spec, stack }: DeclaredConnection): Promise<void> {
  const { secretName } = spec;
  const { kind } = await secretStatus(session, secretName);
  if (kind === "missing") {
    throw new HubAccountError(
      `there is no secret ${secretName} in account ${session.account}, ${session.region}: apply stack ${stack} first`,
    );
  }
  if (kind === "deleted") {
    throw new HubAccountError(
      `secret ${secretName} is scheduled for deletion; to keep it: ` +
        `aws secretsmanager restore-secret --secret-id ${secretName}`,
    );
  }
}

/**
 * Puts a new version of a connection's secret.
 *
 * @returns the version's id
 * @throws HubAccountError that repeats nothing of what was sent: AWS's own message may
 */
export async function putSecret(session: HubSession, secretName: string, text: string): Promise<string> {
  const request = new PutSecretValueCommand({ SecretId: secretName, SecretString: text });
  const { VersionId } = await session.secretsManager.send(request).catch((error: unknown) => {
    const name = error instanceof Error ? error.name : "an error";
    const isAboutContent = /^(ValidationException|Invalid\w+|MalformedPolicyDocument\w*|SerializationException)$/.test(
      name,
    );
    throw isAboutContent
      ? new HubAccountError(`AWS did not take the value of secret ${secretName} (${name})`)
      : awsFailure(error, session.roleArn);
  });
  return VersionId ?? "unknown";
}
