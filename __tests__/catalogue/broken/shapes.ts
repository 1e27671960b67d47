/** Files that do not fit their schema. */
import { replaced, written, type Broken } from "../environment-folder";

export const shapes: readonly Broken[] = [
  {
    title: "an id that CDKTF has for itself",
    edit: replaced("tenants/jira.yaml", "  comments:", "  constructor:"),
    expected: [
      'tenants/jira.yaml:9:3: error: destinations: the name "constructor" does not fit; write another id, since CDKTF can name no construct like this [wrong-name]',
    ],
  },
  {
    title: "an account without quotes",
    edit: replaced("hub.yaml", 'account: "100000000001"', "account: 100000000001"),
    expected: [
      'hub.yaml:5:10: error: account: found the number 100000000001; write the 12 digits of an AWS account in quotes, such as "210987654321" [wrong-value]',
    ],
  },
  {
    title: "an account of eleven digits",
    edit: replaced("sources/shop.yaml", '"100000000002"', '"10000000002"'),
    expected: [
      'sources/shop.yaml:2:10: error: account: found "10000000002"; write the 12 digits of an AWS account in quotes, such as "210987654321" [wrong-value]',
    ],
  },
  {
    title: "a misspelt key, which is not missing as well",
    edit: replaced("tenants/jira.yaml", "invocationEndpoint:", "invocationEndpont:"),
    expected: [
      'tenants/jira.yaml:10:5: error: destinations.comments: unknown key "invocationEndpont"; write "invocationEndpoint" [unknown-key]',
    ],
  },
  {
    title: "a key in another case",
    edit: replaced("hub.yaml", "organizationId:", "organizationID:"),
    expected: ['hub.yaml:4:1: error: unknown key "organizationID"; write "organizationId" [unknown-key]'],
  },
  {
    title: "an unknown key that is like none",
    edit: replaced("hub.yaml", "region:", "colour: blue\nregion:"),
    expected: [
      'hub.yaml:6:1: error: unknown key "colour"; leave it out, or write one of extends, namespace, environment, organizationId, account, region, deploymentRole, deployment, state, archive, alerts, operators, connectionCredentials, quotas, review, tags [unknown-key]',
    ],
  },
  {
    title: "a missing key",
    edit: replaced("hub.yaml", "region: eu-central-1\n", ""),
    expected: ["hub.yaml:2:1: error: region: missing; write an AWS Region, such as eu-central-1 [missing-value]"],
  },
  {
    title: "a missing key below the top",
    edit: replaced("hub.yaml", "  bucket: acme-terraform-state\n", ""),
    expected: [
      "hub.yaml:9:3: error: state.bucket: missing; write the name of an S3 bucket: 3 to 63 lower-case letters, digits, single dots and hyphens, and none of S3's own beginnings and ends [missing-value]",
    ],
  },
  {
    title: "an expected peak of nothing",
    edit: replaced("tenants/jira.yaml", "        input:", "        expectedPeakPerSecond: 0\n        input:"),
    expected: [
      "tenants/jira.yaml:18:32: error: destinations.comments.events.stock-low.expectedPeakPerSecond: found the number 0; write a number above 0 and at most 10,000, such as 0.5 [wrong-value]",
    ],
  },
  {
    title: "an expected peak with its unit",
    edit: replaced("tenants/jira.yaml", "        input:", "        expectedPeakPerSecond: 5/s\n        input:"),
    expected: [
      'tenants/jira.yaml:18:32: error: destinations.comments.events.stock-low.expectedPeakPerSecond: found "5/s"; write a number above 0 and at most 10,000, such as 0.5 [wrong-value]',
    ],
  },
  {
    title: "a missing mapping",
    edit: replaced("tenants/jira.yaml", "connection:\n  authorization:\n    type: BASIC\n", ""),
    expected: [
      "tenants/jira.yaml:2:1: error: connection: missing; write a mapping with authorization, or connections with an id for each where there are several [missing-value]",
    ],
  },
  {
    title: "a key without a value",
    edit: replaced("tenants/jira.yaml", "owner: Support tools team", "owner:"),
    expected: [
      "tenants/jira.yaml:2:1: error: owner: found nothing; write the owning team's name: letters, digits, spaces and . : / = + @ _ -, not starting with aws: [wrong-value]",
    ],
  },
  {
    title: "a list at the top",
    edit: written("sources/shop.yaml", "- account\n- owner\n"),
    expected: [
      "sources/shop.yaml:1:1: error: found a list; write a mapping of extends, account, owner, description, publishes and forwards [wrong-value]",
    ],
  },
  {
    title: "text where a list belongs",
    edit: replaced("sources/warehouse.yaml", "[com.acme.warehouse]", "com.acme.warehouse"),
    expected: [
      'sources/warehouse.yaml:5:12: error: publishes.sources: found "com.acme.warehouse"; write a list [wrong-value]',
    ],
  },
  {
    title: "a list where a mapping belongs",
    edit: replaced(
      "tenants/pagerduty.yaml",
      "header:\n      X-Routing-Key: { secretKey: routingKey }",
      "header: [X-Routing-Key]",
    ),
    expected: [
      "tenants/pagerduty.yaml:10:13: error: connection.invocationHttpParameters.header: found a list; write a mapping [wrong-value]",
    ],
  },
  {
    title: "an empty list of sources",
    edit: replaced("sources/warehouse.yaml", "[com.acme.warehouse]", "[]"),
    expected: [
      "sources/warehouse.yaml:5:12: error: publishes.sources: found an empty list; write at least one source [wrong-value]",
    ],
  },
  {
    title: "an empty list of detail-types",
    edit: replaced("sources/shop.yaml", "[Order Placed, Order Cancelled, Invoice Issued]", "[]"),
    expected: [
      "sources/shop.yaml:6:16: error: publishes.detailTypes: found an empty list; write at least one detail-type, or leave detailTypes out to allow any [wrong-value]",
    ],
  },
  {
    title: "a source that is reserved for AWS",
    edit: replaced("sources/warehouse.yaml", "com.acme.warehouse", "aws.s3"),
    expected: [
      'sources/warehouse.yaml:5:13: error: publishes.sources[0]: found "aws.s3"; write an event source of letters, digits and . _ - / that does not start with aws. (reserved), such as com.acme.shop [wrong-value]',
    ],
  },
];
