import type { Rule } from "./rule";

/** What can be wrong with an event pattern of a tenant, a function or a forward. */
export const patternRules = {
  "pattern-invalid": {
    severity: "error",
    says: "EventBridge would refuse the pattern.",
    why: "PutRule would fail halfway through the apply.",
    instead: "Write what the finding ends with, which has an example of the operator.",
    example:
      'forwards.orders.eventPattern.source[0].prefx: EventBridge would refuse the pattern: Unrecognized match type prefx; write prefix with a text, such as {"prefix": "Order "}',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html",
  },
  "pattern-value-not-listed": {
    severity: "error",
    says: "A field of a pattern holds a value that is not in a list.",
    why: "A pattern compares with lists of values.",
    instead: "Put the value in brackets.",
    example:
      'destinations.incidents.events.invoice-issued.eventPattern.source: found "com.acme.billing", and a pattern matches lists; write [com.acme.billing]',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html",
  },
  "pattern-key-unknown": {
    severity: "error",
    says: "A pattern asks for a key that no event has at the top.",
    why: "AWS accepts the rule without a word, and it never matches.",
    instead: "Write the key as events have it, or write it under `detail`.",
    example:
      'destinations.incidents.events.invoice-issued.eventPattern.detailType: no event has the key "detailType" at the top, so it would never match; write detail-type',
    source: "https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html",
  },
  "pattern-literal": {
    severity: "warning",
    says: "Text in a pattern looks like a path, an operator, a wildcard or a comparison.",
    why: "EventBridge compares it as the text that it is, and would never match what is probably meant.",
    instead: "Write the operator as a mapping, or leave the text where it is what events hold.",
    example:
      'destinations.incidents.events.invoice-issued.eventPattern.detail.a[0].anything-but: "$.detail.c" looks like a path, and is compared as the text that it is; write the value that is meant (a pattern compares with fixed values), or leave it where that text is meant',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html",
  },
  "pattern-names-account": {
    severity: "error",
    says: "A pattern for the hub bus names accounts.",
    why: "The hub adds the accounts that may publish the sources; a second list would go stale.",
    instead: "Leave `account` out.",
    example:
      "destinations.incidents.events.invoice-issued.eventPattern.account: the hub adds the accounts that may publish the sources; leave account out",
  },
  "pattern-without-source": {
    severity: "error",
    says: "A pattern has no `source`.",
    why: "It would also match events of publishers that join later.",
    instead: "Name the sources that are meant.",
    example:
      "forwards.orders.eventPattern: a pattern without source would take events of whoever joins later; write source: [com.acme.billing], or the sources that are meant",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-patterns-best-practices.html",
  },
  "pattern-never-matches": {
    severity: "error",
    says: "A pattern asks for a source or detail-type that nobody publishes.",
    why: "The rule would never match, and nothing would tell you.",
    instead: "Use a value that is published, or add it to a file in `sources/`.",
    example:
      'forwards.orders.eventPattern.source[0]: publishes does not list the source "com.acme.shp"; write com.acme.shop',
  },
  "pattern-too-long": {
    severity: "error",
    says: "A pattern is longer than AWS allows, counting the accounts that the hub adds.",
    why: "PutRule would fail halfway through the apply.",
    instead: "Write fewer values, or a prefix.",
    example:
      "destinations.orders.events.order-placed.eventPattern: the pattern has 2,058 characters with the accounts that the hub adds, AWS allows 2,048; write fewer values, or a prefix",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
} as const satisfies Readonly<Record<string, Rule>>;
