import { isDeepStrictEqual } from "node:util";
import type { Audit, AuditFinding } from ".";

/** What a change of Terraform does to an audit's findings. */
export interface AuditChanges {
  readonly added: readonly AuditFinding[];
  readonly gone: readonly AuditFinding[];
  /** How many are on both sides. */
  readonly same: number;
}

/** The findings that are on one side only. */
export function auditChanges(base: Audit, head: Audit): AuditChanges {
  const without = (some: Audit, other: Audit) =>
    some.findings.filter((one) => !other.findings.some((another) => isDeepStrictEqual(one, another)));
  const added = without(head, base);
  return { added, gone: without(base, head), same: head.findings.length - added.length };
}
