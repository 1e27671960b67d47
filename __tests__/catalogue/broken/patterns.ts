/** Patterns of tenants. */
import { replaced, type Broken } from "../environment-folder";

export const patterns: readonly Broken[] = [
  {
    title: "a pattern without source",
    edit: replaced("tenants/pagerduty.yaml", "source: [com.acme.billing]", "detail-type: [Invoice Issued]"),
    expected: [
      "tenants/pagerduty.yaml:20:11: error: destinations.incidents.events.invoice-issued.eventPattern: a pattern without source would take events of whoever joins later; write source: [com.acme.billing], or the sources that are meant [pattern-without-source]",
    ],
  },
  {
    title: "text where a pattern has a list",
    edit: replaced("tenants/pagerduty.yaml", "source: [com.acme.billing]", "source: com.acme.billing"),
    expected: [
      'tenants/pagerduty.yaml:20:19: error: destinations.incidents.events.invoice-issued.eventPattern.source: found "com.acme.billing", and a pattern matches lists; write [com.acme.billing] [pattern-value-not-listed]',
    ],
  },
  {
    title: "an account in a pattern",
    edit: replaced(
      "tenants/pagerduty.yaml",
      "source: [com.acme.billing]",
      'source: [com.acme.billing]\n          account: ["100000000002"]',
    ),
    expected: [
      "tenants/pagerduty.yaml:21:11: error: destinations.incidents.events.invoice-issued.eventPattern.account: the hub adds the accounts that may publish the sources; leave account out [pattern-names-account]",
    ],
  },
  {
    title: "an account in an alternative of a pattern",
    edit: replaced(
      "tenants/pagerduty.yaml",
      "source: [com.acme.billing]",
      'source: [com.acme.billing]\n          $or: [{ account: ["100000000002"] }, { region: [eu-central-1] }]',
    ),
    expected: [
      "tenants/pagerduty.yaml:21:19: error: destinations.incidents.events.invoice-issued.eventPattern.$or[0].account: the hub adds the accounts that may publish the sources; leave account out [pattern-names-account]",
    ],
  },
  {
    title: "a source that no account publishes",
    edit: replaced("tenants/pagerduty.yaml", "com.acme.billing", "com.acme.biling"),
    expected: [
      'tenants/pagerduty.yaml:20:20: error: destinations.incidents.events.invoice-issued.eventPattern.source[0]: no account publishes the source "com.acme.biling"; write com.acme.billing [pattern-never-matches]',
    ],
  },
  {
    title: "a source that is like none",
    edit: replaced("tenants/pagerduty.yaml", "com.acme.billing", "org.example"),
    expected: [
      'tenants/pagerduty.yaml:20:20: error: destinations.incidents.events.invoice-issued.eventPattern.source[0]: no account publishes the source "org.example"; write one of com.acme.billing, com.acme.shop, com.acme.warehouse [pattern-never-matches]',
    ],
  },
  {
    title: "a prefix that no source has",
    edit: replaced("tenants/pagerduty.yaml", "[com.acme.billing]", "[com.acme.billing, { prefix: org. }]"),
    expected: [
      "tenants/pagerduty.yaml:20:38: error: destinations.incidents.events.invoice-issued.eventPattern.source[1]: no account publishes a source that this matches; write one of com.acme.billing, com.acme.shop, com.acme.warehouse [pattern-never-matches]",
    ],
  },
  {
    title: "a detail-type that the publishers do not use",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", "[Order Place]"),
    expected: [
      'tenants/salesforce.yaml:24:25: error: destinations.orders.events.order-placed.eventPattern.detail-type[0]: no account publishes the detail-type "Order Place"; write Order Placed [pattern-never-matches]',
    ],
  },
  {
    title: "a detail-type by a suffix that the publishers do not use",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", "[{ suffix: Shipped }]"),
    expected: [
      "tenants/salesforce.yaml:24:25: error: destinations.orders.events.order-placed.eventPattern.detail-type[0]: no account publishes a detail-type that this matches; write one of Invoice Issued, Order Cancelled, Order Placed [pattern-never-matches]",
    ],
  },
  {
    title: "an operator that EventBridge does not know",
    edit: replaced("tenants/jira.yaml", 'prefix: "Stock "', 'begins-with: "Stock "'),
    expected: [
      "tenants/jira.yaml:17:27: error: destinations.comments.events.stock-low.eventPattern.detail-type[0].begins-with: EventBridge would refuse the pattern: Unrecognized match type begins-with; write a value, or prefix, suffix, anything-but, equals-ignore-case, numeric, exists, cidr or wildcard [pattern-invalid]",
    ],
  },
  {
    title: "an empty list in a pattern",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", "[]"),
    expected: [
      "tenants/salesforce.yaml:24:24: error: destinations.orders.events.order-placed.eventPattern.detail-type: EventBridge would refuse the pattern: Empty arrays are not allowed; write a value, or leave the field out [pattern-invalid]",
    ],
  },
  {
    title: "an $or of one",
    edit: replaced("tenants/salesforce.yaml", "detail-type: [Order Placed]", "$or: [{ detail-type: [Order Placed] }]"),
    expected: [
      "tenants/salesforce.yaml:24:16: error: destinations.orders.events.order-placed.eventPattern.$or: EventBridge would refuse the pattern: There must have at least 2 Objects in $or relationship; write two or more alternatives under $or, or none [pattern-invalid]",
    ],
  },
  {
    title: "a wildcard that is too complex",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", '[{ wildcard: "*:*:*:*:*:event-bus/*" }]'),
    expected: [
      "tenants/salesforce.yaml:24:37: error: destinations.orders.events.order-placed.eventPattern.detail-type[0].wildcard: EventBridge would refuse the pattern: Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character; write a wildcard with fewer stars, or with less that repeats itself behind a star [pattern-invalid]",
    ],
  },
  {
    title: "wildcards of one field that are too complex together",
    edit: replaced(
      "tenants/salesforce.yaml",
      "[Order Placed]",
      '["Order Placed", { wildcard: "*-a*" }, { wildcard: "*-b*" }, { wildcard: "*-c*" }, { wildcard: "*-d" }]',
    ),
    expected: [
      'tenants/salesforce.yaml:24:24: error: destinations.orders.events.order-placed.eventPattern.detail-type: EventBridge would refuse the pattern: Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character (the 4 wildcards of detail-type count together: "*-a*", "*-b*", "*-c*" and "*-d"); write suffix: -d instead of wildcard: "*-d", or fewer of them here and the others under another event, which has a rule of its own [pattern-invalid]',
    ],
  },
  {
    title: "an empty list inside anything-but",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", "[{ anything-but: { prefix: [] } }]"),
    expected: [
      "tenants/salesforce.yaml:24:51: error: destinations.orders.events.order-placed.eventPattern.detail-type[0].anything-but.prefix: EventBridge would refuse the pattern: The list of prefix inside anything-but is empty, to which EventBridge answers InternalFailure (500) and says no more; write a text, or leave anything-but out [pattern-invalid]",
    ],
  },
  {
    title: "an operator with a value of another kind",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", "[Order Placed, { exists: maybe }]"),
    expected: [
      "tenants/salesforce.yaml:24:49: error: destinations.orders.events.order-placed.eventPattern.detail-type[1].exists: EventBridge would refuse the pattern: exists match pattern must be either true or false; write a pattern as in EventBridge's user guide [pattern-invalid]",
    ],
  },
  {
    title: "a pattern that only fits without the hub's accounts",
    edit: replaced(
      "tenants/salesforce.yaml",
      "detail-type: [Order Placed]",
      `detail: { note: ["${"x".repeat(1980)}"] }`,
    ),
    expected: [
      "tenants/salesforce.yaml:23:11: error: destinations.orders.events.order-placed.eventPattern: the pattern has 2,058 characters with the accounts that the hub adds, AWS allows 2,048; write fewer values, or a prefix [pattern-too-long]",
    ],
  },
];
