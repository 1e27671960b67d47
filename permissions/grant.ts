/** What a role is allowed, before it is written as statements. */
import type { Place } from "../aws/arn";
import type { Conditions } from "../aws/policy-document";

/** Where permissions hold: one environment's names in one account. */
export interface Scope {
  readonly place: Place;
  readonly namespace: string;
  readonly environment: string;
  /** What physical names begin with: `acme-prod-` for the hub and its tenants, `acme-prod_` for functions and APIs. */
  readonly prefix: string;
  /** ARN of the permissions boundary that every role has; absent where `hub.yaml` has no `deployment`. */
  readonly boundary?: string | undefined;
}

/** Some actions on the same resources. */
export interface Grant {
  /** `service:Action`. */
  readonly actions: readonly string[];
  /** ARNs, `*` and `?` allowed; `["*"]` for actions that AWS asks about no resource; none where it is not needed here. */
  readonly resources: (scope: Scope) => readonly string[];
  readonly condition?: (scope: Scope) => Conditions | undefined;
}

/** A grant that no call of Terraform shows: AWS asks it of the caller while it answers another call. */
export interface ImpliedGrant extends Grant {
  /** Where AWS says so, or the recording that shows it. */
  readonly source: string;
}

/** What Terraform needs for a type of resource. */
export interface TypePermissions {
  /** For a refresh: what every plan and every apply calls. */
  readonly read: readonly Grant[];
  /** For an apply or a destroy, besides. */
  readonly write: readonly Grant[];
  /** What AWS asks of the caller besides the calls themselves, in an apply. */
  readonly impliedByWrite?: readonly ImpliedGrant[];
}

/** Actions that AWS asks about no resource. */
export const EVERYTHING = () => ["*"];

/**
 * ARNs of whatever begins like the environment's names.
 *
 * @param arnOf makes an ARN of a name
 */
export function named(arnOf: (place: Place, name: string) => string): (scope: Scope) => string[] {
  return ({ place, prefix }) => [arnOf(place, `${prefix}*`)];
}
