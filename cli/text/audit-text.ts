/** An audit for people to read: 80 columns, wherever it is printed. */
import { AUDIT_RULES, type AuditFinding, type AuditRuleId, type SuppressedAudit, type Suppression } from "../../review";
import { counted } from "../../catalogue/wording";
import { foldedTo } from "./terminal";

const WIDTH = 80;

/** What is found, rule by rule, worst first; then what is not known, and what is accepted. */
export function auditInWords(audit: SuppressedAudit<Suppression>, stacks: number): string[] {
  const { findings, notKnown, suppressed, unread } = audit;
  return [
    ...byRule(findings).flatMap(([rule, those]) => [...ruleInWords(rule), ...those.flatMap(findingInWords), ""]),
    ...(notKnown.length + unread.length === 0 ? [] : ["Not known before apply", ...notKnownInWords(audit), ""]),
    ...(suppressed.length === 0 ? [] : ["Accepted", ...suppressed.flatMap(acceptedInWords), ""]),
    [
      `${counted(stacks, "stack")}, ${counted(Object.keys(AUDIT_RULES).length, "rule")}: ${found(findings)}`,
      ...(notKnown.length === 0 ? [] : [`${notKnown.length} not known before apply`]),
      ...(suppressed.length === 0 ? [] : [`${suppressed.length} accepted`]),
    ].join(", "),
  ];
}

function found(findings: readonly AuditFinding[]): string {
  return findings.length === 0 ? "nothing found" : counted(findings.length, "finding");
}

function byRule(findings: readonly AuditFinding[]): [AuditRuleId, readonly AuditFinding[]][] {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  return rules.map((rule) => [rule, findings.filter((one) => one.rule === rule)]);
}

function ruleInWords(id: AuditRuleId): string[] {
  const { severity, title, reason, remedy, publicIds } = AUDIT_RULES[id];
  const same = publicIds.length === 0 ? [] : [`same as: ${publicIds.join(", ")}`];
  return [
    ...foldedTo(WIDTH, `${severity}: ${title} [${id}]`, "  "),
    ...[`why: ${reason}`, `fix: ${remedy}`, ...same].flatMap((line) => foldedTo(WIDTH, `  ${line}`, "    ")),
  ];
}

function findingInWords({ stack, resource, says }: AuditFinding): string[] {
  return foldedTo(WIDTH, `  - ${stack}: ${resource} ${says}`, "    ");
}

/** What several rules cannot tell for the same reason is said once. */
function notKnownInWords({ notKnown, unread }: SuppressedAudit<Suppression>): string[] {
  const rules = new Map<string, AuditRuleId[]>();
  for (const { rule, stack, resource, says } of notKnown) {
    const line = `${stack}: ${resource}: ${says}`;
    rules.set(line, [...(rules.get(line) ?? []), rule]);
  }
  return [
    ...[...rules].flatMap(([line, those]) => foldedTo(WIDTH, `  - ${line} (${those.join(", ")})`, "    ")),
    ...unread.flatMap(({ stack, address, what }) =>
      foldedTo(WIDTH, `  - not read: ${stack}: ${address}: ${what}`, "    "),
    ),
  ];
}

function acceptedInWords({ finding, by }: SuppressedAudit<Suppression>["suppressed"][number]): string[] {
  const { rule, stack, resource } = finding;
  return foldedTo(WIDTH, `  - ${rule}: ${stack}: ${resource} until ${by.expires}: ${by.reason}`, "    ");
}
