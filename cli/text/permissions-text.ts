/** IAM policies of roles, for people to read. */
import type { RoleDocuments } from "../../permissions";
import { counted } from "../../catalogue/wording";
import { columns } from "./terminal";

const PURPOSES: Readonly<Record<RoleDocuments["for"], string>> = {
  stacks: "its stacks",
  state: "their states",
  commands: "credentials, verify",
};

/**
 * A line a role and account, and where the policies are.
 *
 * @param files that were written; none when they were not
 */
export function permissionsTable(roles: readonly RoleDocuments[], files: readonly string[] | undefined): string {
  const rows = columns([
    ["ROLE", "ACCOUNT", "FOR", "POLICIES", "STATEMENTS", "CHARACTERS"],
    ...roles.map(({ role, account, for: purpose, documents }) => [
      role,
      account,
      PURPOSES[purpose],
      String(documents.length),
      String(documents.reduce((sum, { Statement }) => sum + Statement.length, 0)),
      documents.map((document) => JSON.stringify(document).length).join(" + "),
    ]),
  ]);
  const where =
    files === undefined
      ? "--out FOLDER writes the policies, --json prints them. docs/permissions.md says what each is for."
      : `Wrote ${counted(files.length, "policy", "policies")}:\n${files.map((file) => `  ${file}`).join("\n")}`;
  return [...rows, "", where].join("\n");
}
