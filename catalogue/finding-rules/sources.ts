import type { Rule } from "./rule";

/** What can be wrong between the accounts that publish. */
export const sourceRules = {
  "account-described-twice": {
    severity: "error",
    says: "Two files describe the same account.",
    why: "The bus policy has one statement for each account.",
    instead: "All that the account publishes, in one file.",
    example:
      "account: 100000000003 is described in sources/stock.yaml already; write all that it publishes there, or another account",
  },
  "account-is-the-hub": {
    severity: "error",
    says: "A source account is the hub account.",
    why: "No bus policy governs its own account: the hub could publish as anybody.",
    instead: "Another account.",
    example:
      "account: 100000000001 is the hub account, whose own events no bus policy holds to their sources; write another account and publish from there",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html",
  },
  "not-published": {
    severity: "error",
    says: "An event's source or detail-type is none that its account may publish.",
    why: "The statement of the bus policy for the account would refuse the event.",
    instead: "A value that the account publishes, or this one in its file under `sources/`.",
    example:
      'routes.place-order.integration.detailType: sources/shop.yaml does not publish the detail-type "Order placed"; write Order Placed',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html",
  },
  "unknown-account": {
    severity: "error",
    says: "A file names an account of which there is no file in `sources/`.",
    why: "There is nothing to deploy it to.",
    instead: "`hub`, or the alias of a source account.",
    example: "account: there is no sources/shp.yaml; write shop",
  },
} as const satisfies Readonly<Record<string, Rule>>;
