import type { Unresolved } from "#simulator/topology";
import type { AuditedResource } from "./audited-resource";
import type { AuditedTerraform } from "./audited-terraform";

/** How much harm it does, worst first. */
export const SEVERITIES = ["high", "medium", "low"] as const;
export type AuditSeverity = (typeof SEVERITIES)[number];

/**
 * What a rule says of a resource: that it breaks the rule, or that this is not known before apply. The sentence holds no
 * value of Terraform but names of arguments and keys, and what `visibleText` lets through.
 */
export interface Observation {
  readonly resource: AuditedResource;
  readonly kind: "broken" | "unknown";
  /** A phrase, to be read after the resource's address. */
  readonly says: string;
}

/** One security rule. `docs/audit.md` is generated from these; their texts are Markdown. */
export interface AuditRule {
  readonly severity: AuditSeverity;
  /** What must hold, one sentence. */
  readonly title: string;
  /** What could happen otherwise. */
  readonly reason: string;
  /** What to do, one sentence. */
  readonly remedy: string;
  /** Rules of checkov (`CKV_...`) and Security Hub that ask for the same, or for a part of it. */
  readonly publicIds: readonly string[];
  readonly check: (terraform: AuditedTerraform) => Iterable<Observation>;
}

/** That a resource breaks the rule. */
export function broken(resource: AuditedResource, says: string): Observation {
  return { resource, kind: "broken", says };
}

/** That nobody can tell before apply, because of an argument. */
export function notKnown(resource: AuditedResource, argument: string, { what }: Pick<Unresolved, "what">): Observation {
  // An expression may hold any text, also a credential.
  return { resource, kind: "unknown", says: `${argument}: ${what.replace(/\$\{[^]*\}/, "it")}` };
}
