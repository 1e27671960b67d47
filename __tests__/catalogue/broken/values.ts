/** Values that do not fit their field. */
import { readSound, replaced, type Broken } from "../environment-folder";
import { manyOperators } from "../many";

export const values: readonly Broken[] = [
  {
    title: "a key in place of the names that belong there, which is not shown",
    edit: replaced(
      "tenants/pagerduty.yaml",
      "apiKeyName: Authorization",
      "apiKeyName: Bearer canary-key-4711",
      "{ secretKey: routingKey }",
      "{ secretKey: canary-key-4712 }",
    ),
    expected: [
      "tenants/pagerduty.yaml:8:17: error: connection.authorization.apiKeyName: found a text that is no such name, and is not shown in case it is a secret; write the name of an HTTP header, such as X-Api-Key [wrong-value]",
      "tenants/pagerduty.yaml:11:35: error: connection.invocationHttpParameters.header.X-Routing-Key.secretKey: found a text that is no such name, and is not shown in case it is a secret; write the name of a key in the tenant's secret: letters, digits and _, such as routingKey [wrong-value]",
    ],
  },
  {
    title: "a Region that is not known",
    edit: replaced("hub.yaml", "region: eu-central-1", "region: eu-centrl-1"),
    expected: [
      'hub.yaml:6:9: warning: region: no Region called "eu-centrl-1" is known; write eu-central-1, unless it is a new one [region-unknown]',
    ],
  },
  {
    title: "executions that are reserved",
    edit: replaced("hub.yaml", "archive:", "connectionCredentials:\n  reservedConcurrency: 5\narchive:"),
    expected: [
      "hub.yaml:13:24: warning: connectionCredentials.reservedConcurrency: 5 executions are reserved, which AWS refuses where fewer than 100 of the account are left, and new accounts often have 10 in all; leave it out unless the account has more [reserved-concurrency]",
    ],
  },
  {
    title: "a number among detail-types",
    edit: replaced("sources/shop.yaml", "Invoice Issued]", "404]"),
    expected: [
      "sources/shop.yaml:6:48: error: publishes.detailTypes[2]: found the number 404; write a detail-type of 1 to 128 characters without ${, such as Order Placed [wrong-value]",
    ],
  },
  {
    title: "a method in lower case",
    edit: replaced("tenants/jira.yaml", "httpMethod: POST", "httpMethod: post"),
    expected: [
      'tenants/jira.yaml:11:17: error: destinations.comments.httpMethod: found "post"; write POST (the choices are POST, GET, HEAD, OPTIONS, PUT, PATCH, DELETE) [unknown-choice]',
    ],
  },
  {
    title: "a method that is none",
    edit: replaced("tenants/jira.yaml", "httpMethod: POST", "httpMethod: FETCH"),
    expected: [
      'tenants/jira.yaml:11:17: error: destinations.comments.httpMethod: found "FETCH"; write POST, GET, HEAD, OPTIONS, PUT, PATCH or DELETE [unknown-choice]',
    ],
  },
  {
    title: "an authorization that is misspelt",
    edit: replaced("tenants/jira.yaml", "type: BASIC", "type: BASC"),
    expected: [
      'tenants/jira.yaml:7:11: error: connection.authorization.type: found "BASC"; write BASIC (the choices are OAUTH_CLIENT_CREDENTIALS, API_KEY, BASIC) [unknown-choice]',
    ],
  },
  {
    title: "an authorization that EventBridge does not know",
    edit: replaced("tenants/jira.yaml", "type: BASIC", "type: MUTUAL_TLS"),
    expected: [
      'tenants/jira.yaml:7:11: error: connection.authorization.type: found "MUTUAL_TLS"; write OAUTH_CLIENT_CREDENTIALS, API_KEY or BASIC [unknown-choice]',
    ],
  },
  {
    title: "an authorization without type",
    edit: replaced("tenants/jira.yaml", "authorization:\n    type: BASIC", "authorization: {}"),
    expected: [
      "tenants/jira.yaml:6:18: error: connection.authorization.type: missing; write OAUTH_CLIENT_CREDENTIALS, API_KEY or BASIC [missing-value]",
    ],
  },
  {
    title: "a field of another authorization",
    edit: replaced("tenants/jira.yaml", "type: BASIC", "type: BASIC\n    apiKeyName: X-Api-Key"),
    expected: [
      'tenants/jira.yaml:8:5: error: connection.authorization: unknown key "apiKeyName"; leave it out [unknown-key]',
    ],
  },
  {
    title: "an API key without its header",
    edit: replaced("tenants/pagerduty.yaml", "    apiKeyName: Authorization\n", ""),
    expected: [
      "tenants/pagerduty.yaml:7:5: error: connection.authorization.apiKeyName: missing; write the name of an HTTP header, such as X-Api-Key [missing-value]",
    ],
  },
  {
    title: "two inputs at once",
    edit: replaced("tenants/jira.yaml", "path: $.detail.comment", "path: $.detail.comment\n          template: '{}'"),
    expected: [
      'tenants/jira.yaml:21:11: error: destinations.comments.events.stock-low.input: unknown key "template"; leave it out, or write one of type, path [unknown-key]',
    ],
  },
  {
    title: "an input of an unknown type",
    edit: replaced("tenants/jira.yaml", "type: path", "type: jsonata"),
    expected: [
      'tenants/jira.yaml:19:17: error: destinations.comments.events.stock-low.input.type: found "jsonata"; write event, path, constant or transformer [unknown-choice]',
    ],
  },
  {
    title: "an endpoint that is not https",
    edit: replaced("tenants/jira.yaml", "https://acme", "http://acme"),
    expected: [
      'tenants/jira.yaml:10:25: error: destinations.comments.invocationEndpoint: "http://acme.atlassian.net/rest/api/3/issue/*/comment" is not https; write "https://acme.atlassian.net/rest/api/3/issue/*/comment" [endpoint-not-https]',
    ],
  },
  {
    title: "an endpoint with a password, which is not repeated",
    edit: replaced("tenants/jira.yaml", "https://acme", "https://robot:canary@acme"),
    expected: [
      "tenants/jira.yaml:10:25: error: destinations.comments.invocationEndpoint: the address carries a user or password; write the address alone, and BASIC authorization [secret-in-endpoint]",
    ],
  },
  {
    title: "an endpoint with a fragment",
    edit: replaced("tenants/jira.yaml", "/comment\n", "/comment#top\n"),
    expected: [
      'tenants/jira.yaml:10:25: error: destinations.comments.invocationEndpoint: found "https://acme.atlassian.net/rest/api/3/issue/*/comment#top"; write an https address without user, password or fragment, such as https://api.example.com/v1/orders [wrong-value]',
    ],
  },
  {
    title: "an endpoint that is no address",
    edit: replaced("tenants/jira.yaml", "https://acme.atlassian.net/rest/api/3/issue/*/comment", "acme.atlassian.net"),
    expected: [
      'tenants/jira.yaml:10:25: error: destinations.comments.invocationEndpoint: found "acme.atlassian.net"; write an https address without user, password or fragment, such as https://api.example.com/v1/orders [wrong-value]',
    ],
  },
  {
    title: "an endpoint of 2,049 characters",
    edit: replaced("tenants/pagerduty.yaml", "/enqueue", `/${"x".repeat(2017)}`),
    expected: [
      'tenants/pagerduty.yaml:14:25: error: destinations.incidents.invocationEndpoint: found "https://events.pagerduty.com/v2/xxxxxxxxxxxxxxxxxxxxxxxxxxxx..."; write an address of at most 2,048 characters [wrong-value]',
    ],
  },
  {
    title: "a rate below one",
    edit: replaced("tenants/jira.yaml", "PerSecond: 5", "PerSecond: 0"),
    expected: [
      "tenants/jira.yaml:12:35: error: destinations.comments.invocationRateLimitPerSecond: found the number 0; write 1 or more requests per second: EventBridge knows no slower rate [wrong-value]",
    ],
  },
  {
    title: "a rate beyond AWS's integers",
    edit: replaced("tenants/jira.yaml", "PerSecond: 5", "PerSecond: 2147483648"),
    expected: [
      "tenants/jira.yaml:12:35: error: destinations.comments.invocationRateLimitPerSecond: found the number 2147483648; write at most 2,147,483,647 requests per second [wrong-value]",
    ],
  },
  {
    title: "a rate that is not whole",
    edit: replaced("tenants/jira.yaml", "PerSecond: 5", "PerSecond: 0.5"),
    expected: [
      "tenants/jira.yaml:12:35: error: destinations.comments.invocationRateLimitPerSecond: found the number 0.5; write a whole number of requests per second [wrong-value]",
    ],
  },
  {
    title: "more retries than AWS knows",
    edit: replaced("tenants/salesforce.yaml", "Attempts: 20", "Attempts: 186"),
    expected: [
      "tenants/salesforce.yaml:37:33: error: destinations.orders.events.order-placed.retryPolicy.maximumRetryAttempts: found the number 186; write a whole number from 0 to 185 [wrong-value]",
    ],
  },
  {
    title: "an event age in hours",
    edit: replaced("tenants/salesforce.yaml", "Seconds: 3600", "Seconds: 1h"),
    expected: [
      'tenants/salesforce.yaml:36:37: error: destinations.orders.events.order-placed.retryPolicy.maximumEventAgeInSeconds: found "1h"; write a whole number from 60 to 86400 [wrong-value]',
    ],
  },
  {
    title: "a tenant without destinations",
    edit: replaced(
      "tenants/pagerduty.yaml",
      /* the rest of the file */ readSound("tenants/pagerduty.yaml", "destinations:"),
      "destinations: {}\n",
    ),
    expected: [
      "tenants/pagerduty.yaml:12:15: error: destinations: found an empty mapping; write at least one destination, such as orders: {...} [wrong-value]",
    ],
  },
  {
    title: "a destination without events",
    edit: replaced("tenants/pagerduty.yaml", readSound("tenants/pagerduty.yaml", "    events:"), "    events: {}\n"),
    expected: [
      "tenants/pagerduty.yaml:17:13: error: destinations.incidents.events: found an empty mapping; write at least one event, such as order-placed: {...} [wrong-value]",
    ],
  },
  {
    title: "an id with an underscore",
    edit: replaced("tenants/pagerduty.yaml", "invoice-issued:", "invoice_issued:"),
    expected: [
      'tenants/pagerduty.yaml:18:7: error: destinations.incidents.events: the name "invoice_issued" does not fit; write "invoice-issued" (lower-case letters and digits in words joined by hyphens, such as order-placed) [wrong-name]',
    ],
  },
  {
    title: "a header name with a space",
    edit: replaced("tenants/pagerduty.yaml", "X-Routing-Key:", "X Routing Key:"),
    expected: [
      'tenants/pagerduty.yaml:11:7: error: connection.invocationHttpParameters.header: the name "X Routing Key" does not fit; write "X-Routing-Key" (the name of an HTTP header, such as X-Api-Key) [wrong-name]',
    ],
  },
  {
    title: "a secret key that no secret has",
    edit: replaced("tenants/pagerduty.yaml", "secretKey: routingKey", "secretKey: routing-key"),
    expected: [
      'tenants/pagerduty.yaml:11:35: error: connection.invocationHttpParameters.header.X-Routing-Key.secretKey: found "routing-key"; write "routingKey" (the name of a key in the tenant\'s secret: letters, digits and _, such as routingKey) [wrong-value]',
    ],
  },
  {
    title: "a misspelt secretKey",
    edit: replaced("tenants/pagerduty.yaml", "secretKey: routingKey", "secretkey: routingKey"),
    expected: [
      'tenants/pagerduty.yaml:11:24: error: connection.invocationHttpParameters.header.X-Routing-Key: unknown key "secretkey"; write "secretKey" [unknown-key]',
    ],
  },
  {
    title: "a number as a parameter",
    edit: replaced("tenants/pagerduty.yaml", "{ secretKey: routingKey }", "42"),
    expected: [
      "tenants/pagerduty.yaml:11:22: error: connection.invocationHttpParameters.header.X-Routing-Key: found the number 42; write text, or { secretKey: <key in the tenant's secret> } [wrong-value]",
    ],
  },
  {
    title: "infinity in a constant",
    edit: replaced("tenants/pagerduty.yaml", "event_action: trigger", "event_action: .inf"),
    expected: [
      "tenants/pagerduty.yaml:23:37: error: destinations.incidents.events.invoice-issued.input.constant.event_action: found the number Infinity; write text, a number, true, false, null, a list or a mapping [wrong-value]",
    ],
  },
  {
    title: "an e-mail address that is none",
    edit: replaced("hub.yaml", "integration-platform@example.com", "integration-platform"),
    expected: [
      'hub.yaml:15:12: error: alerts.emails[0]: found "integration-platform"; write an e-mail address, such as integration-platform@example.com [wrong-value]',
    ],
  },
  {
    title: "a tag that is reserved for AWS",
    edit: replaced("hub.yaml", "cost-centre:", "aws:cost-centre:"),
    expected: [
      'hub.yaml:17:3: error: tags: the name "aws:cost-centre" does not fit; write a tag key of letters, digits, spaces and . : / = + @ _ - that does not start with aws: [wrong-name]',
    ],
  },
  {
    title: "the ARN of a role instead of its name",
    edit: replaced("hub.yaml", "event-hub-deployment", "arn:aws:iam::100000000001:role/event-hub-deployment"),
    expected: [
      'hub.yaml:7:17: error: deploymentRole: found "arn:aws:iam::100000000001:role/event-hub-deployment"; write the name of an IAM role (not its ARN), such as event-hub-deployment [wrong-value]',
    ],
  },
  {
    title: "a number that JavaScript would round",
    edit: replaced("tenants/pagerduty.yaml", "event_action: trigger", "event_action: 12345678901234567890"),
    expected: [
      "tenants/pagerduty.yaml:23:37: error: destinations.incidents.events.invoice-issued.input.constant.event_action: the number has more digits than are kept; write it in quotes, and publish it as text [number-too-long]",
    ],
  },
  {
    title: "a number to compare with that JavaScript would round",
    edit: replaced(
      "tenants/pagerduty.yaml",
      "source: [com.acme.billing]",
      'source: [com.acme.billing]\n          detail: { id: [{ numeric: ["=", 12345678901234567890] }] }',
    ),
    expected: [
      "tenants/pagerduty.yaml:21:43: error: destinations.incidents.events.invoice-issued.eventPattern.detail.id[0].numeric[1]: the number has more digits than are kept; publish it as text, and write that text in quotes instead of numeric [number-too-long]",
    ],
  },
  {
    title: "a key that JavaScript reserves",
    edit: replaced("tenants/pagerduty.yaml", "X-Routing-Key:", "__proto__:"),
    expected: [
      "tenants/pagerduty.yaml:11:7: error: connection.invocationHttpParameters.header.__proto__: the key __proto__ is reserved; write another name [reserved-key]",
    ],
  },
  {
    title: "a retention beyond ten years",
    edit: replaced("hub.yaml", "retentionDays: 30", "retentionDays: 3651"),
    expected: [
      "hub.yaml:13:18: error: archive.retentionDays: found the number 3651; write a whole number from 1 to 3650 [wrong-value]",
    ],
  },
  {
    title: "an environment copied from another folder",
    edit: replaced("hub.yaml", "environment: dev", "environment: prod"),
    expected: [
      'hub.yaml:3:14: error: environment: found "prod" in the folder dev, whose state it would overwrite; write dev [environment-of-another-folder]',
    ],
  },
  {
    title: "text that CDK for Terraform takes for a reference",
    edit: replaced("tenants/pagerduty.yaml", "event_action: trigger", "event_action: '${TfToken[TOKEN.0]}'"),
    expected: [
      'tenants/pagerduty.yaml:23:37: error: destinations.incidents.events.invoice-issued.input.constant.event_action: "{TfToken[" stands for a reference of CDK for Terraform; write it differently [cdktf-token]',
    ],
  },
  {
    title: "a namespace that names of SSM parameters may not start with",
    edit: replaced("hub.yaml", "namespace: acme", "namespace: awsome"),
    expected: [
      'hub.yaml:2:12: error: namespace: found "awsome"; write 2 to 16 lower-case letters and digits that do not start with aws or ssm, such as acme [wrong-value]',
    ],
  },
  {
    title: "a detail-type that IAM would read as a policy variable",
    edit: replaced("sources/shop.yaml", "Invoice Issued]", "'Invoice ${aws:username}']"),
    expected: [
      'sources/shop.yaml:6:48: error: publishes.detailTypes[2]: found "Invoice ${aws:username}"; write a detail-type of 1 to 128 characters without ${, such as Order Placed [wrong-value]',
    ],
  },
  {
    title: "a tag that the stacks set themselves, in another case",
    edit: replaced("hub.yaml", "cost-centre:", "Owner:"),
    expected: ["hub.yaml:17:3: error: tags.Owner: the stacks set this tag themselves; leave it out [tag-taken]"],
  },
  {
    title: "two tags that differ only in case",
    edit: replaced("hub.yaml", 'cost-centre: "4711"', "team: hub\n  Team: hub"),
    expected: [
      'hub.yaml:18:3: error: tags.Team: IAM does not tell it from "team", which differs only in case; leave it out [tag-taken]',
    ],
  },
  {
    title: "a runbook whose address an alarm cannot hold",
    edit: replaced("tenants/jira.yaml", "runbooks/jira", `runbooks/${"x".repeat(500)}`),
    expected: [
      `tenants/jira.yaml:4:10: error: runbook: found "https://wiki.example.com/runbooks/xxxxxxxxxxxxxxxxxxxxxxxxxx..."; write an https address of at most 500 characters, such as https://wiki.example.com/runbooks/salesforce [wrong-value]`,
    ],
  },
  {
    title: "operators who are everybody",
    edit: replaced("hub.yaml", "tags:", 'operators:\n  principals: ["*"]\ntags:'),
    expected: [
      'hub.yaml:17:16: error: operators.principals[0]: found "*"; write the ARN of an IAM role, a user or an account, such as arn:aws:iam::210987654321:role/integration-operators [wrong-value]',
    ],
  },
  {
    title: "an operator written twice",
    edit: replaced(
      "hub.yaml",
      "tags:",
      'operators:\n  principals: ["arn:aws:iam::100000000001:root", "arn:aws:iam::100000000001:root"]\ntags:',
    ),
    expected: [
      'hub.yaml:17:50: warning: operators.principals[1]: "arn:aws:iam::100000000001:root" is in the list already; leave it out [repeated-value]',
    ],
  },
  {
    title: "a role of single sign-on without its path",
    edit: replaced(
      "hub.yaml",
      "tags:",
      'operators:\n  principals: ["arn:aws:iam::100000000001:role/AWSReservedSSO_Ops_0123456789abcdef"]\ntags:',
    ),
    expected: [
      'hub.yaml:17:16: error: operators.principals[0]: found "arn:aws:iam::100000000001:role/AWSReservedSSO_Ops_0123456789..."; write the role with its path, role/aws-reserved/sso.amazonaws.com/.../AWSReservedSSO_...: IAM shows it so [wrong-value]',
    ],
  },
  {
    title: "a description of more bytes than Terraform's AWS provider takes",
    edit: replaced("tenants/jira.yaml", "destinations:", `description: ${"語".repeat(86)}\ndestinations:`),
    expected: [
      `tenants/jira.yaml:8:14: error: description: found "${"語".repeat(60)}..."; write one line of at most 256 bytes: beyond ASCII a character has 2 to 4 [wrong-value]`,
    ],
  },
  {
    title: "more operators than a trust policy holds",
    edit: replaced("hub.yaml", "tags:", `operators:\n  principals:\n${manyOperators(60)}tags:`),
    expected: [
      "hub.yaml:18:5: error: operators.principals: 2,436 characters as a trust policy, AWS allows 2,048; write fewer, such as one role that all of them share [trust-policy-too-long]",
    ],
  },
  {
    title: "credentials that are never too old",
    edit: replaced("tenants/jira.yaml", "destinations:", "credentials: { maxAgeDays: 0 }\ndestinations:"),
    expected: [
      "tenants/jira.yaml:8:28: error: credentials.maxAgeDays: found the number 0; write a whole number from 1 to 3650 [wrong-value]",
    ],
  },
  {
    title: "a subscriber written twice",
    edit: replaced("hub.yaml", "[integration-platform@example.com]", "[a@example.com, a@example.com]"),
    expected: [
      'hub.yaml:15:27: warning: alerts.emails[1]: "a@example.com" is in the list already; leave it out [repeated-value]',
    ],
  },
];
