import { existsSync } from "node:fs";
import path from "node:path";
import { findEnvironment } from "../../catalogue";
import { AUDIT_FILE, readAuditFile, type AuditFile } from "../../catalogue/audit-file";
import { AUDIT_RULES, type AuditRuleId } from "../../review";

/** `--suppressions`, and what else tells which findings are accepted. */
export interface SuppressionOptions {
  readonly env: string;
  readonly plan?: readonly string[];
  readonly out?: string;
  readonly suppressions?: string;
}

/** What is accepted: the file that is named, else that of the environment, which need not be there. */
export function suppressionsOf({ suppressions, plan, out, env }: SuppressionOptions): AuditFile<AuditRuleId> {
  const rules = Object.keys(AUDIT_RULES) as AuditRuleId[];
  if (suppressions !== undefined) return readAuditFile(suppressions, rules);
  const folder = plan === undefined && out === undefined ? findEnvironment(env).folder : undefined;
  const file = path.join(folder ?? "", AUDIT_FILE);
  return folder === undefined || !existsSync(file) ? { suppressions: [], findings: [] } : readAuditFile(file, rules);
}
