/** `npm run generate`: writes the page of the audit after a change of a rule. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { AUDIT_PAGE, auditPage } from "./audit-page";

writeFileSync(path.join(process.cwd(), AUDIT_PAGE), auditPage());
