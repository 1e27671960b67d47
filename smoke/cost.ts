/** What a run costs: what is billed by the month while it is there, by the hour that is begun. */
import type { EmittedStack } from "#simulator/topology";

/** Of one hour, in US dollars. */
export interface Cost {
  readonly dollarsAnHour: number;
  /** Type of resource to how many there are, of what is billed. */
  readonly billed: Readonly<Record<string, number>>;
}

/**
 * US dollars a month for one that exists, in us-east-1 (aws.amazon.com/kms/pricing, secrets-manager/pricing and
 * cloudwatch/pricing, November 2026). Requests, events, functions and queues of one run stay below a cent.
 */
const MONTHLY: Readonly<Record<string, number>> = {
  aws_kms_key: 1,
  aws_secretsmanager_secret: 0.4,
  aws_cloudwatch_metric_alarm: 0.1,
};

const HOURS_A_MONTH = 730;

/** A key that waits for its deletion is free, and so is a secret. */
export function costOf(stacks: readonly EmittedStack[]): Cost {
  const types = stacks.flatMap(({ resources }) => resources.map(({ type }) => type));
  const billed = Object.fromEntries(
    Object.keys(MONTHLY).map((type) => [type, types.filter((one) => one === type).length]),
  );
  const monthly = Object.entries(billed).reduce((sum, [type, amount]) => sum + amount * (MONTHLY[type] ?? 0), 0);
  return { dollarsAnHour: monthly / HOURS_A_MONTH, billed };
}
