/** Quotas and costs, for people to read. */
import { counted, formatNumber } from "../../catalogue/wording";
import type { Capacity, StackCost, Usage } from "../../review";
import { columns, wrapped } from "./terminal";

const WORDS: Readonly<Record<string, readonly [one: string, several: string]>> = {
  aws_kms_key: ["key", "keys"],
  aws_secretsmanager_secret: ["secret", "secrets"],
  aws_cloudwatch_metric_alarm: ["alarm", "alarms"],
};

/** What is used and left of each quota, then what each stack costs a month. */
export function capacityInWords({ usage, costs, dollars, prices }: Capacity): string {
  const all = Object.values(prices);
  const unconfirmed = all.filter(({ confirmed }) => !confirmed).length;
  const about =
    `Prices: ${[...new Set(all.map(({ region, asOf }) => `${region}, ${asOf}`))].join("; ")}, without free tiers; ${formatNumber(unconfirmed)} of ${formatNumber(all.length)} are not ` +
    "confirmed on AWS's own page, whose addresses --json prints. Deliveries are those that expectedPerDay declares. Events, " +
    "archives, logs and functions are not counted.";
  return [
    "Quotas (AWS's defaults, unless hub.yaml tells of raised ones)",
    ...columns([["  of", "", "used", "left", "limit"], ...usage.map(usageRow)]),
    "",
    "Cost in US dollars a month",
    ...columns([
      ["  stack", "resources", "deliveries", "total", ""],
      ...costs.map(costRow),
      ["  all", "", "", dollarsIn(dollars), ""],
    ]),
    "",
    ...wrapped(about, ""),
  ].join("\n");
}

function usageRow({ name, of, used, left, limit }: Usage): readonly string[] {
  return [`  ${name}`, of, formatNumber(used), formatNumber(left), formatNumber(limit)];
}

function costRow(cost: StackCost): readonly string[] {
  const { stack, billed, dollarsForResources, deliveries, dollarsForDeliveries } = cost;
  const what = Object.entries(billed).map(([type, amount]) => {
    const [one, several] = WORDS[type] ?? [type, type];
    return counted(amount, one, several);
  });
  return [
    `  ${stack}`,
    dollarsIn(dollarsForResources),
    deliveries === undefined ? "" : dollarsIn(dollarsForDeliveries),
    dollarsIn(dollarsForResources + dollarsForDeliveries),
    what.join(", "),
  ];
}

function dollarsIn(amount: number): string {
  return amount.toFixed(2);
}
