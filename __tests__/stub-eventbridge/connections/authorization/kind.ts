import type { Fields } from "../../call";
import { invalid, type AwsRefusal } from "../../refusal";

/** What one way of authorizing makes of requests, and what of it is shown. */
export interface AuthorizationKind<Held> {
  /** The part of AuthParameters that is for it. */
  readonly field: "BasicAuthParameters" | "ApiKeyAuthParameters" | "OAuthParameters";
  /**
   * What is held after a request. What the request leaves out is kept (recorded of BASIC in September 2026; a guess of
   * the others).
   *
   * @param before undefined where there is nothing to keep
   * @throws AwsRefusal where something is missing
   */
  readonly updated: (before: Held | undefined, given: unknown) => Held;
  /** As DescribeConnection shows it, without secrets. */
  readonly shown: (held: Held) => Fields;
  /** As the managed secret holds it. */
  readonly inSecret: (held: Held) => Fields;
}

/** A guess: what AWS says of a request without what nothing was held of before is not recorded. */
export function missing(field: string): AwsRefusal {
  return invalid(`Failed to update the connection(s). Parameter ${field} must be specified.`);
}

/** @throws AwsRefusal where there is none */
export function needed(field: string, value: string | undefined): string {
  if (value === undefined) throw missing(field);
  return value;
}
