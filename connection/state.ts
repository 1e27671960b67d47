/** States in which EventBridge delivers: AUTHORIZED, and ACTIVE for a private endpoint (eb-target-connection-states). */
export function isAuthorized(state: string | undefined): boolean {
  return state === "AUTHORIZED" || state === "ACTIVE";
}

/** States in which EventBridge has given up and delivers nothing. */
export function isRefused(state: string | undefined): boolean {
  return state === "DEAUTHORIZED" || state === "FAILED_CONNECTIVITY";
}
