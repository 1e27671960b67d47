import type { Rule } from "./rule";

/** What can be wrong with a destination of a tenant. */
export const tenantRules = {
  "private-endpoint": {
    severity: "error",
    says: "The host of an endpoint cannot be reached from the internet.",
    why: "EventBridge calls from the internet, so nothing would arrive.",
    instead: "Use a public host, or write `privateConnectivity`.",
    example:
      "connection.authorization.authorizationEndpoint: login.acme.internal is not a public host, and EventBridge calls from the internet; write a public host",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html",
  },
  "secret-in-endpoint": {
    severity: "error",
    says: "The address of an endpoint contains a credential.",
    why: "Addresses appear in Terraform's state, in every plan and in the AWS console.",
    instead: "Write the address without it, and a parameter that names a key of the secret.",
    example:
      "destinations.comments.invocationEndpoint: the address carries a user or password; write the address alone, and BASIC authorization",
  },
  "endpoint-not-https": {
    severity: "error",
    says: "An endpoint uses http.",
    why: "EventBridge calls https endpoints only.",
    instead: "Use https.",
    example:
      'destinations.comments.invocationEndpoint: "http://acme.atlassian.net/rest/api/3/issue/*/comment" is not https; write "https://acme.atlassian.net/rest/api/3/issue/*/comment"',
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateApiDestination.html",
  },
  "secret-endpoint": {
    severity: "warning",
    says: "The address of an endpoint is itself the credential, as a webhook's is, or holds one in its path.",
    why: "It appears in Terraform's state, and whoever reads it there can post to the channel.",
    instead: "Use an endpoint with authorization where the vendor has one.",
    example:
      "destinations.incidents.invocationEndpoint: the address of a Discord webhook is a credential, and reaches Terraform's state; write https://discord.com/api/v10/channels/<channel>/messages with API_KEY authorization and a bot token",
  },
  "rate-above-quota": {
    severity: "warning",
    says: "A destination's rate is above the account's quota.",
    why: "EventBridge throttles at the quota.",
    instead: "Use a lower rate, or state the quota once AWS has raised it.",
    example:
      "destinations.comments.invocationRateLimitPerSecond: 301 is above the quota of 300 invocations per second; write 300 or less, or quotas.invocationsPerSecond once AWS has raised it",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  "peak-above-rate": {
    severity: "warning",
    says: "The events of a destination expect a higher peak together than its rate.",
    why: "What exceeds the rate waits, and what has waited for longer than `retryPolicy.maximumEventAgeInSeconds` ends in the dead-letter queue.",
    instead: "Use a higher rate if the product takes it, or patterns that match fewer events.",
    example:
      "destinations.orders.invocationRateLimitPerSecond: the expectedPeakPerSecond of its events add up to 50.5, above 50 per second: events then wait, and those older than retryPolicy.maximumEventAgeInSeconds end in the dead-letter queue; write 51 or more if the product takes as many, or narrower event patterns",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html",
  },
  "more-per-day-than-rate": {
    severity: "error",
    says: "The events of a destination expect more on a day than its rate sends in a day.",
    why: "Each day leaves some unsent, so the backlog grows without end, and what is older than `retryPolicy.maximumEventAgeInSeconds` is lost.",
    instead: "Use a higher rate if the product takes it, or patterns that match fewer events.",
    example:
      "destinations.orders.invocationRateLimitPerSecond: the expectedPerDay of its events add up to 5,000,000, and 50 per second are 4,320,000 a day: 680,000 a day end in the dead-letter queue, however long they may wait; write 58 or more if the product takes as many, or narrower event patterns",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html",
  },
  "path-parameter-count": {
    severity: "error",
    says: "There are fewer path parameters than stars in the endpoint.",
    why: "A star would be left without a value.",
    instead: "Write one value for each star.",
    example:
      "destinations.comments.events.stock-low: the endpoint has 1 *, found 0 values; write one entry in httpParameters.pathParameterValues for each *",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_HttpParameters.html",
  },
  "path-parameter-unused": {
    severity: "warning",
    says: "There are more path parameters than stars in the endpoint.",
    why: "AWS accepts them, and has no place for the last ones.",
    instead: "Write a star for each value, or leave the value out.",
    example:
      "destinations.comments.events.stock-low.httpParameters.pathParameterValues[1]: the endpoint has 1 *, so that this value is not sent; write a * for it in invocationEndpoint, or leave it out",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_HttpParameters.html",
  },
  "star-in-host": {
    severity: "error",
    says: "The host of an endpoint holds a star.",
    why: "CreateApiDestination refuses it.",
    instead: "Write the host, and one destination for each there is.",
    example:
      "destinations.comments.invocationEndpoint: AWS refuses a * in the host, and fills those of the path only; write the host, and a destination for each there is",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateApiDestination.html",
  },
  "star-in-query": {
    severity: "warning",
    says: "The query string of an endpoint holds a star.",
    why: "Path parameters fill the stars of the path; AWS does not say what becomes of others.",
    instead: "Write the parameter in `httpParameters.queryStringParameters`.",
    example:
      "destinations.comments.invocationEndpoint: a * behind the ? is outside the path, and AWS does not say what it makes of it; write the parameter in httpParameters.queryStringParameters",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_HttpParameters.html",
  },
  "header-not-sent": {
    severity: "warning",
    says: "EventBridge removes or overwrites this header.",
    why: "The product would not receive what is written here.",
    instead: "Leave it out, or use another header.",
    example:
      "connection.invocationHttpParameters.header.Content-Length: EventBridge sets this header itself or drops it; leave it out",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html",
  },
  "header-of-authorization": {
    severity: "error",
    says: "A header is the one that the authorization fills.",
    why: "One of the two values would be lost, usually this one.",
    instead: "Leave it out, or use another name.",
    example:
      "connection.invocationHttpParameters.header.authorization: the API_KEY authorization fills this header; leave it out, or write another name",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ConnectionHttpParameters.html",
  },
  "header-set-twice": {
    severity: "warning",
    says: "The connection and an event set the same header, or one of them sets it twice, in upper and lower case.",
    why: "The connection's value wins; of two in one place, AWS does not say which arrives.",
    instead: "Set it in one place, once.",
    example:
      "destinations.comments.events.stock-low.httpParameters.headerParameters.X-Trace-Id: the connection sets this header too, and its value wins; leave it out here or there",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ConnectionHttpParameters.html",
  },
  "secret-in-file": {
    severity: "error",
    says: "A credential is written in the clear.",
    why: "It would end up in Git, in Terraform's state and in every plan.",
    instead: "Write `{ secretKey: <key in the tenant's secret> }`.",
    example:
      "connection.invocationHttpParameters.header.X-Forward: a credential in the clear would reach Terraform's state; write { secretKey: forward }",
  },
  "oauth-without-retry": {
    severity: "error",
    says: "A destination behind OAuth is called only once for each event.",
    why: "An expired token is renewed after an answer of 401 or 407, and the new one is used by the next attempt.",
    instead: "Allow at least one retry.",
    example:
      "destinations.orders.events.order-placed.retryPolicy.maximumRetryAttempts: 0 with OAuth loses each event that meets an expired token, which AWS renews on a retry; write 1 or more",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-auth.html",
  },
} as const satisfies Readonly<Record<string, Rule>>;
