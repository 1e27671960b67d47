import type { Audit, AuditFinding } from ".";
import type { AuditRuleId } from "./rules";

/** That findings are accepted for a while. */
export interface Suppression {
  readonly rule: AuditRuleId;
  /** Any stack, where it is left out. */
  readonly stack?: string | undefined;
  /** Any resource, where it is left out. */
  readonly resource?: string | undefined;
  readonly reason: string;
  /** Its last day, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** An audit without what is accepted. */
export interface SuppressedAudit<S extends Suppression> extends Audit {
  readonly suppressed: readonly { readonly finding: AuditFinding; readonly by: S }[];
  /** Suppressions that are over: what they were for is among the findings. */
  readonly expired: readonly S[];
  /** Suppressions that match nothing. */
  readonly unused: readonly S[];
}

/**
 * Takes out of an audit what is accepted.
 *
 * @param today `YYYY-MM-DD`
 */
export function suppress<S extends Suppression>(
  audit: Audit,
  suppressions: readonly S[],
  today: string,
): SuppressedAudit<S> {
  const expired = suppressions.filter(({ expires }) => expires < today);
  const valid = suppressions.filter(({ expires }) => expires >= today);
  const by = (finding: AuditFinding) => valid.find((one) => matches(one, finding));
  const all = [...audit.findings, ...audit.notKnown];
  return {
    findings: audit.findings.filter((one) => by(one) === undefined),
    notKnown: audit.notKnown.filter((one) => by(one) === undefined),
    unread: audit.unread,
    suppressed: audit.findings.flatMap((finding) => {
      const suppression = by(finding);
      return suppression === undefined ? [] : [{ finding, by: suppression }];
    }),
    expired,
    unused: valid.filter((one) => !all.some((finding) => matches(one, finding))),
  };
}

function matches({ rule, stack, resource }: Suppression, finding: AuditFinding): boolean {
  return (
    rule === finding.rule &&
    (stack === undefined || stack === finding.stack) &&
    (resource === undefined || resource === finding.resource)
  );
}
