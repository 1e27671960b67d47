/**
 * What AWS charges for what an environment is made of, in US dollars without taxes, free tiers and discounts. One place to
 * change, with the page that says so. A price is `confirmed` once somebody has read its number in the text of AWS's own
 * page; AWS fills its tables in with a script, so that a page's text often holds none.
 */

/** One price. */
export interface Price {
  readonly dollars: number;
  /** What the price is of: one that exists for a month, or a million. */
  readonly per: "month" | "million";
  readonly region: string;
  readonly address: string;
  /** Month in which it was looked up. */
  readonly asOf: string;
  readonly confirmed: boolean;
}

const LOOKED_UP = { region: "us-east-1", asOf: "2026-11", confirmed: false } as const;

/** By type of Terraform's AWS provider: one that exists, for a month. Other types cost nothing while they are not used. */
export const MONTHLY_PRICES: Readonly<Record<string, Price>> = {
  aws_kms_key: { dollars: 1, per: "month", address: "https://aws.amazon.com/kms/pricing/", ...LOOKED_UP },
  aws_secretsmanager_secret: {
    dollars: 0.4,
    per: "month",
    address: "https://aws.amazon.com/secrets-manager/pricing/",
    ...LOOKED_UP,
  },
  aws_cloudwatch_metric_alarm: {
    dollars: 0.1,
    per: "month",
    address: "https://aws.amazon.com/cloudwatch/pricing/",
    ...LOOKED_UP,
  },
};

/** A million invocations of API destinations, of up to 64 KB each; retries count, too. */
export const INVOCATION_PRICE: Price = {
  dollars: 0.2,
  per: "million",
  address: "https://aws.amazon.com/eventbridge/pricing/",
  ...LOOKED_UP,
};
