/** Tenants with several connections. */
import { replaced, type Broken, type Edit } from "../environment-folder";

/** Jira with connections in place of its one, and what its destination says of them. */
function jira(connections: string, destination = "", ...others: readonly string[]): Edit {
  return replaced(
    "tenants/jira.yaml",
    "connection:\n  authorization:\n    type: BASIC\n",
    connections,
    "  comments:\n",
    `  comments:\n${destination}`,
    ...others,
  );
}

const TWO = "connections:\n  eu:\n    authorization: { type: BASIC }\n  us:\n    authorization: { type: BASIC }\n";
const ONE = "connections:\n  eu:\n    authorization: { type: BASIC }\n";
const EU = "    connection: eu\n";

export const severalConnections: readonly Broken[] = [
  {
    title: "connection and connections",
    edit: jira(`connection:\n  authorization: { type: BASIC }\n${ONE}`, EU),
    expected: [
      "tenants/jira.yaml:5:1: error: connection: the tenant has connections too; write the first as one more of connections, and its id at its destinations [connection-and-connections]",
    ],
  },
  {
    title: "connections without one",
    edit: jira("connections: {}\n"),
    expected: [
      "tenants/jira.yaml:5:14: error: connections: found an empty mapping; write at least one connection, such as eu: {...} [wrong-value]",
    ],
  },
  {
    title: "connections misspelt",
    edit: jira(ONE.replace("connections", "conections"), EU),
    expected: ['tenants/jira.yaml:5:1: error: unknown key "conections"; write "connections" [unknown-key]'],
  },
  {
    title: "a missing connection beside another mistake",
    edit: jira("", "", "httpMethod: POST", "httpMethod: SEND"),
    expected: [
      "tenants/jira.yaml:2:1: error: connection: missing; write a mapping with authorization, or connections with an id for each where there are several [missing-value]",
      'tenants/jira.yaml:8:17: error: destinations.comments.httpMethod: found "SEND"; write POST, GET, HEAD, OPTIONS, PUT, PATCH or DELETE [unknown-choice]',
    ],
  },
  {
    title: "a destination that names none of several connections",
    edit: jira(TWO),
    expected: [
      "tenants/jira.yaml:6:3: warning: connections.eu: no destination uses this connection; leave it out, or name it at a destination [unused-connection]",
      "tenants/jira.yaml:8:3: warning: connections.us: no destination uses this connection; leave it out, or name it at a destination [unused-connection]",
      "tenants/jira.yaml:11:3: error: destinations.comments: no connection is named; write connection: eu or us [connection-not-named]",
    ],
  },
  {
    title: "a destination that names a connection nearly",
    edit: jira(TWO.replace("  us:", "  sandbox:"), "    connection: sandbx\n"),
    expected: [
      "tenants/jira.yaml:6:3: warning: connections.eu: no destination uses this connection; leave it out, or name it at a destination [unused-connection]",
      "tenants/jira.yaml:8:3: warning: connections.sandbox: no destination uses this connection; leave it out, or name it at a destination [unused-connection]",
      'tenants/jira.yaml:12:17: error: destinations.comments.connection: the tenant has no connection "sandbx"; write sandbox [unknown-connection]',
    ],
  },
  {
    title: "a destination that names an unknown connection",
    edit: jira(ONE, "    connection: production\n"),
    expected: [
      "tenants/jira.yaml:6:3: warning: connections.eu: no destination uses this connection; leave it out, or name it at a destination [unused-connection]",
      'tenants/jira.yaml:10:17: error: destinations.comments.connection: the tenant has no connection "production"; write eu [unknown-connection]',
    ],
  },
  {
    title: "a connection that no destination uses",
    edit: jira(TWO, EU),
    expected: [
      "tenants/jira.yaml:8:3: warning: connections.us: no destination uses this connection; leave it out, or name it at a destination [unused-connection]",
    ],
  },
  {
    title: "a destination that names the only connection",
    edit: replaced("tenants/jira.yaml", "  comments:\n", `  comments:\n${EU}`),
    expected: [
      "tenants/jira.yaml:10:5: error: destinations.comments.connection: the tenant has a single connection, which has no id; leave this out, or write connections [connection-without-id]",
    ],
  },
  {
    title: "a connection whose id makes its name too long",
    edit: jira(
      `connections:\n  a-very-long-connection-id-of-the-ticket-system-in-north-america:\n    authorization: { type: BASIC }\n`,
      "    connection: a-very-long-connection-id-of-the-ticket-system-in-north-america\n",
    ),
    expected: [
      "tenants/jira.yaml:6:3: error: connections.a-very-long-connection-id-of-the-ticket-system-in-north-america: the name acme-dev-jira_a-very-long-connection-id-of-the-ticket-system-in-north-america of the connection is 13 characters longer than the 64 that AWS allows; write a shorter id or file name [name-too-long]",
    ],
  },
  {
    title: "a credential in the clear in one of several connections",
    edit: jira(`${ONE}    invocationHttpParameters: { header: { X-Token: canary } }\n`, EU),
    expected: [
      "tenants/jira.yaml:8:52: error: connections.eu.invocationHttpParameters.header.X-Token: a credential in the clear would reach Terraform's state; write { secretKey: token } [secret-in-file]",
    ],
  },
  {
    title: "a credential in the clear in an event of one of several connections",
    edit: jira(ONE, EU, "X-Trace-Id: $.id", "X-Api-Token: canary"),
    expected: [
      "tenants/jira.yaml:25:26: error: destinations.comments.events.stock-low.httpParameters.headerParameters.X-Api-Token: a credential in the clear would reach Terraform's state; write it under connections.eu.invocationHttpParameters.header as { secretKey: apiToken } [secret-in-file]",
    ],
  },
  {
    title: "a private endpoint behind one of several connections",
    edit: jira(ONE, EU, "acme.atlassian.net", "jira.internal"),
    expected: [
      "tenants/jira.yaml:11:25: error: destinations.comments.invocationEndpoint: jira.internal is not a public host, and EventBridge calls from the internet; write a public host, or connections.eu.privateConnectivity [private-endpoint]",
    ],
  },
  {
    title: "a header that the destination's own connection fills",
    edit: jira(`${ONE}  us:\n    authorization: { type: API_KEY, apiKeyName: X-Trace-Id }\n`, "    connection: us\n"),
    expected: [
      "tenants/jira.yaml:6:3: warning: connections.eu: no destination uses this connection; leave it out, or name it at a destination [unused-connection]",
      "tenants/jira.yaml:27:13: error: destinations.comments.events.stock-low.httpParameters.headerParameters.X-Trace-Id: the API_KEY authorization fills this header; leave it out, or write another name [header-of-authorization]",
    ],
  },
];
