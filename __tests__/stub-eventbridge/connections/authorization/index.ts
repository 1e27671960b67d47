import type { Fields } from "../../call";
import { apiKey, type ApiKey } from "./api-key";
import { basic, type Basic } from "./basic";
import { oauth, type OAuth } from "./oauth";

export type { OAuth } from "./oauth";

/** How a connection authorizes, with its secrets. */
export type HeldAuthorization = Basic | ApiKey | OAuth;

export type AuthorizationType = HeldAuthorization["type"];

const FIELDS = {
  BASIC: basic.field,
  API_KEY: apiKey.field,
  OAUTH_CLIENT_CREDENTIALS: oauth.field,
} as const satisfies Record<AuthorizationType, string>;

/** The part of AuthParameters that is for a type. */
export function fieldOf(type: AuthorizationType): (typeof FIELDS)[AuthorizationType] {
  return FIELDS[type];
}

/**
 * The authorization after a request. A guess: of another type than before, nothing is kept.
 *
 * @throws AwsRefusal where something is missing
 */
export function updatedAuthorization(
  before: HeldAuthorization | undefined,
  type: AuthorizationType,
  given: unknown,
): HeldAuthorization {
  switch (type) {
    case "BASIC":
      return basic.updated(before?.type === type ? before : undefined, given);
    case "API_KEY":
      return apiKey.updated(before?.type === type ? before : undefined, given);
    case "OAUTH_CLIENT_CREDENTIALS":
      return oauth.updated(before?.type === type ? before : undefined, given);
  }
}

/** As DescribeConnection shows it. */
export function shownAuthorization(held: HeldAuthorization): Fields {
  switch (held.type) {
    case "BASIC":
      return { [basic.field]: basic.shown(held) };
    case "API_KEY":
      return { [apiKey.field]: apiKey.shown(held) };
    case "OAUTH_CLIENT_CREDENTIALS":
      return { [oauth.field]: oauth.shown(held) };
  }
}

/** As the managed secret holds it. */
export function authorizationInSecret(held: HeldAuthorization): Fields {
  switch (held.type) {
    case "BASIC":
      return basic.inSecret(held);
    case "API_KEY":
      return apiKey.inSecret(held);
    case "OAUTH_CLIENT_CREDENTIALS":
      return oauth.inSecret(held);
  }
}
