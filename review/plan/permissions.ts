/** Which changes are changes of who may do what. */
import type { AttributeChange } from "./attribute-changes";
import type { ResourceChange } from "./planned-stack";

/** Types that are permissions, whole. */
const PERMISSIONS =
  /^aws_(?:lambda_permission|iam_.*(?:policy|attachment)|cloudwatch_event_(?:bus_policy|permission)|s(?:qs_queue|ns_topic)_policy|secretsmanager_secret_policy|kms_grant|schemas_registry_policy)/;

/** Whether a resource of this type is a permission and nothing else. */
export function isWholePermission(type: string): boolean {
  return PERMISSIONS.test(type);
}

/** Whether a change is one of who may do what. */
export function isPermission({ type, changes }: Pick<ResourceChange, "type" | "changes">): boolean {
  return (
    isWholePermission(type) ||
    changes.some(
      ({ kind, path }) =>
        kind === "statements" ||
        (POLICIES.has(path.split(".")[0] ?? "") && !(kind === "unknown" && COMPUTED.has(path))),
    )
  );
}

const POLICIES: ReadonlySet<string> = new Set([
  "policy",
  "assume_role_policy",
  "inline_policy",
  "managed_policy_arns",
  "permissions_boundary",
]);

/** A role reads these back from other resources, and they are always known after apply only. */
const COMPUTED: ReadonlySet<string> = new Set(["inline_policy", "managed_policy_arns"]);

/** What of a change is about permissions. */
export function permissionChanges({ type, changes }: ResourceChange): AttributeChange[] {
  return changes.filter(({ path }) => isWholePermission(type) || POLICIES.has(path.split(".")[0] ?? ""));
}

/** Whether a policy is known only after apply. */
export function isUnknownPolicy({ kind, path }: AttributeChange): boolean {
  return kind === "unknown" && POLICIES.has(path) && !COMPUTED.has(path);
}

/** Whether a statement that is new lets everybody in, or everything be done. */
export function isBroad(change: AttributeChange): boolean {
  return change.kind === "statements" && change.statements.some((one) => one.isBroad);
}

/** A Deny that is gone allows what it denied. */
export function isLoosened(change: AttributeChange): boolean {
  return (
    change.kind === "statements" &&
    change.statements.some(
      ({ change: what, lines }) => what === "removed" && lines.some(({ text }) => /^effect +Deny$/.test(text)),
    )
  );
}
