/** Credentials of several accounts for one Terraform: its provider works in one, and its state is in another. */
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "#simulator/local";
import type { StackAccess } from "./plans";

/** What an account is worked in with. */
export interface AccountCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** What AWS's SDK would prefer to a profile, or find one by. */
const OTHER_CREDENTIALS = [
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_ROLE_ARN",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/** A profile for each account, in files that only this user can read, until they are discarded. */
export class AccountProfiles {
  private readonly folder = temporaryFolder("profiles");

  /**
   * @param credentials by account
   * @param stateAccount whose profile the backend uses
   */
  constructor(
    credentials: ReadonlyMap<string, AccountCredentials>,
    private readonly stateAccount: string,
  ) {
    const profiles = [...credentials].map(([account, { accessKeyId, secretAccessKey, sessionToken }]) =>
      [
        `[${profileOf(account)}]`,
        `aws_access_key_id = ${accessKeyId}`,
        `aws_secret_access_key = ${secretAccessKey}`,
        ...(sessionToken === undefined ? [] : [`aws_session_token = ${sessionToken}`]),
      ].join("\n"),
    );
    writeFileSync(this.credentialsFile, `${profiles.join("\n\n")}\n`, { mode: 0o600 });
    // The user's own settings belong to the user's own profiles.
    writeFileSync(this.configFile, "", { mode: 0o600 });
  }

  /** As whom Terraform works on a stack of an account. */
  accessTo(account: string): StackAccess {
    const others = Object.fromEntries(OTHER_CREDENTIALS.map((name) => [name, undefined]));
    return {
      environment: {
        ...process.env,
        ...others,
        AWS_SHARED_CREDENTIALS_FILE: this.credentialsFile,
        AWS_CONFIG_FILE: this.configFile,
        AWS_PROFILE: profileOf(account),
      },
      backend: [`profile=${profileOf(this.stateAccount)}`],
    };
  }

  discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get credentialsFile(): string {
    return path.join(this.folder, "credentials");
  }

  private get configFile(): string {
    return path.join(this.folder, "config");
  }
}

function profileOf(account: string): string {
  return `account-${account}`;
}
