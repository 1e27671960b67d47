/** What an environment takes of AWS's quotas, and what it costs a month. */
import { buildTopology, type EmittedStack } from "#simulator/topology";
import { INVOCATION_PRICE, MONTHLY_PRICES, type Price } from "../aws/prices";
import { accountUse, roomOfAccounts } from "./account-room";
import { headRoom, type HeadRoom } from "./head-room";

/** A limit with what is used of it. */
export interface Usage extends Pick<HeadRoom, "what" | "name" | "of" | "limit"> {
  readonly used: number;
  readonly left: number;
}

/** What a stack costs a month. */
export interface StackCost {
  readonly stack: string;
  /** Type of resource to how many there are, of what is billed while it exists. */
  readonly billed: Readonly<Record<string, number>>;
  readonly dollarsForResources: number;
  /** Deliveries a month that are expected; undefined where nothing is. */
  readonly deliveries: number | undefined;
  readonly dollarsForDeliveries: number;
}

/** The capacity of an environment. */
export interface Capacity {
  readonly usage: readonly Usage[];
  readonly costs: readonly StackCost[];
  readonly dollars: number;
  /** The prices that it was counted with. */
  readonly prices: Readonly<Record<string, Price>>;
}

const DAYS_A_MONTH = 30;

/**
 * Counts what stacks have. What is in their accounts besides, and what events, archives, logs and functions cost, is not
 * known here; a delivery is counted once, at its first attempt.
 *
 * @param expectedPerDay deliveries by stack, where some are expected
 * @param rulesPerBus what AWS has raised the quota to
 */
export function capacityOf(
  stacks: readonly EmittedStack[],
  expectedPerDay: ReadonlyMap<string, number>,
  rulesPerBus: number | undefined,
): Capacity {
  const topology = buildTopology(stacks);
  const use = accountUse(stacks);
  const rooms = [...headRoom(topology, topology), ...roomOfAccounts(use, use)];
  const usage = rooms.map(({ what, name, of, after: used, limit: byDefault }): Usage => {
    const limit = of === "rules" ? (rulesPerBus ?? byDefault) : byDefault;
    return { what, name, of, used, limit, left: limit - used };
  });
  const costs = stacks.map((stack) => costOf(stack, expectedPerDay.get(stack.name)));
  const dollars = costs.reduce((sum, cost) => sum + cost.dollarsForResources + cost.dollarsForDeliveries, 0);
  return { usage, costs, dollars, prices: { ...MONTHLY_PRICES, "API destination invocations": INVOCATION_PRICE } };
}

function costOf({ name, resources }: EmittedStack, perDay: number | undefined): StackCost {
  const amounts = Object.keys(MONTHLY_PRICES).map(
    (type) => [type, resources.filter((resource) => resource.type === type).length] as const,
  );
  const billed = Object.fromEntries(amounts.filter(([, amount]) => amount > 0));
  const deliveries = perDay === undefined ? undefined : perDay * DAYS_A_MONTH;
  return {
    stack: name,
    billed,
    dollarsForResources: amounts.reduce(
      (sum, [type, amount]) => sum + amount * (MONTHLY_PRICES[type]?.dollars ?? 0),
      0,
    ),
    deliveries,
    dollarsForDeliveries: ((deliveries ?? 0) / 1_000_000) * INVOCATION_PRICE.dollars,
  };
}
