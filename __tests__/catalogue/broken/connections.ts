/** Connections and endpoints. */
import { replaced, type Broken } from "../environment-folder";
import { manyHeaders } from "../many";

export const connections: readonly Broken[] = [
  {
    title: "a credential in the clear by its name",
    edit: replaced("tenants/pagerduty.yaml", "{ secretKey: routingKey }", "canary"),
    expected: [
      "tenants/pagerduty.yaml:11:22: error: connection.invocationHttpParameters.header.X-Routing-Key: a credential in the clear would reach Terraform's state; write { secretKey: routingKey } [secret-in-file]",
    ],
  },
  {
    title: "a credential in the clear by its looks",
    edit: replaced(
      "tenants/jira.yaml",
      "type: BASIC",
      "type: BASIC\n  invocationHttpParameters:\n    header: { X-Forward: Bearer canary-not-a-token }",
    ),
    expected: [
      "tenants/jira.yaml:9:26: error: connection.invocationHttpParameters.header.X-Forward: a credential in the clear would reach Terraform's state; write { secretKey: forward } [secret-in-file]",
    ],
  },
  {
    title: "a credential in the clear on the token call",
    edit: replaced(
      "tenants/salesforce.yaml",
      "grant_type: client_credentials",
      "grant_type: client_credentials\n        client_secret: canary",
    ),
    expected: [
      "tenants/salesforce.yaml:15:24: error: connection.authorization.oauthHttpParameters.body.client_secret: a credential in the clear would reach Terraform's state; write { secretKey: clientSecret } [secret-in-file]",
    ],
  },
  {
    title: "a credential in the clear in an event's header",
    edit: replaced("tenants/jira.yaml", "X-Trace-Id: $.id", "X-Api-Token: canary"),
    expected: [
      "tenants/jira.yaml:24:26: error: destinations.comments.events.stock-low.httpParameters.headerParameters.X-Api-Token: a credential in the clear would reach Terraform's state; write it under connection.invocationHttpParameters.header as { secretKey: apiToken } [secret-in-file]",
    ],
  },
  {
    title: "a credential in the clear in a constant",
    edit: replaced("tenants/pagerduty.yaml", "event_action: trigger", "event_action: Bearer canary-not-a-token"),
    expected: [
      "tenants/pagerduty.yaml:23:37: error: destinations.incidents.events.invoice-issued.input.constant.event_action: a credential in the clear would reach Terraform's state; write it under connection.invocationHttpParameters.body as { secretKey: ... } [secret-in-file]",
    ],
  },
  {
    title: "a credential in the clear in a template",
    edit: replaced("tenants/salesforce.yaml", "<total>", '<total>, "Key": "Bearer canary-not-a-token"'),
    expected: [
      "tenants/salesforce.yaml:33:43: error: destinations.orders.events.order-placed.input.template: a credential in the clear would reach Terraform's state; write it under connection.invocationHttpParameters.body as { secretKey: ... } [secret-in-file]",
    ],
  },
  {
    title: "a credential in an endpoint's query",
    edit: replaced("tenants/pagerduty.yaml", "/enqueue", "/enqueue?api_key=canary"),
    expected: [
      'tenants/pagerduty.yaml:14:25: error: destinations.incidents.invocationEndpoint: the query parameter "api_key" carries a credential into Terraform\'s state; write it under connection.invocationHttpParameters.queryString as { secretKey: ... } [secret-in-endpoint]',
    ],
  },
  {
    title: "a Slack webhook",
    edit: replaced(
      "tenants/pagerduty.yaml",
      "https://events.pagerduty.com/v2/enqueue",
      "https://hooks.slack.com/services/canary",
    ),
    expected: [
      "tenants/pagerduty.yaml:14:25: error: destinations.incidents.invocationEndpoint: the address of a Slack webhook is a credential, and would reach Terraform's state; write https://slack.com/api/chat.postMessage with API_KEY authorization and a bot token [secret-in-endpoint]",
    ],
  },
  {
    title: "a Discord webhook",
    edit: replaced(
      "tenants/pagerduty.yaml",
      "https://events.pagerduty.com/v2/enqueue",
      "https://discord.com/api/webhooks/1/canary",
    ),
    expected: [
      "tenants/pagerduty.yaml:14:25: warning: destinations.incidents.invocationEndpoint: the address of a Discord webhook is a credential, and reaches Terraform's state; write https://discord.com/api/v10/channels/<channel>/messages with API_KEY authorization and a bot token [secret-endpoint]",
    ],
  },
  {
    title: "101 parameters",
    edit: replaced("tenants/pagerduty.yaml", "      X-Routing-Key: { secretKey: routingKey }\n", manyHeaders(101)),
    expected: [
      "tenants/pagerduty.yaml:11:7: error: connection.invocationHttpParameters.header: 101 parameters, AWS allows 100; write fewer [too-many-parameters]",
    ],
  },
  {
    title: "a header that the API key fills",
    edit: replaced("tenants/pagerduty.yaml", "X-Routing-Key:", "authorization:"),
    expected: [
      "tenants/pagerduty.yaml:11:7: error: connection.invocationHttpParameters.header.authorization: the API_KEY authorization fills this header; leave it out, or write another name [header-of-authorization]",
    ],
  },
  {
    title: "a header that EventBridge drops",
    edit: replaced("tenants/pagerduty.yaml", "X-Routing-Key: { secretKey: routingKey }", "Content-Length: '0'"),
    expected: [
      "tenants/pagerduty.yaml:11:7: warning: connection.invocationHttpParameters.header.Content-Length: EventBridge sets this header itself or drops it; leave it out [header-not-sent]",
    ],
  },
  {
    title: "a header of the token call that EventBridge may drop",
    edit: replaced(
      "tenants/salesforce.yaml",
      "Content-Type: application/x-www",
      "Date: today\n        Content-Type: application/x-www",
    ),
    expected: [
      "tenants/salesforce.yaml:12:9: warning: connection.authorization.oauthHttpParameters.header.Date: EventBridge removes this header from requests, and probably from the token call; leave it out [header-not-sent]",
    ],
  },
  {
    title: "an API key in a header that EventBridge drops",
    edit: replaced("tenants/pagerduty.yaml", "apiKeyName: Authorization", "apiKeyName: user-agent"),
    expected: [
      "tenants/pagerduty.yaml:8:17: error: connection.authorization.apiKeyName: EventBridge sets this header itself or drops it, so the API key would never arrive; write the header in which the product expects the key [api-key-not-sent]",
    ],
  },
  {
    title: "a header of an event that EventBridge sets itself",
    edit: replaced("tenants/jira.yaml", "X-Trace-Id: $.id", "User-Agent: acme"),
    expected: [
      "tenants/jira.yaml:24:13: warning: destinations.comments.events.stock-low.httpParameters.headerParameters.User-Agent: EventBridge sets this header itself or drops it; leave it out [header-not-sent]",
    ],
  },
  {
    title: "a header that the connection sets too",
    edit: replaced(
      "tenants/jira.yaml",
      "type: BASIC",
      "type: BASIC\n  invocationHttpParameters:\n    header: { x-trace-id: none }",
    ),
    expected: [
      "tenants/jira.yaml:26:13: warning: destinations.comments.events.stock-low.httpParameters.headerParameters.X-Trace-Id: the connection sets this header too, and its value wins; leave it out here or there [header-set-twice]",
    ],
  },
  {
    title: "a header that an event sets twice, once in lower case",
    edit: replaced("tenants/jira.yaml", "X-Trace-Id: $.id", "X-Trace-Id: $.id\n            x-trace-id: none"),
    expected: [
      "tenants/jira.yaml:25:13: warning: destinations.comments.events.stock-low.httpParameters.headerParameters.x-trace-id: X-Trace-Id is the same header, and AWS does not say which value arrives; leave one of them out [header-set-twice]",
    ],
  },
  {
    title: "no retries with OAuth",
    edit: replaced("tenants/salesforce.yaml", "maximumRetryAttempts: 20", "maximumRetryAttempts: 0"),
    expected: [
      "tenants/salesforce.yaml:37:33: error: destinations.orders.events.order-placed.retryPolicy.maximumRetryAttempts: 0 with OAuth loses each event that meets an expired token, which AWS renews on a retry; write 1 or more [oauth-without-retry]",
    ],
  },
  {
    title: "a token call without grant_type",
    edit: replaced("tenants/salesforce.yaml", "        grant_type: client_credentials", "        scope: api"),
    expected: [
      "tenants/salesforce.yaml:7:5: warning: connection.authorization: the token call has no grant_type, and AWS documents none of its own; write oauthHttpParameters.body.grant_type: client_credentials [token-call-without-grant-type]",
    ],
  },
  {
    title: "a token call without Content-Type",
    edit: replaced(
      "tenants/salesforce.yaml",
      "      header:\n        Content-Type: application/x-www-form-urlencoded\n",
      "",
    ),
    expected: [
      "tenants/salesforce.yaml:7:5: warning: connection.authorization: the token call has no Content-Type, and AWS documents none of its own; write oauthHttpParameters.header.Content-Type: application/x-www-form-urlencoded, or the vendor's [token-call-without-content-type]",
    ],
  },
  {
    title: "a token endpoint with a path parameter",
    edit: replaced("tenants/salesforce.yaml", "oauth2/token", "*/token"),
    expected: [
      "tenants/salesforce.yaml:8:28: error: connection.authorization.authorizationEndpoint: a token endpoint has no path parameters; write it without * [token-endpoint-with-star]",
    ],
  },
  {
    title: "a rate above AWS's quota",
    edit: replaced("tenants/jira.yaml", "PerSecond: 5", "PerSecond: 301"),
    expected: [
      "tenants/jira.yaml:12:35: warning: destinations.comments.invocationRateLimitPerSecond: 301 is above the quota of 300 invocations per second; write 300 or less, or quotas.invocationsPerSecond once AWS has raised it [rate-above-quota]",
    ],
  },
  {
    title: "an endpoint on localhost",
    edit: replaced("tenants/pagerduty.yaml", "events.pagerduty.com", "localhost:8443"),
    expected: [
      "tenants/pagerduty.yaml:14:25: error: destinations.incidents.invocationEndpoint: localhost is not a public host, and EventBridge calls from the internet; write a public host, or connection.privateConnectivity [private-endpoint]",
    ],
  },
  {
    title: "an endpoint with a private address",
    edit: replaced("tenants/pagerduty.yaml", "events.pagerduty.com", "172.20.1.9"),
    expected: [
      "tenants/pagerduty.yaml:14:25: error: destinations.incidents.invocationEndpoint: 172.20.1.9 is not a public host, and EventBridge calls from the internet; write a public host, or connection.privateConnectivity [private-endpoint]",
    ],
  },
  {
    title: "a token endpoint in a private network",
    edit: replaced(
      "tenants/salesforce.yaml",
      "https://acme.my.salesforce.com/services/oauth2/token",
      "https://login.acme.internal/token",
    ),
    expected: [
      "tenants/salesforce.yaml:8:28: error: connection.authorization.authorizationEndpoint: login.acme.internal is not a public host, and EventBridge calls from the internet; write a public host [private-endpoint]",
    ],
  },
];
