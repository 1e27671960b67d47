/** What `hub bootstrap` tells. */
import { roleArn } from "../../aws/arn";
import type { Hub } from "../../catalogue/model";
import { all } from "../../catalogue/wording";
import type { StackOutcome } from "../../deployment";
import { roleNameOf, type BoundedHub } from "../../permissions";
import { columns, folded } from "./terminal";

/** An account that is worked in. */
export interface IdentifiedAccount {
  readonly name: string;
  readonly account: string;
  /** ARN of who works in it. */
  readonly identity: string;
}

/** In which accounts it works, and as whom: on a line of its own, since an ARN is as wide as a terminal. */
export function accountsInWords(accounts: readonly IdentifiedAccount[]): string[] {
  const lines = columns(accounts.map(({ name, account }) => [name, account]));
  return [...accounts.flatMap(({ identity }, at) => [lines[at] ?? "", `  as ${identity}`]), ""];
}

/** What AWS answers where a name is taken, by service. */
const TAKEN = /AlreadyExists|AlreadyOwnedByYou/;

/** What to do where something that Terraform does not know has the name of what it shall make. */
export function whatIsTaken(outcomes: readonly StackOutcome[]): string[] {
  const said = outcomes.flatMap(({ ending }) => (ending.kind === "failed" ? ending.diagnostics : []));
  if (!said.some(({ summary, detail }) => TAKEN.test([summary, ...detail].join("\n")))) return [];
  return folded(
    "What exists already was made by somebody else, or by a run that was killed before it could note it, and is left " +
      "alone. If it is the identity provider, write existing: true under deployment.oidc in hub.yaml. Else delete it if " +
      "nobody needs it, or choose another name, and run this again.",
    "  ",
  );
}

/** What a pipeline needs to know, and where nobody may take on the roles, that. */
export function whatIsNext(hub: Hub & BoundedHub): string[] {
  const roles = ["plan", "deployment"] as const;
  const { oidc, principals } = hub.deployment;
  const unused = oidc === undefined ? roles.filter((role) => principals[role].length === 0) : [];
  return [
    "",
    ...roles.flatMap((role) => folded(`The ${role} role: ${roleArn(hub, roleNameOf(role, hub))}`, "  ")),
    ...folded(
      unused.length === 0
        ? "Next: set up the pipeline (docs/pipeline.md), or run ./hub deploy as somebody who may take on these."
        : `Nobody may take on the ${all(unused)} role yet: say who under deployment in hub.yaml (oidc, or principals.plan and ` +
            "principals.deployment), and run this again. An emulator lets everybody.",
      "  ",
    ),
  ];
}
