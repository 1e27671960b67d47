/** More of something than AWS allows; limits.test.ts and applications.test.ts show that the most that is allowed passes. */
import { applications } from "../applications-folder";
import { replaced, type Broken } from "../environment-folder";

function many(amount: number, text: (index: number) => string): string {
  return Array.from({ length: amount }, (_, index) => text(index)).join("");
}

const event = "{ type: event, source: com.acme.shop, detailType: Order Placed }";

function route(index: number, audience = "orders"): string {
  const authorizer = `{ type: JWT, issuer: "https://login.example.com/", audience: [${audience}] }`;
  return `  route-${index}: { method: POST, path: /orders/${index}, authorizer: ${authorizer}, integration: ${event} }\n`;
}

export const limits: readonly Broken[] = [
  {
    title: "a constant of more bytes than Terraform's AWS provider takes",
    edit: replaced(
      "tenants/jira.yaml",
      "type: path\n          path: $.detail.comment",
      `type: constant\n          constant: ${"語".repeat(3_000)}`,
    ),
    expected: [
      "tenants/jira.yaml:20:21: error: destinations.comments.events.stock-low.input.constant: a constant of 9,002 bytes, and Terraform's AWS provider takes 8,192: beyond ASCII a character has 2 to 4; write fewer [input-too-long]",
    ],
  },
  {
    title: "a pattern of more bytes than Terraform's AWS provider takes",
    edit: replaced(
      "tenants/jira.yaml",
      "source: [com.acme.warehouse]",
      `source: [com.acme.warehouse]\n          detail: { note: [${"語".repeat(1_500)}] }`,
    ),
    expected: [
      "tenants/jira.yaml:16:11: error: destinations.comments.events.stock-low.eventPattern: the pattern has 4,619 bytes, and Terraform's AWS provider takes 4,096: beyond ASCII a character has 2 to 4; write fewer [pattern-too-long]",
    ],
  },
  {
    title: "a connection whose spec is too long for a parameter",
    edit: replaced(
      "tenants/pagerduty.yaml",
      "    header:\n",
      `    body:\n      note: ${"x y ".repeat(2048)}\n    header:\n`,
    ),
    expected: [
      "tenants/pagerduty.yaml:6:3: error: connection: 8,506 characters as an SSM parameter, AWS allows 8,192; write fewer or shorter parameters [connection-spec-too-long]",
    ],
  },
  {
    title: "environment variables that are too many for Lambda",
    edit: applications("functions/signup.yaml", "TONE: polite", `TONE: ${"very ".repeat(820)}polite`),
    expected: [
      "functions/signup.yaml:17:5: error: functions.create-user.environment: 4,263 bytes as JSON, Lambda allows 4,096; write less [environment-too-large]",
    ],
  },
  {
    title: "events that expect more together than their destination's rate",
    edit: replaced(
      "tenants/salesforce.yaml",
      "        input:\n          type: transformer",
      "        expectedPeakPerSecond: 50\n        input:\n          type: transformer",
      "        input:\n          type: event",
      "        expectedPeakPerSecond: 0.5\n        input:\n          type: event",
    ),
    expected: [
      "tenants/salesforce.yaml:19:35: warning: destinations.orders.invocationRateLimitPerSecond: the expectedPeakPerSecond of its events add up to 50.5, above 50 per second: events then wait, and those older than retryPolicy.maximumEventAgeInSeconds end in the dead-letter queue; write 51 or more if the product takes as many, or narrower event patterns [peak-above-rate]",
    ],
  },
  {
    title: "more events on a day than a day can send",
    edit: replaced(
      "tenants/salesforce.yaml",
      "        input:\n          type: transformer",
      "        expectedPerDay: 5000000\n        input:\n          type: transformer",
    ),
    expected: [
      "tenants/salesforce.yaml:19:35: error: destinations.orders.invocationRateLimitPerSecond: the expectedPerDay of its events add up to 5,000,000, and 50 per second are 4,320,000 a day: 680,000 a day end in the dead-letter queue, however long they may wait; write 58 or more if the product takes as many, or narrower event patterns [more-per-day-than-rate]",
    ],
  },
  {
    title: "a peak that waits for longer than its events may",
    edit: replaced(
      "tenants/salesforce.yaml",
      "        input:\n          type: transformer",
      "        expectedPerDay: 1000000\n        expectedPeakPerSecond: 100\n        input:\n          type: transformer",
    ),
    expected: [
      "tenants/salesforce.yaml:19:35: warning: destinations.orders.invocationRateLimitPerSecond: the expectedPeakPerSecond of its events add up to 100, above 50 per second: if the 1,000,000 of a day come at that peak, up to 500,000 wait for up to 167 minutes, longer than the 60 minutes that retryPolicy.maximumEventAgeInSeconds allows, so the last end in the dead-letter queue; write 100 or more if the product takes as many, or narrower event patterns [peak-above-rate]",
    ],
  },
  {
    title: "a peak that waits for no longer than its events may",
    edit: replaced(
      "tenants/salesforce.yaml",
      "        input:\n          type: transformer",
      "        expectedPerDay: 100000\n        expectedPeakPerSecond: 100\n        input:\n          type: transformer",
    ),
    expected: [
      "tenants/salesforce.yaml:19:35: warning: destinations.orders.invocationRateLimitPerSecond: the expectedPeakPerSecond of its events add up to 100, above 50 per second: if the 100,000 of a day come at that peak, up to 50,000 wait for up to 17 minutes, within the 60 minutes that retryPolicy.maximumEventAgeInSeconds allows; write 100 or more if the product takes as many, or narrower event patterns [peak-above-rate]",
    ],
  },
  {
    title: "more tags than a rule may have besides its expected peak",
    edit: {
      replace: {
        "hub.yaml": [["tags:\n", `tags:\n${many(44, (index) => `  tag-${index}: "${index}"\n`)}`]],
        "tenants/jira.yaml": [["        input:", "        expectedPeakPerSecond: 1\n        input:"]],
      },
    },
    expected: [
      "hub.yaml:16:1: error: tags: 45 tags beside the 6 of the stacks, AWS allows 50 of a resource; write 44 or fewer [too-many-tags]",
    ],
  },
  {
    title: "a tag that is the expected peak of a rule",
    edit: replaced("hub.yaml", "cost-centre:", "expected-peak-per-second:"),
    expected: [
      "hub.yaml:17:3: error: tags.expected-peak-per-second: the stacks set this tag themselves; leave it out [tag-taken]",
    ],
  },
  {
    title: "more tags than a resource may have",
    edit: replaced("hub.yaml", "tags:\n", `tags:\n${many(45, (index) => `  tag-${index}: "${index}"\n`)}`),
    expected: [
      "hub.yaml:16:1: error: tags: 46 tags beside the 5 of the stacks, AWS allows 50 of a resource; write 45 or fewer [too-many-tags]",
    ],
  },
  {
    title: "a table with too many indexes",
    edit: applications(
      "functions/signup.yaml",
      "    indexes:\n",
      `    indexes:\n${many(20, (index) => `      by-${index}: { partitionKey: { name: key${index}, type: S } }\n`)}`,
    ),
    expected: [
      "functions/signup.yaml:9:5: error: tables.users.indexes: 21 indexes, AWS allows 20 of a table; write fewer [too-many-indexes]",
    ],
  },
  {
    title: "an API with too many routes",
    edit: applications("ingress/signup.yaml", "routes:\n", `routes:\n${many(299, (index) => route(index))}`),
    expected: [
      "ingress/signup.yaml:8:1: error: routes: 301 routes, AWS allows 300 of an API; write the others in a second file [too-many-routes]",
    ],
  },
  {
    title: "an API with too many pairs of issuer and audience",
    edit: applications(
      "ingress/signup.yaml",
      "routes:\n",
      `routes:\n${many(10, (index) => route(index, `orders-${index}`))}`,
    ),
    expected: [
      "ingress/signup.yaml:8:1: error: routes: 11 pairs of issuer and audience, AWS allows 10 of an API; write the same audience for several routes, or a second file [too-many-authorizers]",
    ],
  },
];
