/** `--account-of`: accounts that Terraform does not tell. */
import { InvalidArgumentError, Option } from "commander";
import { isSymbolic, type EmittedStack, type Topology } from "#simulator/topology";
import { all, nearest } from "../../catalogue/wording";
import { CommandFailure } from "../failure";

/** What `--account-of` gives: accounts by stack; none where it was left out. */
export interface AccountOptions {
  readonly accountOf?: ReadonlyMap<string, string>;
}

/** `--account-of`, once for each stack. */
export function accountOption(): Option {
  return new Option(
    "--account-of <stack=id>",
    "the account of a stack of --plan or --out whose Terraform does not tell it; once for each",
  ).argParser((text: string, known: ReadonlyMap<string, string> | undefined) => {
    const [, stack, account] = /^(.+)=(\d{12})$/.exec(text) ?? [];
    if (stack === undefined || account === undefined) {
      throw new InvalidArgumentError("Write STACK=ID, where ID is an account of twelve digits.");
    }
    return new Map([...(known ?? []), [stack, account]]);
  });
}

/**
 * The stacks with the accounts that were given.
 *
 * @throws CommandFailure where there is no such stack, or its Terraform tells another account
 */
export function withAccounts(stacks: readonly EmittedStack[], { accountOf }: AccountOptions): EmittedStack[] {
  if (accountOf === undefined) return [...stacks];
  for (const [name, account] of accountOf) {
    const stack = stacks.find((one) => one.name === name);
    if (stack === undefined) {
      const names = stacks.map((one) => one.name);
      const meant = nearest(name, names);
      const instead = meant === undefined ? `there are ${all(names)}` : `write ${meant}`;
      throw new CommandFailure(`--account-of ${name}=${account}: no stack is called ${name}; ${instead}`);
    }
    if (stack.account !== undefined && stack.account !== account) {
      throw new CommandFailure(
        `--account-of ${name}=${account}: the Terraform of ${name} says ${stack.account}; leave the option out`,
      );
    }
  }
  return stacks.map((stack) => {
    const account = accountOf.get(stack.name);
    if (account === undefined) return stack;
    const resources = stack.resources.map((one) => (one.account === undefined ? { ...one, account } : one));
    return { ...stack, account, resources };
  });
}

/** The stacks with something in an account that nobody has told. */
export function stacksWithoutAccount(topology: Topology): string[] {
  const { buses, rules, queues, functions, tables, httpApis } = topology;
  const stacks = [buses, rules, queues, functions, tables, httpApis]
    .flat()
    .flatMap(({ stack, account }) => (isSymbolic(account) ? [stack] : []));
  return [...new Set(stacks)];
}

/** What to write for {@link stacksWithoutAccount}. */
export function accountsToTell(stacks: readonly string[]): string {
  return stacks.map((stack) => `--account-of ${stack}=ID`).join(" ");
}
