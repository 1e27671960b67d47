/**
 * The states of a tenant's destinations. Terraform alone owns what follows from them: a rule's state is emitted, nobody sets
 * it by hand, and a change of state is one in-place change of each of the destination's rules.
 */

/** As a tenant's file writes them, for all its destinations or for one; a file that says nothing is `live`. */
export const TENANT_STATES = ["draft", "shadow", "live", "suspended"] as const;

/**
 * - `draft`: all is there, and its rules are disabled. What is new begins so, and goes live once it has credentials
 * - `shadow`: its rules are enabled, and send what they would send to the product to queues in its place
 * - `live`: its rules are enabled
 * - `suspended`: it was live, and its rules are disabled
 */
export type TenantState = (typeof TENANT_STATES)[number];

/** A destination, as far as its state goes. */
interface Standing {
  readonly connection?: string | undefined;
  readonly state: TenantState;
}

const FURTHEST_FIRST = ["live", "shadow", "suspended", "draft"] as const satisfies readonly TenantState[];

/**
 * The state of a connection: among the destinations that use it, that of the one which is furthest on its way to the
 * product. `draft` where none uses it, for nothing is sent through it.
 *
 * @param connection its id; undefined where the tenant has a single one
 */
export function connectionState(destinations: readonly Standing[], connection: string | undefined): TenantState {
  const states = destinations.flatMap((each) => (each.connection === connection ? [each.state] : []));
  return FURTHEST_FIRST.find((state) => states.includes(state)) ?? "draft";
}

/** The state of every rule of such a destination, in AWS's words (API_PutRule). */
export function ruleStateOf(state: TenantState): "ENABLED" | "DISABLED" {
  switch (state) {
    case "live":
    case "shadow":
      return "ENABLED";
    case "draft":
    case "suspended":
      return "DISABLED";
  }
}

/** What stands behind a name where people read of it, in alarms for one: nothing for what is live, else ` (draft)`. */
export function stateSuffix(state: TenantState): string {
  return state === "live" ? "" : ` (${state})`;
}
