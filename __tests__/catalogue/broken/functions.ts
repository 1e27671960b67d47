/** Files of functions: accounts, handlers, events, tables, environment, permissions. */
import type { Broken } from "../environment-folder";
import { applications } from "../applications-folder";

/** As long as a file's name can be with `.yaml` behind it, or almost. */
const LONG = "o".repeat(245);

export const functions: readonly Broken[] = [
  {
    title: "functions in an account that has no file",
    edit: applications("functions/signup.yaml", "account: shop", "account: shp"),
    expected: [
      "functions/signup.yaml:2:10: error: account: there is no sources/shp.yaml; write shop [unknown-account]",
    ],
  },
  {
    title: "functions in the account of nobody",
    edit: applications("functions/orders.yaml", "account: hub", "account: identity"),
    expected: [
      "functions/orders.yaml:2:10: error: account: there is no sources/identity.yaml; write hub, shop or warehouse [unknown-account]",
    ],
  },
  {
    title: "a function in a source account that consumes events of the central bus",
    edit: applications("functions/orders.yaml", "account: hub", "account: warehouse"),
    expected: [
      'functions/orders.yaml:13:5: error: functions.tell-customer.consumes: the central bus runs functions of the hub account only, and this is one of "warehouse"; write it in a file with account: hub [consumer-outside-the-hub]',
    ],
  },
  {
    title: "a handler that is not there",
    edit: applications("functions/signup.yaml", "handler: create-user", "handler: create-usr"),
    expected: [
      "functions/signup.yaml:15:14: error: functions.create-user.handler: there is no lambda/create-usr/index.ts; write create-user [unknown-handler]",
    ],
  },
  {
    title: "a function without handler",
    edit: applications("functions/signup.yaml", "    handler: create-user\n", ""),
    expected: [
      "functions/signup.yaml:15:5: error: functions.create-user.handler: missing; write the name of a folder of lambda/, such as create-user [missing-value]",
    ],
  },
  {
    title: "a schedule of another notation",
    edit: applications("functions/signup.yaml", "rate(1 minute)", "every minute"),
    expected: [
      'functions/signup.yaml:30:15: error: functions.publish-pending.schedule: found "every minute"; write rate(1 minute), rate(5 minutes) or cron(0 6 ? * MON-FRI *), of at most 256 characters [wrong-value]',
    ],
  },
  {
    title: "an event that no account publishes to a function",
    edit: applications("functions/orders.yaml", "source: [com.acme.shop]", "source: [com.acme.shp]"),
    expected: [
      'functions/orders.yaml:16:20: error: functions.tell-customer.consumes.order-placed.eventPattern.source[0]: no account publishes the source "com.acme.shp"; write com.acme.shop [pattern-never-matches]',
    ],
  },
  {
    title: "an account in a function's pattern",
    edit: applications(
      "functions/orders.yaml",
      "          source:",
      '          account: ["100000000002"]\n          source:',
    ),
    expected: [
      "functions/orders.yaml:16:11: error: functions.tell-customer.consumes.order-placed.eventPattern.account: the hub adds the accounts that may publish the sources; leave account out [pattern-names-account]",
    ],
  },
  {
    title: "a table of no key",
    edit: applications("functions/signup.yaml", "    partitionKey: { name: userId, type: S }\n", ""),
    expected: [
      "functions/signup.yaml:8:5: error: tables.users.partitionKey: missing; write a mapping of name and type [missing-value]",
    ],
  },
  {
    title: "a key of a type in words",
    edit: applications("functions/signup.yaml", "{ name: userId, type: S }", "{ name: userId, type: string }"),
    expected: [
      'functions/signup.yaml:8:41: error: tables.users.partitionKey.type: found "string"; write S, N or B [unknown-choice]',
    ],
  },
  {
    title: "a key of one attribute",
    edit: applications("functions/signup.yaml", "{ name: pendingSince, type: N }", "{ name: pendingShard, type: S }"),
    expected: [
      "functions/signup.yaml:12:26: error: tables.users.indexes.pending.sortKey.name: pendingShard is the partition key already; write another attribute, or leave sortKey out [keys-of-one-attribute]",
    ],
  },
  {
    title: "an attribute of two types",
    edit: applications("functions/signup.yaml", "{ name: pendingSince, type: N }", "{ name: userId, type: N }"),
    expected: [
      "functions/signup.yaml:12:40: error: tables.users.indexes.pending.sortKey.type: the type of userId is S above and N here; write S [attribute-of-two-types]",
    ],
  },
  {
    title: "an index with a name of two letters",
    edit: applications("functions/signup.yaml", "      pending:", "      by:"),
    expected: [
      'functions/signup.yaml:10:7: error: tables.users.indexes: the name "by" does not fit; write at least 3 lower-case letters and digits in words joined by hyphens, such as pending [wrong-name]',
    ],
  },
  {
    title: "a permission on a table that is not there",
    edit: applications("functions/signup.yaml", "        users: [write]", "        user: [write]"),
    expected: [
      'functions/signup.yaml:18:29: warning: functions.create-user.environment.USERS_TABLE.table: the function gets the name of "users" and has no permission to use it; write it under permissions.tables too [told-without-permission]',
      'functions/signup.yaml:23:9: error: functions.create-user.permissions.tables.user: tables has no "user"; write users [unknown-table-or-topic]',
    ],
  },
  {
    title: "a permission to scan",
    edit: applications("functions/signup.yaml", "users: [write]", "users: [scan]"),
    expected: [
      'functions/signup.yaml:23:17: error: functions.create-user.permissions.tables.users[0]: found "scan"; write read or write [unknown-choice]',
    ],
  },
  {
    title: "a permission on a topic that is not there",
    edit: applications("functions/orders.yaml", "        customer: publish", "        barista: publish"),
    expected: [
      'functions/orders.yaml:19:23: warning: functions.tell-customer.environment.TOPIC.topic: the function gets the name of "customer" and has no permission to use it; write it under permissions.topics too [told-without-permission]',
      'functions/orders.yaml:22:9: error: functions.tell-customer.permissions.topics.barista: topics has no "barista"; write customer [unknown-table-or-topic]',
    ],
  },
  {
    title: "a topic with a wildcard",
    edit: applications("functions/orders.yaml", "orders/customer", "orders/#"),
    expected: [
      'functions/orders.yaml:8:13: error: topics.customer.prefix: found "orders/#"; write the first levels of an MQTT topic, without wildcards and without / at the ends, such as orders/customer [wrong-value]',
    ],
  },
  {
    title: "a variable of a table that is not there",
    edit: applications("functions/signup.yaml", "{ table: users }", "{ table: people }"),
    expected: [
      'functions/signup.yaml:18:29: error: functions.create-user.environment.USERS_TABLE.table: tables has no "people"; write users [unknown-table-or-topic]',
    ],
  },
  {
    title: "a variable of neither",
    edit: applications("functions/signup.yaml", "{ table: users }", "{ queue: users }"),
    expected: [
      "functions/signup.yaml:18:20: error: functions.create-user.environment.USERS_TABLE: found a mapping; write text, { table: <id> }, { topic: <id> } or { bus: central } [wrong-value]",
    ],
  },
  {
    title: "a variable that Lambda sets itself",
    edit: applications("functions/signup.yaml", "TONE: polite", "AWS_REGION: eu-central-1"),
    expected: [
      'functions/signup.yaml:20:7: error: functions.create-user.environment: the name "AWS_REGION" does not fit; write upper-case letters, digits and _, not starting with AWS_ or LAMBDA_ and not MAXIMUM_REQUEST_BYTES (set by routes), such as TABLE_NAME [wrong-name]',
    ],
  },
  {
    title: "a credential in a variable",
    edit: applications("functions/signup.yaml", "TONE: polite", "SLACK_TOKEN: canary-of-a-function"),
    expected: [
      "functions/signup.yaml:20:20: error: functions.create-user.environment.SLACK_TOKEN: a credential in the clear would reach Terraform's state; write the name of a secret, which the function reads [secret-in-environment]",
    ],
  },
  {
    title: "a function that publishes a source of another account",
    edit: applications("functions/signup.yaml", "sources: [com.acme.shop]", "sources: [com.acme.warehouse]"),
    expected: [
      'functions/signup.yaml:25:19: error: functions.create-user.permissions.publishes.sources[0]: sources/shop.yaml does not publish the source "com.acme.warehouse"; write com.acme.shop or com.acme.billing [not-published]',
    ],
  },
  {
    title: "a function that publishes a misspelt detail-type",
    edit: applications("functions/signup.yaml", "detailTypes: [Order Placed]", "detailTypes: [Order Place]"),
    expected: [
      'functions/signup.yaml:26:23: error: functions.create-user.permissions.publishes.detailTypes[0]: sources/shop.yaml does not publish the detail-type "Order Place"; write Order Placed [not-published]',
    ],
  },
  {
    title: "a function of the hub account that publishes",
    edit: applications(
      "functions/orders.yaml",
      "      topics:\n        customer: publish",
      "      topics: { customer: publish }\n      publishes: { sources: [com.acme.shop], detailTypes: [Order Placed] }",
    ),
    expected: [
      "functions/orders.yaml:22:7: error: functions.tell-customer.permissions.publishes: no bus policy holds functions of the hub account to their sources; write it in a file with the account that publishes [hub-function-publishes]",
    ],
  },
  {
    title: "a name of a function that is too long",
    edit: applications(
      "functions/orders.yaml",
      "  tell-customer:\n",
      "  tell-the-customer-and-everybody-else-who-wants-to-know-it:\n",
    ),
    expected: [
      "functions/orders.yaml:10:3: error: functions.tell-the-customer-and-everybody-else-who-wants-to-know-it: the name acme-dev_orders_tell-the-customer-and-everybody-else-who-wants-to-know-it of the Lambda function is 9 characters longer than the 64 that AWS allows; write a shorter id or file name [name-too-long]",
      "functions/orders.yaml:14:7: error: functions.tell-the-customer-and-everybody-else-who-wants-to-know-it.consumes.order-placed: the name acme-dev_orders_tell-the-customer-and-everybody-else-who-wants-to-know-it_order-placed of the rule is 22 characters longer than the 64 that AWS allows; write shorter ids or a shorter file name [name-too-long]",
    ],
  },
  {
    title: "a file of functions whose name makes the alias of their key too long",
    edit: {
      folders: ["functions"],
      write: { [`functions/${LONG}.yaml`]: applications().write?.["functions/orders.yaml"] ?? "" },
    },
    expected: [
      `functions/${LONG}.yaml:1:1: error: the name alias/acme-dev_${LONG} of the key alias is 4 characters longer than the 256 that AWS allows; write a shorter file name [name-too-long]`,
      `functions/${LONG}.yaml:10:3: error: functions.tell-customer: the name acme-dev_${LONG}_tell-customer of the Lambda function is 204 characters longer than the 64 that AWS allows; write a shorter id or file name [name-too-long]`,
      `functions/${LONG}.yaml:14:7: error: functions.tell-customer.consumes.order-placed: the name acme-dev_${LONG}_tell-customer_order-placed of the rule is 217 characters longer than the 64 that AWS allows; write shorter ids or a shorter file name [name-too-long]`,
    ],
  },
  {
    title: "a variable of a table that the function may do nothing with",
    edit: applications("functions/signup.yaml", "      tables:\n        users: [write]\n", ""),
    expected: [
      'functions/signup.yaml:18:29: warning: functions.create-user.environment.USERS_TABLE.table: the function gets the name of "users" and has no permission to use it; write it under permissions.tables too [told-without-permission]',
    ],
  },
  {
    title: "a variable of the bus in a function that may put nothing on it",
    edit: applications("functions/orders.yaml", "TOPIC: { topic: customer }", "BUS: { bus: central }"),
    expected: [
      "functions/orders.yaml:19:12: warning: functions.tell-customer.environment.BUS: the function gets the name of the central bus and has no permission to publish on it; write permissions.publishes too, or leave it out [told-without-permission]",
    ],
  },
  {
    title: "a log that is kept for ten days",
    edit: applications("functions/orders.yaml", "owner: Shop team", "owner: Shop team\nlogRetentionDays: 10"),
    expected: [
      "functions/orders.yaml:4:19: error: logRetentionDays: found the number 10; write 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 [unknown-choice]",
    ],
  },
];
