/** Security rules over Terraform: what CDKTF wrote, or plans and states, also those of others. */
import { visibleText } from "../plan/redaction/visible-text";
import type { EmittedStack, Unknown } from "#simulator/topology";
import { AuditedTerraform } from "./audited-terraform";
import { SEVERITIES, type AuditSeverity, type Observation } from "./rule";
import { AUDIT_RULES, type AuditRuleId } from "./rules";

/** A resource and what a rule says of it. Nothing in it is a value that must not be shown. */
export interface AuditFinding {
  readonly rule: AuditRuleId;
  readonly severity: AuditSeverity;
  readonly stack: string;
  /** Terraform's address. */
  readonly resource: string;
  /** A phrase, to be read after the address. */
  readonly says: string;
}

/** What an audit comes to, worst first. */
export interface Audit {
  readonly findings: readonly AuditFinding[];
  /** Where a rule could not decide, because a value is known only after apply or is not worked out here. */
  readonly notKnown: readonly AuditFinding[];
  /** What of the Terraform is not read, and so held to no rule. */
  readonly unread: readonly Unknown[];
}

/** Holds Terraform to every rule. */
export function auditOf(stacks: readonly EmittedStack[]): Audit {
  const terraform = new AuditedTerraform(stacks);
  const all = SEVERITIES.flatMap((severity) =>
    (Object.keys(AUDIT_RULES) as AuditRuleId[])
      .filter((rule) => AUDIT_RULES[rule].severity === severity)
      .flatMap((rule) => observed(rule, terraform)),
  );
  return {
    findings: all.filter(({ kind }) => kind === "broken").map(({ finding }) => finding),
    notKnown: all.filter(({ kind }) => kind === "unknown").map(({ finding }) => finding),
    unread: stacks.flatMap(({ unknown }) => unknown),
  };
}

function observed(rule: AuditRuleId, terraform: AuditedTerraform) {
  const { check, severity } = AUDIT_RULES[rule];
  return distinct([...check(terraform)].map(certain)).map(({ resource, kind, says }) => ({
    kind,
    finding: {
      rule,
      severity,
      stack: visibleText(resource.stack),
      resource: visibleText(resource.address),
      says: visibleText(says),
    },
  }));
}

/** What `count` or `for_each` makes may be nothing. */
function certain(observation: Observation): Observation {
  return observation.resource.isRepeated && observation.kind === "broken"
    ? { ...observation, kind: "unknown", says: `${observation.says}, if there is one: only a plan tells how many` }
    : observation;
}

function distinct(observations: readonly Observation[]): Observation[] {
  const seen = new Map(observations.map((one) => [`${one.resource.stack}\n${one.resource.address}\n${one.says}`, one]));
  return [...seen.values()];
}
