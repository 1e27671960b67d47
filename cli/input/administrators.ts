/** As whom accounts are worked in: `--as` and `--role` of `hub bootstrap`. */
import { InvalidArgumentError } from "commander";
import { roleArn } from "../../aws/arn";
import { insteadOf } from "../../catalogue/wording";
import type { Administrator } from "../../hub-account";
import type { EnvironmentAccount } from "../../permissions";
import { CommandFailure } from "../failure";

/** What `--as` says of one account. */
export interface NamedAdministrator {
  /** `hub`, `state`, `source-shop` or `shop`, or twelve digits. */
  readonly account: string;
  /** A profile, or the ARN of a role. */
  readonly as: string;
}

/** `--as`, as commander wants it: it may be given several times. */
export const AS_OPTION = [
  "--as <account=who>",
  "as whom an account is worked in: a profile of your AWS configuration, or the ARN of a role",
  (text: string, before: readonly NamedAdministrator[]): readonly NamedAdministrator[] => {
    const [, account, as] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (account === undefined || as === undefined) {
      throw new InvalidArgumentError("Write ACCOUNT=PROFILE or ACCOUNT=ROLE_ARN, such as hub=acme-hub-admin.");
    }
    return [...before, { account, as }];
  },
  [] as readonly NamedAdministrator[],
] as const;

/**
 * As whom an account is worked in: what {@link namedAdministrators} say of it, else the role that `--role` names, else whoever runs this.
 *
 * @param role a role's name, the same in every account
 */
export function administratorOf(
  { name, account }: Pick<EnvironmentAccount, "name" | "account">,
  {
    named,
    role,
    region,
  }: { readonly named: readonly NamedAdministrator[]; readonly role: string | undefined; readonly region: string },
): Administrator {
  const as = named.find((each) => each.account === name)?.as;
  if (as?.startsWith("arn:") === true) return { kind: "role", roleArn: as };
  if (as !== undefined) return { kind: "profile", profile: as };
  if (role !== undefined) return { kind: "role", roleArn: roleArn({ account, region }, role) };
  return { kind: "environment" };
}

/**
 * The accounts that are named; all of them where none is.
 *
 * @throws CommandFailure for a name that is no account's
 */
export function namedAccounts(all: readonly EnvironmentAccount[], named: readonly string[]): EnvironmentAccount[] {
  const wanted = named.map((each) => accountCalled(all, each));
  return all.filter((account) => wanted.length === 0 || wanted.includes(account));
}

/**
 * What `--as` says, by the names of accounts: nobody shall work somewhere as somebody else than they say.
 *
 * @throws CommandFailure for a name that is no account's
 */
export function namedAdministrators(
  all: readonly EnvironmentAccount[],
  named: readonly NamedAdministrator[],
): NamedAdministrator[] {
  return named.map(({ account, as }) => ({ account: accountCalled(all, account).name, as }));
}

/** By its name, its digits, or, for a source account, by its alias alone. */
function accountCalled(all: readonly EnvironmentAccount[], given: string): EnvironmentAccount {
  const found =
    all.find(({ name, account }) => name === given || account === given) ??
    all.find(({ name }) => name === `source-${given}`);
  if (found !== undefined) return found;
  const known = all.map(({ name }) => name);
  throw new CommandFailure(`there is no account ${given}; write ${insteadOf(given, known)}`);
}
