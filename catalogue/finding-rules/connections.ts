import type { Rule } from "./rule";

/** What can be wrong with a connection, or with naming it. */
export const connectionRules = {
  "connection-and-connections": {
    severity: "error",
    says: "A tenant has both `connection` and `connections`.",
    why: "It would not be clear which one a destination uses.",
    instead: "Move the first into `connections`, and name it at its destinations.",
    example:
      "connection: the tenant has connections too; write the first as one more of connections, and its id at its destinations",
  },
  "connection-without-id": {
    severity: "error",
    says: "A destination names a connection, but the tenant has a single one.",
    why: "A single connection has no id.",
    instead: "Leave it out, or write `connections` with ids.",
    example:
      "destinations.comments.connection: the tenant has a single connection, which has no id; leave this out, or write connections",
  },
  "connection-not-named": {
    severity: "error",
    says: "A destination does not say which of several connections it uses.",
    why: "There is no default.",
    instead: "Write `connection:` with an id.",
    example: "destinations.comments: no connection is named; write connection: eu or us",
  },
  "unknown-connection": {
    severity: "error",
    says: "A destination names a connection that the tenant does not have.",
    why: "EventBridge would have nothing to authorize with.",
    instead: "Use the id of one of the connections.",
    example: 'destinations.comments.connection: the tenant has no connection "production"; write eu',
  },
  "unused-connection": {
    severity: "warning",
    says: "No destination uses a connection.",
    why: "It costs a secret, and somebody has to keep its credentials current.",
    instead: "Leave it out, or name it at a destination.",
    example: "connections.eu: no destination uses this connection; leave it out, or name it at a destination",
  },
  "connection-spec-too-long": {
    severity: "error",
    says: "A connection's description does not fit into one SSM parameter.",
    why: "PutParameter would refuse it.",
    instead: "Write fewer or shorter parameters.",
    example: "connection: 8,506 characters as an SSM parameter, AWS allows 8,192; write fewer or shorter parameters",
    source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html",
  },
  "api-key-not-sent": {
    severity: "error",
    says: "The API key is to be sent in a header that EventBridge removes or overwrites.",
    why: "Every request would arrive without its key and be turned away.",
    instead: "Use the header in which the product expects the key.",
    example:
      "connection.authorization.apiKeyName: EventBridge sets this header itself or drops it, so the API key would never arrive; write the header in which the product expects the key",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html",
  },
  "too-many-parameters": {
    severity: "error",
    says: "A connection has more parameters of one kind than AWS allows.",
    why: "CreateConnection would refuse it.",
    instead: "Write fewer parameters.",
    example: "connection.invocationHttpParameters.header: 101 parameters, AWS allows 100; write fewer",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ConnectionHttpParameters.html",
  },
  "token-endpoint-with-star": {
    severity: "error",
    says: "A token endpoint contains a star.",
    why: "The call for a token has no path parameters.",
    instead: "Write the endpoint without it.",
    example:
      "connection.authorization.authorizationEndpoint: a token endpoint has no path parameters; write it without *",
    source:
      "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateConnectionOAuthRequestParameters.html",
  },
  "token-call-without-grant-type": {
    severity: "warning",
    says: "The call for a token has no `grant_type`.",
    why: "AWS does not document that it adds one, and most vendors require it.",
    instead: "Write `oauthHttpParameters.body.grant_type: client_credentials`.",
    example:
      "connection.authorization: the token call has no grant_type, and AWS documents none of its own; write oauthHttpParameters.body.grant_type: client_credentials",
    source: "https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2",
  },
  "grant-not-possible": {
    severity: "warning",
    says: "The call for a token asks for a grant with what it does not carry.",
    why: "EventBridge sends the same parameters each time, and nobody is there to give the rest.",
    instead:
      "Use `client_credentials`, or add the parameters that the grant needs, secret ones as `{ secretKey: ... }`.",
    example:
      "connection.authorization: the grant password lacks username and password; write grant_type: client_credentials, or username: { secretKey: username } and password: { secretKey: password } beside it",
    source: "https://www.rfc-editor.org/rfc/rfc6749#section-4",
  },
  "token-call-without-content-type": {
    severity: "warning",
    says: "The call for a token has no `Content-Type`.",
    why: "AWS does not document that it adds one, and most vendors expect a form.",
    instead: "Write `oauthHttpParameters.header.Content-Type: application/x-www-form-urlencoded`, or the vendor's own.",
    example:
      "connection.authorization: the token call has no Content-Type, and AWS documents none of its own; write oauthHttpParameters.header.Content-Type: application/x-www-form-urlencoded, or the vendor's",
    source: "https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2",
  },
} as const satisfies Readonly<Record<string, Rule>>;
