/** `audit.yaml`: the findings of the audit that are accepted. */
import { finding, type Finding } from "./files/findings";
import { readYamlFile } from "./files/read-yaml";
import { shape } from "./files/shape-findings";
import type { YamlFile } from "./files/yaml-file";
import { auditSchema, type SuppressionFile } from "./language/audit-schema";
import { insteadOf, quote } from "./wording";

/** Its name in the folder of an environment. */
export const AUDIT_FILE = "audit.yaml";

/** A suppression, and where it is written. */
export interface WrittenSuppression<Rule extends string> extends Omit<SuppressionFile, "rule"> {
  readonly rule: Rule;
  readonly file: YamlFile;
  /** Its number in the file, from zero. */
  readonly index: number;
}

/** What {@link readAuditFile} gives. */
export interface AuditFile<Rule extends string> {
  /** None where the file has errors. */
  readonly suppressions: readonly WrittenSuppression<Rule>[];
  readonly findings: readonly Finding[];
}

/** Reads a file of suppressions. Whatever is wrong with it becomes a finding. */
export function readAuditFile<Rule extends string>(path: string, rules: readonly Rule[]): AuditFile<Rule> {
  const read = readYamlFile(path);
  if ("findings" in read) return { suppressions: [], findings: read.findings };
  const { file } = read;
  const shaped = shape(file, auditSchema);
  if ("findings" in shaped) return { suppressions: [], findings: shaped.findings };
  const suppressions: WrittenSuppression<Rule>[] = [];
  const findings: Finding[] = [];
  for (const [index, written] of shaped.value.suppressions.entries()) {
    const rule = rules.find((one) => one === written.rule);
    if (rule !== undefined) suppressions.push({ ...written, rule, file, index });
    else {
      const wrong = `there is no rule ${quote(written.rule)}`;
      const instead = insteadOf(written.rule, rules, "the id of a rule as ./hub audit prints it");
      findings.push(file.finding("unknown-audit-rule", ["suppressions", index, "rule"], `${wrong}; write ${instead}`));
    }
  }
  return { suppressions: findings.length === 0 ? suppressions : [], findings };
}

/** What is wrong with suppressions once it is known which are over, and which match nothing. */
export function suppressionFindings(
  expired: readonly WrittenSuppression<string>[],
  unused: readonly WrittenSuppression<string>[],
): Finding[] {
  return [
    ...expired.map(({ file, index, rule, expires }) =>
      file.finding(
        "suppression-expired",
        ["suppressions", index, "expires"],
        `the suppression of ${rule} ended on ${expires}; mend the finding, or decide again and write a later date`,
      ),
    ),
    ...unused.map(({ file, index, rule }) => {
      const path = ["suppressions", index];
      const message = `suppressions[${index}]: nothing breaks ${rule} there; leave it out`;
      return finding("suppression-of-nothing", file.at([...path, "rule"]), message);
    }),
  ];
}
