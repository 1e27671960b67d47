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
      'tenants/jira.yaml:17:27: error: destinations.comments.events.stock-low.eventPattern.detail-type[0].begins-with: EventBridge would refuse the pattern: Unrecognized match type begins-with; write a value, or prefix, suffix, anything-but, equals-ignore-case, numeric, exists, cidr or wildcard, such as {"prefix": "Order "} [pattern-invalid]',
    ],
  },
  {
    title: "an operator that is misspelt",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", "[{ prefx: Order }]"),
    expected: [
      'tenants/salesforce.yaml:24:27: error: destinations.orders.events.order-placed.eventPattern.detail-type[0].prefx: EventBridge would refuse the pattern: Unrecognized match type prefx; write prefix with a text, such as {"prefix": "Order "} [pattern-invalid]',
    ],
  },
  {
    title: "a prefix that is a number",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", "[{ prefix: 5 }]"),
    expected: [
      'tenants/salesforce.yaml:24:35: error: destinations.orders.events.order-placed.eventPattern.detail-type[0].prefix: EventBridge would refuse the pattern: prefix match pattern must be a string; write a text, such as {"prefix": "Order "} [pattern-invalid]',
    ],
  },
  {
    title: "a suffix that is a list",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", "[{ suffix: [d] }]"),
    expected: [
      'tenants/salesforce.yaml:24:35: error: destinations.orders.events.order-placed.eventPattern.detail-type[0].suffix: EventBridge would refuse the pattern: suffix match pattern must be a string; write a text, such as {"suffix": ".png"} [pattern-invalid]',
    ],
  },
  {
    title: "equals-ignore-case with a number",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", "[{ equals-ignore-case: 5 }]"),
    expected: [
      'tenants/salesforce.yaml:24:47: error: destinations.orders.events.order-placed.eventPattern.detail-type[0].equals-ignore-case: EventBridge would refuse the pattern: equals-ignore-case match pattern must be a string; write a text, such as {"equals-ignore-case": "paid"} [pattern-invalid]',
    ],
  },
  {
    title: "a comparison with text",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", '[{ numeric: [">", "5"] }]'),
    expected: [
      'tenants/salesforce.yaml:24:42: error: destinations.orders.events.order-placed.eventPattern.detail-type[0].numeric[1]: EventBridge would refuse the pattern: Value of > must be numeric; write one or two comparisons, with numbers without quotes, such as {"numeric": [">=", 0, "<", 500]} [pattern-invalid]',
    ],
  },
  {
    title: "anything-but with texts and numbers",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", "[{ anything-but: [a, 1] }]"),
    expected: [
      'tenants/salesforce.yaml:24:41: error: destinations.orders.events.order-placed.eventPattern.detail-type[0].anything-but: EventBridge would refuse the pattern: Inside anything but list, either all values are number or string, mixed type is not supported; write texts, or numbers, or texts under prefix, suffix, wildcard or equals-ignore-case, such as {"anything-but": ["draft", "test"]} or {"anything-but": {"prefix": "test-"}} [pattern-invalid]',
    ],
  },
  {
    title: "a range of addresses without its length",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", "[{ cidr: 10.0.0.0 }]"),
    expected: [
      'tenants/salesforce.yaml:24:33: error: destinations.orders.events.order-placed.eventPattern.detail-type[0].cidr: EventBridge would refuse the pattern: Malformed CIDR, one \'/\' required; write a range of IP addresses, such as {"cidr": "10.0.0.0/24"} [pattern-invalid]',
    ],
  },
  {
    title: "a wildcard with two stars in a row",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", '[{ wildcard: "a**" }]'),
    expected: [
      'tenants/salesforce.yaml:24:37: error: destinations.orders.events.order-placed.eventPattern.detail-type[0].wildcard: EventBridge would refuse the pattern: Consecutive wildcard characters at pos 2; write a text without ** and with no \\ but before * or \\, such as {"wildcard": "orders/*.json"} [pattern-invalid]',
    ],
  },
  {
    title: "two operators in one mapping",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", "[{ prefix: Order, suffix: Placed }]"),
    expected: [
      'tenants/salesforce.yaml:24:50: error: destinations.orders.events.order-placed.eventPattern.detail-type[0].suffix: EventBridge would refuse the pattern: Only one key allowed in match expression; write one operator in each pair of braces, such as [{"prefix": "Order "}, {"suffix": ".png"}], of which either may match [pattern-invalid]',
    ],
  },
  {
    title: "a list within a list",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", "[[Order Placed]]"),
    expected: [
      'tenants/salesforce.yaml:24:25: error: destinations.orders.events.order-placed.eventPattern.detail-type[0]: EventBridge would refuse the pattern: Match value must be String, number, true, false, or null; write values and operators, such as ["Order Placed", {"prefix": "Invoice "}] [pattern-invalid]',
    ],
  },
  {
    title: "an empty list in a pattern",
    edit: replaced("tenants/salesforce.yaml", "[Order Placed]", "[]"),
    expected: [
      'tenants/salesforce.yaml:24:24: error: destinations.orders.events.order-placed.eventPattern.detail-type: EventBridge would refuse the pattern: Empty arrays are not allowed; write a value, such as ["Order Placed"], or leave the field out [pattern-invalid]',
    ],
  },
  {
    title: "an $or of one",
    edit: replaced("tenants/salesforce.yaml", "detail-type: [Order Placed]", "$or: [{ detail-type: [Order Placed] }]"),
    expected: [
      'tenants/salesforce.yaml:24:16: error: destinations.orders.events.order-placed.eventPattern.$or: EventBridge would refuse the pattern: There must have at least 2 Objects in $or relationship; write two or more alternatives, such as "$or": [{"detail-type": ["Order Placed"]}, {"detail": {"total": [{"exists": true}]}}], or none [pattern-invalid]',
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
      'tenants/salesforce.yaml:24:49: error: destinations.orders.events.order-placed.eventPattern.detail-type[1].exists: EventBridge would refuse the pattern: exists match pattern must be either true or false; write {"exists": true} or {"exists": false} [pattern-invalid]',
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
