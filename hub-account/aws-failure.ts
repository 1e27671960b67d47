/** What AWS and its SDK throw, said in a sentence with what to do. */
import { isTransientError } from "@smithy/core/retry";
import { stackIds } from "../catalogue/names";
import { isThrottled } from "../connection/passing-failure";
import { HubAccountError } from "./failure";

/** Credentials that are there and not good (any more), by the names that services give them. */
const REFUSED_CREDENTIALS = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidClientTokenId",
  "InvalidAccessKeyId",
  "SignatureDoesNotMatch",
  "InvalidSignatureException",
  "UnrecognizedClientException",
  "RequestExpired",
]);

const DENIED = new Set(["AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "KMS.AccessDeniedException"]);

/** Whether a service says that who asks may not. */
export function isDenied(error: unknown): boolean {
  return DENIED.has(nameOf(error));
}

/** The action that somebody lacks the permission for, such as `iam:GetRole`; undefined where AWS's message has none. */
export function deniedAction(error: unknown): string | undefined {
  return /not authorized to perform:? ([a-z0-9-]+:\w+)/i.exec(messageOf(error))?.[1];
}

/** Whether a service says that what it was asked about does not exist. */
export function isMissing(error: unknown): boolean {
  return /^(ResourceNotFoundException|NotFoundException|NoSuchEntityException|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue|ParameterNotFound)$/.test(
    nameOf(error),
  );
}

/**
 * Why the operators' role could not be taken on.
 *
 * @returns the error itself where it is none of AWS's or its SDK's
 */
export function sessionFailure(error: unknown, roleArn: string): unknown {
  const message = messageOf(error);
  const name = nameOf(error);
  if (isDenied(error)) {
    return new HubAccountError(
      `your AWS identity may not assume ${roleArn}: apply stack ${stackIds.connectionCredentials}, which declares the role, ` +
        `or ask who owns the hub to let you assume it (${message})`,
    );
  }
  if (/multi-factor|MFA/i.test(message)) {
    return new HubAccountError(
      "the AWS profile asks for an MFA code, and hub asks for none: get a session first, for instance with " +
        "eval $(aws configure export-credentials --format env), and run the command again",
    );
  }
  if (/SSO|token (is|has) expired|Token is expired/i.test(message)) {
    return new HubAccountError(`the AWS single sign-on session has ended: run aws sso login, then again (${message})`);
  }
  if (/^(CredentialsProviderError|ProviderError|TokenProviderError)$/.test(name)) {
    return new HubAccountError(
      `no AWS credentials were found: choose a profile with AWS_PROFILE, or run aws sso login (${message})`,
    );
  }
  return awsFailure(error, roleArn);
}

/**
 * Why a call of AWS failed, as the operators' role.
 *
 * @returns the error itself where it is none of AWS's or its SDK's
 */
export function awsFailure(error: unknown, roleArn: string): unknown {
  if (error instanceof HubAccountError) return error;
  const name = nameOf(error);
  const code = networkCode(error);
  if (code !== undefined) {
    const at = addressOf(error);
    return new HubAccountError(
      `AWS does not answer${at === undefined ? "" : ` at ${at}`} (${code}): look at the network, at a proxy, and at ` +
        "AWS_ENDPOINT_URL if it is set",
    );
  }
  if (name === "TimeoutError") {
    return new HubAccountError("AWS does not answer in time: look at the network and at a proxy, and try again");
  }
  if (REFUSED_CREDENTIALS.has(name)) {
    return new HubAccountError(`AWS refuses the credentials (${name}): log in again, or choose another AWS_PROFILE`);
  }
  if (isDenied(error)) {
    return new HubAccountError(
      `${roleArn} may not do that; apply stack ${stackIds.connectionCredentials}, which says what it may (${messageOf(error)})`,
    );
  }
  if (isThrottled(error)) return new HubAccountError(`AWS is asked too often (${name}): try again in a minute`);
  if (!isOfAws(error)) return error;
  return new HubAccountError(`AWS answered ${name}: ${messageOf(error)}`);
}

/** Runs what calls AWS as the operators' role; its failures become sentences. */
export async function inWords<T>(roleArn: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw awsFailure(error, roleArn);
  }
}

function isOfAws(error: unknown): boolean {
  return error instanceof Error && "$metadata" in error;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.trim().replace(/\.$/, "") : String(error);
}

/** The system's word for a fault of the network; several addresses of one name that all fail come as one error. */
function networkCode(error: unknown): string | undefined {
  return causes(error)
    .map((cause) => ("code" in cause && typeof cause.code === "string" ? cause.code : ""))
    .find(isNetworkCode);
}

/** Whether the SDK takes a code of the system for a fault of the network. */
function isNetworkCode(code: string): boolean {
  return isTransientError(Object.assign(new Error(), { code, cause: undefined }));
}

function addressOf(error: unknown): string | undefined {
  for (const cause of causes(error)) {
    const name =
      "hostname" in cause && typeof cause.hostname === "string"
        ? cause.hostname
        : "address" in cause && typeof cause.address === "string"
          ? cause.address
          : undefined;
    const port = "port" in cause && typeof cause.port === "number" ? `:${cause.port}` : "";
    if (name !== undefined) return `${name}${port}`;
  }
  return undefined;
}

function causes(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const below = error instanceof AggregateError ? (error.errors as unknown[]) : [error.cause];
  return [error, ...below.flatMap(causes)];
}
