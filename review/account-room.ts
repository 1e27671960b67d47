/** How much of an account's quotas the stacks take, before and after. */
import type { EmittedStack } from "#simulator/topology";
import { ACCOUNT_QUOTAS, type QuotaName } from "../aws/limits";
import type { HeadRoom } from "./head-room";

/** How many there are, by account and quota. */
export type AccountUse = ReadonlyMap<string, AccountCount>;

interface AccountCount {
  readonly name: string;
  readonly of: QuotaName;
  readonly used: number;
}

const QUOTA_OF: Readonly<Record<string, QuotaName | undefined>> = {
  aws_cloudwatch_event_bus: "event buses",
  aws_cloudwatch_event_connection: "connections",
  aws_cloudwatch_event_api_destination: "API destinations",
  aws_cloudwatch_metric_alarm: "alarms",
  aws_iam_role: "IAM roles",
};

/** Counts what stacks have; what else is in their accounts is not known here. */
export function accountUse(stacks: readonly EmittedStack[]): AccountUse {
  const counts = new Map<string, AccountCount>();
  for (const { type, account = "an unknown account", region = "an unknown Region" } of stacks.flatMap(
    ({ resources }) => resources,
  )) {
    const of = QUOTA_OF[type];
    if (of === undefined) continue;
    const name = ACCOUNT_QUOTAS[of].of === "Region" ? `${account} in ${region}` : account;
    const key = `${name}\n${of}`;
    counts.set(key, { name, of, used: (counts.get(key)?.used ?? 0) + 1 });
  }
  return counts;
}

/** Every quota of every account that either side takes something of. */
export function roomOfAccounts(base: AccountUse, head: AccountUse): HeadRoom[] {
  return [...new Map([...base, ...head])]
    .map(([key, { name, of }]) => ({
      what: "account" as const,
      name,
      of,
      before: base.get(key)?.used ?? 0,
      after: head.get(key)?.used ?? 0,
      limit: ACCOUNT_QUOTAS[of].quota,
    }))
    .sort((one, other) => one.name.localeCompare(other.name, "en"));
}
