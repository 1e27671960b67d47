/**
 * The permissions boundary of all roles of a stack. It is told once, to the stack, so that no role can be made without: the
 * role that deploys may not make one.
 */
import type { Construct } from "constructs";

const KEY = "permissionsBoundary";

/** Bounds every role that is made in a scope from now on. Call it before anything is in the scope. */
export function boundRoles(scope: Construct, boundaryArn: string): void {
  scope.node.setContext(KEY, boundaryArn);
}

/** ARN of the boundary that a role of this scope has; undefined where the environment has none. */
export function permissionsBoundaryOf(scope: Construct): string | undefined {
  const value: unknown = scope.node.tryGetContext(KEY);
  return typeof value === "string" ? value : undefined;
}
