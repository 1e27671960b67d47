/** An audit in SARIF 2.1.0, which code scanning reads: docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
import { createHash } from "node:crypto";
import type { AuditFinding } from ".";
import type { AuditSeverity } from "./rule";
import { AUDIT_RULES, type AuditRuleId } from "./rules";
import type { SuppressedAudit, Suppression } from "./suppressions";

const LEVELS: Readonly<Record<AuditSeverity, "error" | "warning" | "note">> = {
  high: "error",
  medium: "warning",
  low: "note",
};

/** As GitHub ranks what code scanning finds: from 7 high, from 4 medium. */
const RANKS: Readonly<Record<AuditSeverity, string>> = { high: "8.0", medium: "5.0", low: "2.0" };

const RULE_IDS = Object.keys(AUDIT_RULES) as AuditRuleId[];

/**
 * The log of one run.
 *
 * @param fileOf the file of a stack's Terraform, relative to where the repository begins, with `/`
 */
export function auditInSarif(audit: SuppressedAudit<Suppression>, fileOf: (stack: string) => string): object {
  const resultOf = (finding: AuditFinding) => result(finding, fileOf(finding.stack));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "hub audit", rules: RULE_IDS.map(ruleDescriptor) } },
        columnKind: "utf16CodeUnits",
        results: [
          ...audit.findings.map(resultOf),
          ...audit.suppressed.map(({ finding, by }) => ({
            ...resultOf(finding),
            suppressions: [{ kind: "external", status: "accepted", justification: by.reason }],
          })),
          ...audit.notKnown.map((finding) => ({ ...resultOf(finding), kind: "open", level: "none" })),
        ],
      },
    ],
  };
}

function ruleDescriptor(id: AuditRuleId) {
  const { title, reason, remedy, publicIds, severity } = AUDIT_RULES[id];
  const same = publicIds.length === 0 ? "" : ` Corresponds to ${publicIds.join(", ")}.`;
  return {
    id,
    shortDescription: { text: plain(title) },
    fullDescription: { text: plain(reason) },
    help: { text: `${plain(reason)} ${plain(remedy)}${same}`, markdown: `${reason}\n\n${remedy}${same}` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ["security", ...publicIds], "security-severity": RANKS[severity] },
  };
}

function plain(markdown: string): string {
  return markdown.replaceAll("`", "");
}

function result({ rule, severity, stack, resource, says }: AuditFinding, file: string) {
  return {
    ruleId: rule,
    ruleIndex: RULE_IDS.indexOf(rule),
    kind: "fail",
    level: LEVELS[severity],
    message: { text: `${resource} in ${stack} ${says}.` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: encodeURI(file) }, region: { startLine: 1 } },
        logicalLocations: [{ name: resource, fullyQualifiedName: `${stack}/${resource}`, kind: "resource" }],
      },
    ],
    // What it is known by from one run to the next.
    partialFingerprints: {
      "hubAudit/v1": createHash("sha256").update([rule, stack, resource, says].join("\n")).digest("hex"),
    },
  };
}
