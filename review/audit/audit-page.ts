/** `docs/audit.md`: what the audit holds Terraform to, a paragraph for each rule. */
import type { AuditRule } from "./rule";
import { AUDIT_RULES } from "./rules";

/** Where the page lies, from the project's folder. */
export const AUDIT_PAGE = "docs/audit.md";

const INTRODUCTION = `# Audit

\`./hub audit\` holds Terraform to the security rules below: what an environment emits, or a plan or state, also of Terraform that
others wrote ([commands.md](commands.md#audit)). It reads what Terraform will do and calls nobody.

- A finding is firm. Where a value is known only after apply, or an expression is not evaluated here, the audit says that it does
  not know, in a list of its own.
- No finding shows a value of Terraform: only addresses, names of arguments, and labels of statements.
- High is what lets somebody in or gives a credential away, medium what makes that easier or loses events, low what is missed
  afterwards.
- The ids in brackets are those of checkov (\`CKV_...\`) and Security Hub for the same rule, or for a part of it;
  a rule without one has no counterpart there that we know.

## Accept a finding

A file \`audit.yaml\` in the folder of the environment, or the one that \`--suppressions\` names:

\`\`\`yaml
suppressions:
  - rule: route-guarded
    stack: ingress-user-signup # left out: any
    resource: aws_apigatewayv2_route.api_routes_create-user # left out: any
    reason: Sign-up is meant for everybody; the route is throttled to five requests a second
    expires: 2027-06-30 # its last day
\`\`\`

After its last day the finding is there again and the audit fails with 1, whatever else it finds. A suppression that matches
nothing is a warning.

## Not covered

Rules of the two products that ask for what this hub has decided otherwise, or cannot tell from Terraform: reserved concurrency,
VPC, encrypted environment variables and signed code of functions (CKV_AWS_115, 117, 173, 272), rotation of secrets by a function
(CKV_AWS_304, CKV2_AWS_57), and tags (EventBridge.2), which the provider of every stack sets by default.

This page is generated from the rules in \`review/audit/rules/\`: change them there and run \`npm run generate\`.

## Rules
`;

/** The page as it has to be. `npm run generate` writes it; a test holds the committed one to this. */
export function auditPage(): string {
  return [INTRODUCTION, ...Object.entries<AuditRule>(AUDIT_RULES).map(([id, rule]) => paragraph(id, rule))].join("\n");
}

function paragraph(id: string, { severity, title, reason, remedy, publicIds }: AuditRule): string {
  const ids = publicIds.length === 0 ? "" : ` [${publicIds.join(", ")}]`;
  const lines = [`### ${id}`, "", `${capital(severity)}. ${title} ${reason}${ids}`, "", `- Fix: ${remedy}`];
  return `${lines.join("\n")}\n`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
