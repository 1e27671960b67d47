import type { DeclaredStack } from "../declared";
import type { Account } from "../emulator";
import { apiDestinations, connections, parameters, secrets } from "./connections";
import { archives, buses, rules, targets } from "./events";
import { functions, logGroups } from "./functions";
import { sorted, type Kind, type Thing } from "./kind";
import { alarms, buckets, keys, queues, roles, topics } from "./operations";

/** Every kind of thing that a stack may make, or must not leave behind. */
export const KINDS: readonly Kind[] = [
  buses,
  rules,
  targets,
  archives,
  connections,
  apiDestinations,
  secrets,
  parameters,
  queues,
  keys,
  roles,
  topics,
  alarms,
  functions,
  logGroups,
  buckets,
];

/** Kind to things. */
export type Inventory = Readonly<Record<string, Thing[]>>;

/** All that an account holds. */
export async function foundIn(account: Account): Promise<Inventory> {
  return Object.fromEntries(
    await Promise.all(KINDS.map(async ({ kind, found }) => [kind, sorted(await found(account))] as const)),
  );
}

/** All that stacks declare for an account, besides what was there before. */
export function declaredFor(account: string, stacks: readonly DeclaredStack[], before: Inventory): Inventory {
  const own = stacks.filter((stack) => stack.account === account);
  return Object.fromEntries(
    KINDS.map(({ kind, declared }) => [kind, sorted([...(before[kind] ?? []), ...own.flatMap(declared)])] as const),
  );
}
