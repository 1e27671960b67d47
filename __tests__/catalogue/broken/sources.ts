/** Accounts, the bus policy, quotas and names. */
import { readSound, replaced, written, type Broken } from "../environment-folder";
import { manyDetailTypes, manyEvents } from "../many";

export const sources: readonly Broken[] = [
  {
    title: "an account in two files",
    edit: written(
      "sources/stock.yaml",
      'account: "100000000003"\nowner: Stock team\npublishes: { sources: [com.acme.stock] }\n',
    ),
    expected: [
      "sources/warehouse.yaml:2:10: error: account: 100000000003 is described in sources/stock.yaml already; write all that it publishes there, or another account [account-described-twice]",
    ],
  },
  {
    title: "the hub account as a source",
    edit: replaced("sources/warehouse.yaml", '"100000000003"', '"100000000001"'),
    expected: [
      "sources/warehouse.yaml:2:10: error: account: 100000000001 is the hub account, whose own events no bus policy holds to their sources; write another account and publish from there [account-is-the-hub]",
    ],
  },
  {
    title: "a source that is listed twice",
    edit: replaced("sources/warehouse.yaml", "[com.acme.warehouse]", "[com.acme.warehouse, com.acme.warehouse]"),
    expected: [
      'sources/warehouse.yaml:5:33: warning: publishes.sources[1]: "com.acme.warehouse" is in the list already; leave it out [repeated-value]',
    ],
  },
  {
    title: "a detail-type that is listed twice",
    edit: replaced("sources/shop.yaml", "Invoice Issued]", "Order Placed, Invoice Issued]"),
    expected: [
      'sources/shop.yaml:6:48: warning: publishes.detailTypes[2]: "Order Placed" is in the list already; leave it out [repeated-value]',
    ],
  },
  {
    title: "a forward without source",
    edit: replaced("sources/shop.yaml", "      source: [com.acme.shop]\n", ""),
    expected: [
      "sources/shop.yaml:11:7: error: forwards.orders.eventPattern: a pattern without source would take events of whoever joins later; write source: [com.acme.billing], or the sources that are meant [pattern-without-source]",
    ],
  },
  {
    title: "a forward of a source that the account does not publish",
    edit: replaced("sources/shop.yaml", "source: [com.acme.shop]", "source: [com.acme.shp]"),
    expected: [
      'sources/shop.yaml:11:16: error: forwards.orders.eventPattern.source[0]: publishes does not list the source "com.acme.shp"; write com.acme.shop [pattern-never-matches]',
    ],
  },
  {
    title: "a forward by a prefix that fits none of the sources",
    edit: replaced("sources/shop.yaml", "source: [com.acme.shop]", "source: [{ prefix: org.acme. }]"),
    expected: [
      "sources/shop.yaml:11:16: error: forwards.orders.eventPattern.source[0]: publishes does not list a source that this matches; write one of com.acme.billing, com.acme.shop [pattern-never-matches]",
    ],
  },
  {
    title: "a forward of a detail-type that the account does not publish",
    edit: replaced(
      "sources/shop.yaml",
      "detail-type: [Order Placed, Order Cancelled]",
      "detail-type: [Order Placed, Order Canceled]",
    ),
    expected: [
      'sources/shop.yaml:12:35: error: forwards.orders.eventPattern.detail-type[1]: publishes does not list the detail-type "Order Canceled"; write Order Cancelled [pattern-never-matches]',
    ],
  },
  {
    title: "a forward that is no pattern",
    edit: replaced("sources/shop.yaml", "source: [com.acme.shop]", "source: [{ prefx: com.acme }]"),
    expected: [
      'sources/shop.yaml:11:18: error: forwards.orders.eventPattern.source[0].prefx: EventBridge would refuse the pattern: Unrecognized match type prefx; write prefix with a text, such as {"prefix": "Order "} [pattern-invalid]',
    ],
  },
  {
    title: "a bus policy above AWS's limit",
    edit: replaced("sources/shop.yaml", "[Order Placed, Order Cancelled, Invoice Issued]", manyDetailTypes(400)),
    expected: [
      "sources/shop.yaml:5:3: error: publishes: the bus policy has 11,130 characters, AWS allows 10,240, and most are for shop (10,485) and warehouse (374); write fewer sources or detail-types there, or leave detailTypes out [bus-policy-too-long]",
    ],
  },
  {
    title: "a bus policy close to AWS's limit",
    edit: replaced("sources/shop.yaml", "[Order Placed, Order Cancelled, Invoice Issued]", manyDetailTypes(330)),
    expected: [
      "sources/shop.yaml:5:3: warning: publishes: the bus policy has 9,380 characters, AWS allows 10,240, and most are for shop (8,735) and warehouse (374); write fewer sources or detail-types there, or leave detailTypes out [bus-policy-nearly-full]",
    ],
  },
  {
    title: "more rules on the hub bus than its quota",
    edit: replaced("hub.yaml", "tags:", "quotas:\n  rulesPerBus: 3\ntags:"),
    expected: [
      "hub.yaml:6:9: error: region: the tenants' events make 4 rules on the hub bus, 3 are allowed in eu-central-1; write fewer events with wider patterns, or quotas.rulesPerBus once AWS has raised it [too-many-rules]",
    ],
  },
  {
    title: "more wildcards on the hub bus than AWS allows",
    edit: replaced(
      "tenants/pagerduty.yaml",
      readSound("tenants/pagerduty.yaml", "      invoice-issued:"),
      manyEvents(31, "{ wildcard: com.*.billing }"),
    ),
    expected: [
      "hub.yaml:6:9: error: region: 31 rules on the hub bus use wildcard, AWS allows 30; write prefix, suffix or whole values instead [too-many-wildcard-rules]",
    ],
  },
  {
    title: "a tenant whose name makes a connection's too long",
    edit: {
      write: {
        "tenants/the-customer-relationship-management-of-the-north-american-arm.yaml": readSound(
          "tenants/pagerduty.yaml",
          "",
        ),
      },
    },
    expected: [
      "tenants/the-customer-relationship-management-of-the-north-american-arm.yaml:1:1: error: the name acme-dev-the-customer-relationship-management-of-the-north-american-arm of the connection is 7 characters longer than the 64 that AWS allows; write a shorter file name [name-too-long]",
      "tenants/the-customer-relationship-management-of-the-north-american-arm.yaml:13:3: error: destinations.incidents: the name acme-dev-the-customer-relationship-management-of-the-north-american-arm_incidents of the API destination is 17 characters longer than the 64 that AWS allows; write a shorter id or file name [name-too-long]",
      "tenants/the-customer-relationship-management-of-the-north-american-arm.yaml:18:7: error: destinations.incidents.events.invoice-issued: the name acme-dev-the-customer-relationship-management-of-the-north-american-arm_incidents_invoice-issued of the rule is 32 characters longer than the 64 that AWS allows; write shorter ids or a shorter file name [name-too-long]",
    ],
  },
  {
    title: "an event whose rule's name is too long",
    edit: replaced("tenants/salesforce.yaml", "order-cancelled:", "order-cancelled-by-the-customer-or-by-our-support:"),
    expected: [
      "tenants/salesforce.yaml:38:7: error: destinations.orders.events.order-cancelled-by-the-customer-or-by-our-support: the name acme-dev-salesforce_orders_order-cancelled-by-the-customer-or-by-our-support of the rule is 12 characters longer than the 64 that AWS allows; write shorter ids or a shorter file name [name-too-long]",
    ],
  },
  {
    title: "an alias that makes a role's name too long",
    edit: {
      write: {
        "sources/the-department-of-everything-else-and-more-besides.yaml":
          'account: "100000000005"\nowner: Else\npublishes: { sources: [com.acme.other] }\n',
      },
    },
    expected: [
      "sources/the-department-of-everything-else-and-more-besides.yaml:1:1: error: the name acme-dev-source-the-department-of-everything-else-and-more-besides-forward of the IAM role is 10 characters longer than the 64 that AWS allows; write a shorter file name [name-too-long]",
    ],
  },
  {
    title: "a broken source, of whose events nothing is said elsewhere",
    edit: written("sources/shop.yaml", "account: 1\n"),
    expected: [
      "sources/shop.yaml:1:1: error: owner: missing; write the owning team's name: letters, digits, spaces and . : / = + @ _ -, not starting with aws: [missing-value]",
      "sources/shop.yaml:1:1: error: publishes: missing; write a mapping of sources and detailTypes [missing-value]",
      'sources/shop.yaml:1:10: error: account: found the number 1; write the 12 digits of an AWS account in quotes, such as "210987654321" [wrong-value]',
    ],
  },
];
