/** Statements as policy documents that IAM takes, for the roles of a whole environment. */
import { policyDocument, type PolicyDocument, type Statement } from "../aws/policy-document";
import type { Hub } from "../catalogue/model";
import type { EnvironmentAccount } from "./accounts";
import { operatorsStatements } from "./credentials";
import { stateStatements, terraformStatements, type TerraformRole } from "./roles";
import { isBounded, takeOnStatements, type BoundedHub } from "./take-on";

/**
 * Characters of a customer managed policy, white space not counted; a role takes ten of them
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
 */
export const MANAGED_POLICY_CHARACTERS = 6_144;

/** What a role needs in an account, as documents of which each fits into a managed policy. */
export interface RoleDocuments {
  readonly role: TerraformRole | "operators";
  /** Twelve digits. */
  readonly account: string;
  /** `state` is the bucket of the states; the account of the hub may hold it, too. */
  readonly for: "stacks" | "state" | "commands";
  readonly documents: readonly PolicyDocument[];
}

/**
 * Every role of an environment.
 *
 * @param accounts with the kinds of stacks that each has
 */
export function documentsOf(
  hub: Omit<BoundedHub, "deployment"> & Pick<Hub, "deployment">,
  accounts: readonly Pick<EnvironmentAccount, "account" | "kinds">[],
): RoleDocuments[] {
  const roles: readonly TerraformRole[] = ["plan", "deployment"];
  const stacks = roles.flatMap((role) =>
    accounts
      .filter(({ kinds }) => kinds.length > 0)
      .map(({ account, kinds }): RoleDocuments => ({
        role,
        account,
        for: "stacks",
        documents: split([
          ...terraformStatements(role, hub, account, kinds),
          ...(account === hub.account && isBounded(hub) ? takeOnStatements(role, hub) : []),
        ]),
      })),
  );
  const states = roles.map((role): RoleDocuments => ({
    role,
    account: hub.state.account,
    for: "state",
    documents: split(stateStatements(role, hub)),
  }));
  const operators = split(operatorsStatements(hub));
  return [...stacks, ...states, { role: "operators", account: hub.account, for: "commands", documents: operators }];
}

/** Puts statements into as few documents as they fit into in their order. */
export function split(statements: readonly Statement[]): PolicyDocument[] {
  const documents: Statement[][] = [];
  for (const statement of statements) {
    const last = documents.at(-1);
    if (last !== undefined && fits([...last, statement])) last.push(statement);
    else documents.push([statement]);
  }
  return documents.map(policyDocument);
}

function fits(statements: readonly Statement[]): boolean {
  return JSON.stringify(policyDocument(statements)).length <= MANAGED_POLICY_CHARACTERS;
}
