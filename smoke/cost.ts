/** What a run costs: what is billed by the month while it is there, by the hour that is begun. */
import type { EmittedStack } from "#simulator/topology";
import { MONTHLY_PRICES } from "../aws/prices";

/** Of one hour, in US dollars. */
export interface Cost {
  readonly dollarsAnHour: number;
  /** Type of resource to how many there are, of what is billed. */
  readonly billed: Readonly<Record<string, number>>;
}

const HOURS_A_MONTH = 730;

/**
 * A key that waits for its deletion is free, and so is a secret. Requests, events, functions and queues of one run stay below
 * a cent.
 */
export function costOf(stacks: readonly EmittedStack[]): Cost {
  const types = stacks.flatMap(({ resources }) => resources.map(({ type }) => type));
  const billed = Object.fromEntries(
    Object.keys(MONTHLY_PRICES).map((type) => [type, types.filter((one) => one === type).length]),
  );
  const monthly = Object.entries(billed).reduce(
    (sum, [type, amount]) => sum + amount * (MONTHLY_PRICES[type]?.dollars ?? 0),
    0,
  );
  return { dollarsAnHour: monthly / HOURS_A_MONTH, billed };
}
