import type { Rule } from "./rule";

/** What can be wrong with a destination of a tenant. */
export const tenantRules = {
  "private-endpoint": {
    severity: "error",
    says: "An endpoint is a host that the internet does not know.",
    why: "EventBridge calls from the internet, so that nothing would arrive.",
    instead: "A public host, or `privateConnectivity`.",
    example:
      "connection.authorization.authorizationEndpoint: login.acme.internal is not a public host, and EventBridge calls from the internet; write a public host",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html",
  },
  "secret-in-endpoint": {
    severity: "error",
    says: "An endpoint carries a credential.",
    why: "Endpoints stand in Terraform's state, in every plan and in AWS's console.",
    instead: "The address without it, and a parameter that names a key of the secret.",
    example:
      "destinations.comments.invocationEndpoint: the address carries a user or password; write the address alone, and BASIC authorization",
  },
  "endpoint-not-https": {
    severity: "error",
    says: "An endpoint is http.",
    why: "EventBridge calls https only.",
    instead: "The same address with https.",
    example:
      'destinations.comments.invocationEndpoint: "http://acme.atlassian.net/rest/api/3/issue/*/comment" is not https; write "https://acme.atlassian.net/rest/api/3/issue/*/comment"',
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateApiDestination.html",
  },
  "secret-endpoint": {
    severity: "warning",
    says: "The address of a webhook is itself the credential.",
    why: "It stands in Terraform's state, and whoever reads it can write to the channel.",
    instead: "An endpoint with authorization, where the vendor has one.",
    example:
      "destinations.incidents.invocationEndpoint: the address of a Discord webhook is a credential, and reaches Terraform's state; write an endpoint with authorization where the vendor has one",
  },
  "rate-above-quota": {
    severity: "warning",
    says: "A destination is to be called more often than the quota of the account allows.",
    why: "EventBridge throttles at the quota.",
    instead: "A lower rate, or the quota that AWS has raised.",
    example:
      "destinations.comments.invocationRateLimitPerSecond: 301 is above the quota of 300 invocations per second; write 300 or less, or quotas.invocationsPerSecond once AWS has raised it",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  "path-parameter-count": {
    severity: "error",
    says: "There are more or fewer path parameters than stars in the endpoint.",
    why: "PutTargets would refuse them, or a star would be sent as it is.",
    instead: "One value for each star.",
    example:
      "destinations.comments.events.stock-low: the endpoint has 1 *, found 0 values; write one entry in httpParameters.pathParameterValues for each *",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_HttpParameters.html",
  },
  "header-not-sent": {
    severity: "warning",
    says: "EventBridge removes or overwrites this header.",
    why: "The product would not receive what is written here.",
    instead: "Nothing, or another header.",
    example:
      "connection.invocationHttpParameters.header.Content-Length: EventBridge sets this header itself or drops it; leave it out",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html",
  },
  "header-of-authorization": {
    severity: "error",
    says: "A header is the one that the authorization fills.",
    why: "One of the two values would be lost, mostly this one.",
    instead: "Nothing, or another name.",
    example:
      "connection.invocationHttpParameters.header.authorization: the API_KEY authorization fills this header; leave it out, or write another name",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ConnectionHttpParameters.html",
  },
  "header-set-twice": {
    severity: "warning",
    says: "The connection and an event set the same header.",
    why: "The connection's value wins.",
    instead: "The header here or there.",
    example:
      "destinations.comments.events.stock-low.httpParameters.headerParameters.X-Trace-Id: the connection sets this header too, and its value wins; leave it out here or there",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ConnectionHttpParameters.html",
  },
  "secret-in-file": {
    severity: "error",
    says: "A credential stands in the clear.",
    why: "It would reach Git, Terraform's state and every plan.",
    instead: "`{ secretKey: <key in the tenant's secret> }`.",
    example:
      "connection.invocationHttpParameters.header.X-Forward: a credential in the clear would reach Terraform's state; write { secretKey: forward }",
  },
  "oauth-without-retry": {
    severity: "error",
    says: "A destination behind OAuth is tried once only.",
    why: "An expired token is renewed when a call is answered 401 or 407, and sent with the next attempt.",
    instead: "1 retry or more.",
    example:
      "destinations.orders.events.order-placed.retryPolicy.maximumRetryAttempts: 0 with OAuth loses each event that meets an expired token, which AWS renews on a retry; write 1 or more",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-auth.html",
  },
} as const satisfies Readonly<Record<string, Rule>>;
