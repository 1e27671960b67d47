/**
 * The states of a tenant. Terraform alone owns what follows from them: a rule's state is emitted, nobody sets it by hand,
 * and a change of state is one in-place change of each of the tenant's rules.
 */

/** As a tenant's file writes them; a file that says nothing is `live`. */
export const TENANT_STATES = ["draft", "live", "suspended"] as const;

/**
 * - `draft`: all is there, and its rules are disabled. What is new begins so, and goes live once it has credentials
 * - `live`: its rules are enabled
 * - `suspended`: it was live, and its rules are disabled
 */
export type TenantState = (typeof TENANT_STATES)[number];

/** The state of every rule of such a tenant, in AWS's words (API_PutRule). */
export function ruleStateOf(state: TenantState): "ENABLED" | "DISABLED" {
  switch (state) {
    case "live":
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
