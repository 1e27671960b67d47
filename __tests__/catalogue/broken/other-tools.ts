/** What people write who know other tools, or the product's own pages: each is told how it is written here. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { replaced, type Broken } from "../environment-folder";

const TEMPLATE = `          template: |
            {
              "Order_Id__c": <id>,
              "Total__c": <total>
            }
`;

const PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";

export const otherTools: readonly Broken[] = [
  {
    title: "a template written as a mapping",
    edit: replaced(
      "tenants/salesforce.yaml",
      TEMPLATE,
      "          template: { Order_Id__c: <id>, Total__c: <total> }\n",
    ),
    expected: [
      "tenants/salesforce.yaml:30:21: error: destinations.orders.events.order-placed.input.template: found a mapping; write template: | and the JSON in the lines below it, since a template is text [wrong-value]",
    ],
  },
  {
    title: "a user name and a password in the file",
    edit: replaced("tenants/jira.yaml", "type: BASIC", "type: BASIC\n    username: canary\n    password: canary"),
    expected: [
      'tenants/jira.yaml:8:5: error: connection.authorization: unknown key "username"; leave it out, and give it to ./hub credentials put once the tenant\'s stack is deployed: credentials stand in no file [unknown-key]',
      'tenants/jira.yaml:9:5: error: connection.authorization: unknown key "password"; leave it out, and give it to ./hub credentials put once the tenant\'s stack is deployed: credentials stand in no file [unknown-key]',
    ],
  },
  {
    title: "an API key in the file",
    edit: replaced(
      "tenants/pagerduty.yaml",
      "apiKeyName: Authorization",
      "apiKeyName: Authorization\n    apiKeyValue: canary",
    ),
    expected: [
      'tenants/pagerduty.yaml:9:5: error: connection.authorization: unknown key "apiKeyValue"; leave it out, and give it to ./hub credentials put once the tenant\'s stack is deployed: credentials stand in no file [unknown-key]',
    ],
  },
  {
    title: "a product that asks for no authorization",
    edit: replaced("tenants/jira.yaml", "type: BASIC", "type: NONE"),
    expected: [
      'tenants/jira.yaml:7:11: error: connection.authorization.type: found "NONE"; write API_KEY with apiKeyName: X-Unused, a header that the product ignores, and put any value as its key: EventBridge has no connection without authorization [unknown-choice]',
    ],
  },
  {
    title: "a connection without authorization",
    edit: replaced("tenants/jira.yaml", "  authorization:\n    type: BASIC\n", "  description: Jira\n"),
    expected: [
      "tenants/jira.yaml:6:3: error: connection.authorization: missing; write a mapping with type: OAUTH_CLIENT_CREDENTIALS, API_KEY or BASIC (API_KEY with any key for a product that asks for none) [missing-value]",
    ],
  },
  {
    title: "a bearer token as a type of its own",
    edit: replaced("tenants/jira.yaml", "type: BASIC", "type: Bearer"),
    expected: [
      'tenants/jira.yaml:7:11: error: connection.authorization.type: found "Bearer"; write API_KEY with apiKeyName: Authorization, and put "Bearer <token>" as its key [unknown-choice]',
    ],
  },
  {
    title: "OAuth by its short name",
    edit: replaced("tenants/salesforce.yaml", "type: OAUTH_CLIENT_CREDENTIALS", "type: oauth2"),
    expected: [
      'tenants/salesforce.yaml:7:11: error: connection.authorization.type: found "oauth2"; write OAUTH_CLIENT_CREDENTIALS [unknown-choice]',
    ],
  },
  {
    title: "an authorization whose name says nothing",
    edit: replaced("tenants/jira.yaml", "type: BASIC", "type: HMAC"),
    expected: [
      'tenants/jira.yaml:7:11: error: connection.authorization.type: found "HMAC"; write OAUTH_CLIENT_CREDENTIALS, API_KEY or BASIC [unknown-choice]',
    ],
  },
  {
    title: "parameters of the body of one event",
    edit: replaced(
      "tenants/jira.yaml",
      "          headerParameters:",
      "          bodyParameters: { a: b }\n          headerParameters:",
    ),
    expected: [
      'tenants/jira.yaml:23:11: error: destinations.comments.events.stock-low.httpParameters: unknown key "bodyParameters"; leave it out, and write the field into the input, which makes the body [unknown-key]',
    ],
  },
  {
    title: "the password grant without a password",
    edit: replaced("tenants/salesforce.yaml", "grant_type: client_credentials", "grant_type: password"),
    expected: [
      "tenants/salesforce.yaml:7:5: warning: connection.authorization: the grant password lacks username and password; write grant_type: client_credentials, or username: { secretKey: username } and password: { secretKey: password } beside it [grant-not-possible]",
    ],
  },
  {
    title: "a grant that a person gives",
    edit: replaced("tenants/salesforce.yaml", "grant_type: client_credentials", "grant_type: authorization_code"),
    expected: [
      "tenants/salesforce.yaml:7:5: warning: connection.authorization: the token call is always the same, and the grant authorization_code needs something new each time; write grant_type: client_credentials, or another authorization that the product offers [grant-not-possible]",
    ],
  },
  {
    title: "the header of the authorization once more, about which nothing else is said",
    edit: replaced(
      "tenants/pagerduty.yaml",
      "X-Routing-Key: { secretKey: routingKey }",
      "Authorization: Bearer canary-not-a-token",
    ),
    expected: [
      "tenants/pagerduty.yaml:11:7: error: connection.invocationHttpParameters.header.Authorization: the API_KEY authorization fills this header; leave it out, or write another name [header-of-authorization]",
    ],
  },
  {
    title: "the header of the authorization in an event",
    edit: replaced("tenants/jira.yaml", "X-Trace-Id: $.id", "authorization: Basic canary-not-a-token="),
    expected: [
      "tenants/jira.yaml:24:13: error: destinations.comments.events.stock-low.httpParameters.headerParameters.authorization: the BASIC authorization fills this header; leave it out, or write another name [header-of-authorization]",
    ],
  },
  {
    title: "a key in the path of a host that nobody knows",
    edit: replaced(
      "tenants/pagerduty.yaml",
      PAGERDUTY,
      "https://in.example.com/hooks/c4n4ry0f8e2d7b6a5c1f9e3d8b7a6c5d4",
    ),
    expected: [
      "tenants/pagerduty.yaml:14:25: warning: destinations.incidents.invocationEndpoint: a part of the path looks like a credential, and reaches Terraform's state; write an endpoint with authorization where the vendor has one, or a header or query parameter as { secretKey: ... } if it takes one [secret-endpoint]",
    ],
  },
  {
    title: "the webhook of a Teams channel",
    edit: replaced("tenants/pagerduty.yaml", PAGERDUTY, "https://acme.webhook.office.com/webhookb2/canary"),
    expected: [
      "tenants/pagerduty.yaml:14:25: warning: destinations.incidents.invocationEndpoint: the address of a Teams webhook is a credential, and reaches Terraform's state; write the address of a Teams workflow up to its sig, and sig under connection.invocationHttpParameters.queryString as { secretKey: sig } [secret-endpoint]",
    ],
  },
  {
    title: "an owner with a character that tags do not take",
    edit: replaced("tenants/jira.yaml", "Support tools team", "R&D Köln"),
    expected: [
      'tenants/jira.yaml:2:8: error: owner: found "R&D Köln"; write the owning team\'s name: letters, digits, spaces and . : / = + @ _ -, not starting with aws: [wrong-value]',
    ],
  },
  {
    title: "an environment in upper case",
    edit: replaced("hub.yaml", "environment: dev", "environment: Stage"),
    expected: [
      'hub.yaml:3:14: error: environment: found "Stage"; write "stage" (1 to 12 lower-case letters and digits, such as dev) [wrong-value]',
    ],
  },
  {
    title: "an environment of two words",
    edit: replaced("hub.yaml", "environment: dev", "environment: pre-prod"),
    expected: [
      'hub.yaml:3:14: error: environment: found "pre-prod"; write "preprod" (1 to 12 lower-case letters and digits, such as dev) [wrong-value]',
    ],
  },
  {
    title: "an id as a title",
    edit: replaced("tenants/jira.yaml", "      stock-low:", "      Stock Low:"),
    expected: [
      'tenants/jira.yaml:14:7: error: destinations.comments.events: the name "Stock Low" does not fit; write "stock-low" (lower-case letters and digits in words joined by hyphens, such as order-placed) [wrong-name]',
    ],
  },
  {
    title: "a file with letters that ids do not take",
    edit: {
      write: {
        "tenants/jürgen.yaml": readFileSync(path.join(__dirname, "..", "sound", "tenants", "jira.yaml"), "utf8"),
      },
    },
    expected: [
      'tenants/jürgen.yaml:1:1: error: the file name "jürgen.yaml" does not fit; name the file jurgen.yaml [file-name]',
    ],
  },
];
