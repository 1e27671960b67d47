/** Accounts as their administrator: whom the user names, for what has to be there before any role of ours. */
import { HeadBucketCommand, HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { awsFailure } from "./aws-failure";
import { HubAccountError } from "./failure";

/** As whom an account is worked in: a profile of the AWS configuration, a role, or as the process itself is. */
export type Administrator =
  | { readonly kind: "profile"; readonly profile: string }
  | { readonly kind: "role"; readonly roleArn: string }
  | { readonly kind: "environment" };

/** An account, opened. */
export interface OpenAccount {
  readonly account: string;
  /** ARN of who works in it. */
  readonly identity: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string | undefined;
  };
}

/** Milliseconds: a network that drops packets shall not hold anybody up for minutes. */
const REQUESTS = { connectionTimeout: 5_000, requestTimeout: 30_000 };

/** An hour is what every role allows, and one that is taken on by another role allows no more (API_AssumeRole). */
const SESSION_SECONDS = 3_600;

/**
 * Opens an account, and asks AWS which one it is.
 *
 * @param account twelve digits
 * @param name what the user calls it
 * @throws HubAccountError when there are no credentials, or they are another account's
 */
export async function openAccount(
  { account, name, region }: { readonly account: string; readonly name: string; readonly region: string },
  administrator: Administrator,
): Promise<OpenAccount> {
  const who = inWordsOf(administrator);
  try {
    const { accessKeyId, secretAccessKey, sessionToken } = await providerOf(administrator, region)();
    const credentials = { accessKeyId, secretAccessKey, sessionToken };
    const sts = new STSClient({ region, credentials: toSdk(credentials), requestHandler: REQUESTS });
    const { Account, Arn = "" } = await sts.send(new GetCallerIdentityCommand({}));
    if (Account === account) return { account, identity: Arn, credentials };
    throw new HubAccountError(
      `${who} is in account ${Account ?? "?"}, and ${name} is ${account}; name a profile or a role of that one: ` +
        `--as ${name}=PROFILE, or --as ${name}=arn:aws:iam::${account}:role/NAME`,
    );
  } catch (error) {
    throw openFailure(error, { account, name, who });
  }
}

function providerOf(administrator: Administrator, region: string) {
  switch (administrator.kind) {
    case "profile":
      return fromIni({ profile: administrator.profile, clientConfig: { region } });
    case "role":
      return fromTemporaryCredentials({
        params: {
          RoleArn: administrator.roleArn,
          RoleSessionName: "hub-bootstrap",
          DurationSeconds: SESSION_SECONDS,
        },
        clientConfig: { region },
      });
    case "environment":
      return fromNodeProviderChain();
  }
}

function inWordsOf(administrator: Administrator): string {
  switch (administrator.kind) {
    case "profile":
      return `the profile ${administrator.profile}`;
    case "role":
      return administrator.roleArn;
    case "environment":
      return "your AWS identity";
  }
}

function openFailure(
  error: unknown,
  { account, name, who }: { readonly account: string; readonly name: string; readonly who: string },
): unknown {
  if (error instanceof HubAccountError) return error;
  const { name: kind = "", message = String(error) } = error instanceof Error ? error : {};
  if (/^(AccessDenied|AccessDeniedException)$/.test(kind)) {
    return new HubAccountError(`${who} may not be taken on for ${name} (${account}): ${message}`);
  }
  if (/^(CredentialsProviderError|ProviderError|TokenProviderError)$/.test(kind)) {
    return new HubAccountError(`${who} gives no credentials for ${name} (${account}): ${message}`);
  }
  return awsFailure(error, who);
}

function toSdk({ accessKeyId, secretAccessKey, sessionToken }: OpenAccount["credentials"]) {
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

/** What there is of a state in S3. */
export type StateThere = "no bucket" | "bucket alone" | "state";

/**
 * Looks for a state.
 *
 * @throws HubAccountError when AWS does not say, as for a bucket of that name that is another account's
 */
export async function lookForState(
  { bucket, key, region }: { readonly bucket: string; readonly key: string; readonly region: string },
  { account, identity, credentials }: OpenAccount,
): Promise<StateThere> {
  const s3 = new S3Client({ region, credentials: toSdk(credentials), requestHandler: REQUESTS });
  const exists = async (look: () => Promise<unknown>): Promise<boolean> => {
    try {
      await look();
      return true;
    } catch (error) {
      const status = statusOf(error);
      if (status === 404) return false;
      if (status === 403 || status === 301) {
        throw new HubAccountError(
          `the bucket ${bucket} is not one of ${account} in ${region} that ${identity} may read: its name may be ` +
            "taken by somebody else, in which case hub.yaml needs another (state.bucket)",
        );
      }
      throw awsFailure(error, identity);
    }
  };
  const owned = { Bucket: bucket, ExpectedBucketOwner: account };
  if (!(await exists(() => s3.send(new HeadBucketCommand(owned))))) return "no bucket";
  return (await exists(() => s3.send(new HeadObjectCommand({ ...owned, Key: key })))) ? "state" : "bucket alone";
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("$metadata" in error)) return undefined;
  const metadata: unknown = error.$metadata;
  return typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata
    ? Number(metadata.httpStatusCode)
    : undefined;
}
