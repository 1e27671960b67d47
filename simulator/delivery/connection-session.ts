import type { ConnectionDescription } from "../request";
import type { Clock } from "./clock";
import { oauthClientOf, revealed, type ConnectionSecrets, type OAuthClient } from "./credentials";
import type { Router } from "./exchange";
import { failure, type Failure } from "./failure";
import { fetchToken, type Token } from "./token";

/** "EventBridge refreshes the token when it is within 60 seconds of expiry" (eb-target-connection-auth). */
const REFRESH_BEFORE_EXPIRY_MILLISECONDS = 60_000;

/** What an attempt needs of its connection. */
export type Permission =
  | {
      readonly kind: "granted";
      /** The connection with its secret parameters filled in. */
      readonly connection: ConnectionDescription;
      /** Value of the header that authorizes. */
      readonly header: string;
      readonly token: Token | undefined;
      /** Which credentials these are: counts up with each update. */
      readonly generation: number;
    }
  | { readonly kind: "denied"; readonly failure: Failure };

/** What a session reports. */
export type SessionReport = (report: { readonly kind: "authorized" | "deauthorized"; readonly reason: string }) => void;

/**
 * A connection in use: its token, and whether EventBridge still uses it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-deauthorize.html
 */
export class ConnectionSession {
  #secrets: ConnectionSecrets;
  #generation = 0;
  #authorized = true;
  #token: Token | undefined;
  /** One token call serves all who wait for it. */
  #fetching: Promise<Failure | undefined> | undefined;

  constructor(
    readonly description: ConnectionDescription,
    secrets: ConnectionSecrets,
    readonly router: Router,
    private readonly clock: Clock,
    private readonly report: SessionReport,
  ) {
    this.#secrets = secrets;
  }

  /** AWS's words; the other states are those of an API call under way. */
  get state(): "AUTHORIZED" | "DEAUTHORIZED" {
    return this.#authorized ? "AUTHORIZED" : "DEAUTHORIZED";
  }

  /** New credentials, or the old ones once more: authorizes again, as UpdateConnection does. */
  update(secrets: ConnectionSecrets = this.#secrets): void {
    this.#secrets = secrets;
    this.#generation += 1;
    this.#token = undefined;
    this.#fetching = undefined;
    this.#authorized = true;
    this.report({ kind: "authorized", reason: "it was updated" });
  }

  /** Whether an attempt would be made at all. Asked before a place under the rate limit is taken. */
  get refusal(): Failure | undefined {
    return this.#authorized
      ? undefined
      : failure("NO_PERMISSIONS", "the connection is not authorized; nothing was sent.", true);
  }

  /** The permission for one attempt; gets a token where one is needed. */
  async permit(): Promise<Permission> {
    const refused = this.refusal ?? (await this.#haveToken());
    if (refused !== undefined) return { kind: "denied", failure: refused };
    return {
      kind: "granted",
      connection: revealed(this.description, this.#secrets),
      header: this.#header(),
      token: this.#token,
      generation: this.#generation,
    };
  }

  /** The endpoint answered 401 or 407 to a request that had this permission. */
  async rejected(permission: Extract<Permission, { kind: "granted" }>, status: number): Promise<void> {
    // Said of credentials that were replaced meanwhile, it says nothing about the new ones.
    if (permission.generation !== this.#generation) return;
    if (oauthClientOf(this.#secrets.credential) === undefined) {
      this.#deauthorize(`the endpoint answered ${status}`);
    } else if (permission.token === this.#token) {
      this.#token = undefined;
      await this.#haveToken();
    }
  }

  #header(): string {
    const { credential } = this.#secrets;
    switch (credential.type) {
      case "BASIC":
        return `Basic ${Buffer.from(`${credential.username}:${credential.password}`).toString("base64")}`;
      case "API_KEY":
        return credential.apiKey;
      case "OAUTH_CLIENT_CREDENTIALS":
        // AWS does not say whether it repeats the token_type of the answer; every product here wants Bearer.
        return `Bearer ${this.#token?.value ?? ""}`;
    }
  }

  async #haveToken(): Promise<Failure | undefined> {
    const client = oauthClientOf(this.#secrets.credential);
    if (client === undefined) return undefined;
    const expiresAt = this.#token?.expiresAt ?? Infinity;
    const fresh = this.#token !== undefined && expiresAt - this.clock.now() > REFRESH_BEFORE_EXPIRY_MILLISECONDS;
    if (fresh) return undefined;
    this.#fetching ??= this.#fetch(client).finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #fetch(client: OAuthClient): Promise<Failure | undefined> {
    const generation = this.#generation;
    const connection = revealed(this.description, this.#secrets);
    const result = await fetchToken(connection, client, this.router, this.clock);
    if (generation !== this.#generation) return failure("NO_PERMISSIONS", "the connection was being updated.", true);
    if (result.kind === "token") {
      this.#token = result.token;
      return undefined;
    }
    this.#token = undefined;
    if (result.definitive) this.#deauthorize(result.failure.message);
    return result.failure;
  }

  #deauthorize(reason: string): void {
    if (!this.#authorized) return;
    this.#authorized = false;
    this.report({ kind: "deauthorized", reason });
  }
}
