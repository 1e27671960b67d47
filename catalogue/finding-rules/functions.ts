import type { Rule } from "./rule";

/** What can be wrong with functions, their tables and what they may do. */
export const functionsRules = {
  "unknown-handler": {
    severity: "error",
    says: "There is no code for a handler.",
    why: "There is nothing to bundle.",
    instead: "Name a folder of `lambda/` that has an `index.ts`.",
    example: "functions.create-user.handler: there is no lambda/create-usr/index.ts; write create-user",
  },
  "unknown-table-or-topic": {
    severity: "error",
    says: "A function names a table or topic that its file does not define.",
    why: "There is nothing to refer to.",
    instead: "Use an id that the file defines, or define it first.",
    example: 'functions.create-user.permissions.tables.user: tables has no "user"; write users',
  },
  "consumer-outside-the-hub": {
    severity: "error",
    says: "A function of another account consumes events of the central bus.",
    why: "The central bus invokes functions of the hub account only.",
    instead: "Move the function to a file with `account: hub`.",
    example:
      'functions.tell-customer.consumes: the central bus runs functions of the hub account only, and this is one of "warehouse"; write it in a file with account: hub',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html",
  },
  "hub-function-publishes": {
    severity: "error",
    says: "A function of the hub account publishes events.",
    why: "A bus policy does not restrict its own account to its sources.",
    instead: "Move the function to a file with the account that publishes.",
    example:
      "functions.tell-customer.permissions.publishes: no bus policy holds functions of the hub account to their sources; write it in a file with the account that publishes",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html",
  },
  "told-without-permission": {
    severity: "warning",
    says: "A function is given the name of a table, topic or bus, but no permission to use it.",
    why: "Its calls would be denied.",
    instead: "Add the permission, or leave the variable out.",
    example:
      'functions.tell-customer.environment.TOPIC.topic: the function gets the name of "customer" and has no permission to use it; write it under permissions.topics too',
  },
  "secret-in-environment": {
    severity: "error",
    says: "An environment variable holds a credential.",
    why: "It would end up in Git, in Terraform's state and in front of everybody who may look at the function.",
    instead: "Write the name of a secret, which the function reads.",
    example:
      "functions.create-user.environment.SLACK_TOKEN: a credential in the clear would reach Terraform's state; write the name of a secret, which the function reads",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
  },
  "environment-too-large": {
    severity: "error",
    says: "The environment variables of a function are larger than Lambda allows.",
    why: "CreateFunction would refuse them. It measures names and values as one JSON text, with what is filled in.",
    instead: "Write fewer or shorter ones.",
    example: "functions.create-user.environment: 4,263 bytes as JSON, Lambda allows 4,096; write less",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
  },
  "schedule-invalid": {
    severity: "error",
    says: "EventBridge Scheduler would refuse a schedule.",
    why: "CreateSchedule would fail halfway through the apply, without naming the field.",
    instead: "Write the field as the finding describes it.",
    example:
      "functions.publish-pending.schedule: EventBridge Scheduler would refuse it: day-of-month is * and day-of-week *, and one of them has to be ?; write cron(55 7-23 * * ? *)",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
  },
  "schedule-never-runs": {
    severity: "warning",
    says: "A schedule has no time that is still to come.",
    why: "AWS accepts it, and never runs the function.",
    instead: "Write years that are still to come and days that the months have.",
    example:
      "functions.publish-pending.schedule: no such time is still to come; write years that are, and days that the months have",
  },
  "too-many-indexes": {
    severity: "error",
    says: "A table has more indexes than AWS allows.",
    why: "CreateTable would refuse them.",
    instead: "Write fewer indexes.",
    example: "tables.users.indexes: 21 indexes, AWS allows 20 of a table; write fewer",
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html",
  },
  "keys-of-one-attribute": {
    severity: "error",
    says: "The partition key and the sort key are the same attribute.",
    why: "CreateTable refuses such a key.",
    instead: "Use another attribute, or leave the sort key out.",
    example:
      "tables.users.indexes.pending.sortKey.name: pendingShard is the partition key already; write another attribute, or leave sortKey out",
  },
  "attribute-of-two-types": {
    severity: "error",
    says: "An attribute has different types in a table's keys.",
    why: "In DynamoDB an attribute of a key has one type.",
    instead: "Use the first type everywhere.",
    example: "tables.users.indexes.pending.sortKey.type: the type of userId is S above and N here; write S",
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeDefinition.html",
  },
} as const satisfies Readonly<Record<string, Rule>>;
