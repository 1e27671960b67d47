import type { Rule } from "./rule";

/** What can be wrong between the accounts that publish. */
export const sourceRules = {
  "account-described-twice": {
    severity: "error",
    says: "Two files describe the same account.",
    why: "The bus policy has one statement per account.",
    instead: "Write everything that the account publishes in one file.",
    example:
      "account: 100000000003 is described in sources/stock.yaml already; write all that it publishes there, or another account",
  },
  "account-is-the-hub": {
    severity: "error",
    says: "A source account is the hub account.",
    why: "A bus policy does not restrict its own account, so the hub could publish as anybody.",
    instead: "Publish from another account.",
    example:
      "account: 100000000001 is the hub account, whose own events no bus policy holds to their sources; write another account and publish from there",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html",
  },
  "not-published": {
    severity: "error",
    says: "A function or route publishes a source or detail-type that its account may not publish.",
    why: "The bus policy would refuse the event.",
    instead: "Use a value that the account publishes, or add this one to its file in `sources/`.",
    example:
      'routes.place-order.integration.detailType: sources/shop.yaml does not publish the detail-type "Order placed"; write Order Placed',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html",
  },
  "unknown-account": {
    severity: "error",
    says: "A file names an account that has no file in `sources/`.",
    why: "There is no account to deploy it to.",
    instead: "Use the alias of a source account, or `hub` where functions belong to the hub account.",
    example: "account: there is no sources/shp.yaml; write shop",
  },
} as const satisfies Readonly<Record<string, Rule>>;
