/** The operators' session in the hub account, and the clients that work in it. Loaded only by commands that call AWS. */
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { roleArn } from "../aws/arn";
import type { Hub } from "../catalogue";
import { hubNames } from "../catalogue/names";
import { sessionFailure } from "./aws-failure";

/** A command that calls AWS, as CloudTrail shows it after `hub-`. */
export type SessionPurpose = "credentials-put" | "credentials-sync" | "credentials-status" | "shadow-show" | "verify";

/** Clients that act as the operators' role in the hub account, in the hub's Region. */
export interface HubSession {
  readonly roleArn: string;
  readonly account: string;
  readonly region: string;
  readonly eventBridge: EventBridgeClient;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly secretsManager: SecretsManagerClient;
  readonly sqs: SQSClient;
  readonly ssm: SSMClient;
}

/** Milliseconds. A connection that takes longer is a network that drops packets; nobody should wait minutes for that. */
const CONNECTION_TIMEOUT = 5_000;

/** Milliseconds: a synchronous invocation answers after the function's own time limit, 15 minutes at most. */
const INVOCATION_TIMEOUT = 15 * 60_000;

/**
 * Takes on the operators' role of the hub with whatever credentials AWS's SDK finds (environment, profile, single
 * sign-on, instance). AWS's own variables, `AWS_ENDPOINT_URL` among them, say where AWS is.
 *
 * @throws HubAccountError when there are no credentials, or they may not take on the role
 */
export async function openHubSession(hub: Hub, purpose: SessionPurpose): Promise<HubSession> {
  const { region, account } = hub;
  const role = operatorsRoleArn(hub);
  const credentials = fromTemporaryCredentials({
    params: { RoleArn: role, RoleSessionName: `hub-${purpose}` },
    clientConfig: { region },
  });
  const first = await credentials().catch((error: unknown) => {
    throw sessionFailure(error, role);
  });
  // The first answer is kept: each client would otherwise take on the role again.
  let current = first;
  const renewed = async () => {
    const soon = Date.now() + 5 * 60_000;
    if (current.expiration !== undefined && current.expiration.getTime() < soon) current = await credentials();
    return current;
  };
  const settings = { region, credentials: renewed, requestHandler: { connectionTimeout: CONNECTION_TIMEOUT } };
  return {
    roleArn: role,
    account,
    region,
    eventBridge: new EventBridgeClient(settings),
    iam: new IAMClient(settings),
    kms: new KMSClient(settings),
    // Asked again by the caller, which can tell an invocation that did not happen from one that was cut off.
    lambda: new LambdaClient({
      ...settings,
      maxAttempts: 1,
      requestHandler: { connectionTimeout: CONNECTION_TIMEOUT, requestTimeout: INVOCATION_TIMEOUT },
    }),
    secretsManager: new SecretsManagerClient(settings),
    sqs: new SQSClient(settings),
    ssm: new SSMClient(settings),
  };
}

/** The role that operators take on in the hub account; stack `connection-credentials` declares it. */
function operatorsRoleArn(hub: Hub): string {
  return roleArn(hub, hubNames(hub).operatorsRole);
}
