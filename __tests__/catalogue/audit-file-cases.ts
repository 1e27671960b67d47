/** Files of suppressions, and what is wrong with them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AUDIT_FILE, readAuditFile, suppressionFindings, type AuditFile } from "../../catalogue/audit-file";

const RULES = [
  "route-guarded",
  "key-rotated",
  "queue-encrypted",
  "log-has-an-end",
  "api-logged",
  "function-traced",
] as const;

/** Reads this text as `audit.yaml`, where some rules are known. */
export function readAuditText(text: string): AuditFile<(typeof RULES)[number]> {
  const folder = mkdtempSync(path.join(tmpdir(), "audit-file-"));
  try {
    const file = path.join(folder, AUDIT_FILE);
    writeFileSync(file, text);
    return readAuditFile(file, RULES);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One suppression, as text. */
export function suppression(rule: string, expires = "2026-01-31"): string {
  return `suppressions:\n  - rule: ${rule}\n    reason: It is meant for everybody\n    expires: ${expires}\n`;
}

/** Every finding that a file of suppressions can have apart from its shape. */
export const auditFileFindings = [
  ...readAuditText(suppression("route-guard")).findings,
  ...suppressionFindings(readAuditText(suppression("route-guarded")).suppressions, []),
  ...suppressionFindings([], readAuditText(suppression("key-rotated")).suppressions),
];
