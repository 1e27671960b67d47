/** What AWS refuses of a request or sends otherwise than it is meant. */
import { replaced, type Broken, type Edit } from "../environment-folder";

const JIRA = "tenants/jira.yaml";
const SALESFORCE = "tenants/salesforce.yaml";

const endpoint = (address: string): Edit =>
  replaced(JIRA, "https://acme.atlassian.net/rest/api/3/issue/*/comment", address);

const parameters = (line: string): Edit =>
  replaced(JIRA, "          headerParameters:", `          ${line}\n          headerParameters:`);

const connectionHeader = (line: string): Edit =>
  replaced("tenants/pagerduty.yaml", "    header:\n", `    header:\n      ${line}\n`);

const connectionType = (type: string): Edit => connectionHeader(`Content-Type: ${type}`);

/** With a Content-Type, unless the default is meant. */
const template = (text: string, type?: string): Edit => {
  const header = `        httpParameters: { headerParameters: { Content-Type: ${type ?? ""} } }\n`;
  return replaced(
    SALESFORCE,
    '            {\n              "Order_Id__c": <id>,\n              "Total__c": <total>\n            }\n',
    `            ${text}\n${type === undefined ? "" : header}`,
  );
};

export const requests: readonly Broken[] = [
  {
    title: "a value without a *",
    edit: replaced(JIRA, "[$.detail.issueKey]", "[$.detail.issueKey, $.detail.project]"),
    expected: [
      "tenants/jira.yaml:22:52: warning: destinations.comments.events.stock-low.httpParameters.pathParameterValues[1]: the endpoint has 1 *, so that this value is not sent; write a * for it in invocationEndpoint, or leave it out [path-parameter-unused]",
    ],
  },
  {
    title: "an endpoint with a name in braces",
    edit: endpoint("https://acme.atlassian.net/rest/api/3/issue/{id}/comment"),
    expected: [
      'tenants/jira.yaml:10:25: error: destinations.comments.invocationEndpoint: found "https://acme.atlassian.net/rest/api/3/issue/{id}/comment"; write * for {id}, and its value in httpParameters.pathParameterValues of each event [wrong-value]',
    ],
  },
  {
    title: "an endpoint with a space",
    edit: endpoint("'https://acme.atlassian.net/rest/a b'"),
    expected: [
      'tenants/jira.yaml:10:25: error: destinations.comments.invocationEndpoint: found "https://acme.atlassian.net/rest/a b"; write an https address with %20 for " " [wrong-value]',
    ],
  },
  {
    title: "an internationalised domain name",
    edit: endpoint("https://bücher.example/orders"),
    expected: [
      'tenants/jira.yaml:10:25: error: destinations.comments.invocationEndpoint: found "https://bücher.example/orders"; write the host in ASCII, "xn--bcher-kva.example" for "bücher.example" [wrong-value]',
    ],
  },
  {
    title: "an underscore in a host",
    edit: endpoint("https://my_shop.example/orders"),
    expected: [
      'tenants/jira.yaml:10:25: error: destinations.comments.invocationEndpoint: found "https://my_shop.example/orders"; write a host of letters, digits, hyphens and dots, without "_" [wrong-value]',
    ],
  },
  {
    title: "a name in braces in a host",
    edit: endpoint("https://{tenant}.example/orders"),
    expected: [
      'tenants/jira.yaml:10:25: error: destinations.comments.invocationEndpoint: found "https://{tenant}.example/orders"; write the host itself for {tenant}, and a destination for each there is [wrong-value]',
    ],
  },
  {
    title: "a port that is none",
    edit: endpoint("https://shop.example:https/orders"),
    expected: [
      'tenants/jira.yaml:10:25: error: destinations.comments.invocationEndpoint: found "https://shop.example:https/orders"; write a port of digits behind "shop.example:", such as 8443, or none [wrong-value]',
    ],
  },
  {
    title: "an IPv6 address",
    edit: endpoint("https://[2001:db8::1]/orders"),
    expected: [
      'tenants/jira.yaml:10:25: error: destinations.comments.invocationEndpoint: found "https://[2001:db8::1]/orders"; write the name of the host instead of its address "[2001:db8::1]" [wrong-value]',
    ],
  },
  {
    title: "a lone % in a path",
    edit: endpoint("https://shop.example/100%/orders"),
    expected: [
      'tenants/jira.yaml:10:25: error: destinations.comments.invocationEndpoint: found "https://shop.example/100%/orders"; write an https address with %25 for "%" [wrong-value]',
    ],
  },
  {
    title: "a * in the host",
    edit: endpoint("https://*.atlassian.net/rest/api/3/comment"),
    expected: [
      "tenants/jira.yaml:10:25: error: destinations.comments.invocationEndpoint: AWS refuses a * in the host, and fills those of the path only; write the host, and a destination for each there is [star-in-host]",
    ],
  },
  {
    title: "a * in the query",
    edit: endpoint("https://acme.atlassian.net/rest/api/3/comment?issue=*"),
    expected: [
      "tenants/jira.yaml:10:25: warning: destinations.comments.invocationEndpoint: a * behind the ? is outside the path, and AWS does not say what it makes of it; write the parameter in httpParameters.queryStringParameters [star-in-query]",
    ],
  },
  {
    title: "a blank path parameter",
    edit: replaced(JIRA, "[$.detail.issueKey]", "[' ']"),
    expected: [
      "tenants/jira.yaml:22:33: error: destinations.comments.events.stock-low.httpParameters.pathParameterValues[0]: PutTargets refuses an empty value; write text, or a path such as $.detail.orderId [http-value-refused]",
    ],
  },
  {
    title: "an empty query parameter",
    edit: parameters("queryStringParameters: { expand: '' }"),
    expected: [
      "tenants/jira.yaml:23:44: error: destinations.comments.events.stock-low.httpParameters.queryStringParameters.expand: PutTargets refuses an empty value; leave the parameter out, or write its value [http-value-refused]",
    ],
  },
  {
    title: "a tab in a query parameter",
    edit: parameters('queryStringParameters: { expand: "a\\tb" }'),
    expected: [
      "tenants/jira.yaml:23:44: error: destinations.comments.events.stock-low.httpParameters.queryStringParameters.expand: PutTargets refuses a control character here; write the text without it [http-value-refused]",
    ],
  },
  {
    title: "a query parameter without a name",
    edit: parameters("queryStringParameters: { '': a }"),
    expected: [
      "tenants/jira.yaml:23:36: error: destinations.comments.events.stock-low.httpParameters.queryStringParameters.: PutTargets refuses an empty name; write one [http-value-refused]",
    ],
  },
  {
    title: "a query parameter with a long value",
    edit: parameters(`queryStringParameters: { expand: ${"a".repeat(513)} }`),
    expected: [
      "tenants/jira.yaml:23:44: error: destinations.comments.events.stock-low.httpParameters.queryStringParameters.expand: PutTargets refuses 513 characters here, and takes 512; write fewer [http-value-refused]",
    ],
  },
  {
    title: "a header that is not ASCII",
    edit: replaced(JIRA, "X-Trace-Id: $.id", "X-City: Köln"),
    expected: [
      'tenants/jira.yaml:24:21: error: destinations.comments.events.stock-low.httpParameters.headerParameters.X-City: PutTargets refuses "ö" in the value of a header; write ASCII, or send it in the body [http-value-refused]',
    ],
  },
  {
    title: "an empty header",
    edit: replaced(JIRA, "X-Trace-Id: $.id", "X-Note: ''"),
    expected: [
      "tenants/jira.yaml:24:21: error: destinations.comments.events.stock-low.httpParameters.headerParameters.X-Note: Terraform's AWS provider refuses an empty value; leave the parameter out, or write its value [http-value-refused]",
    ],
  },
  {
    title: "a header of two lines",
    edit: replaced(JIRA, "X-Trace-Id: $.id", 'X-Note: "one\\ntwo"'),
    expected: [
      "tenants/jira.yaml:24:21: error: destinations.comments.events.stock-low.httpParameters.headerParameters.X-Note: a line break in a header, which HTTP does not allow; write one line [header-of-several-lines]",
    ],
  },
  {
    title: "a part of an event as XML",
    edit: replaced(JIRA, "X-Trace-Id: $.id", "Content-Type: application/xml"),
    expected: [
      "tenants/jira.yaml:20:17: warning: destinations.comments.events.stock-low.input.path: what stands at $.detail.comment is sent as JSON, text within its quotes, and Content-Type says application/xml; write JSON where the product takes it, or a function that sends what it does take [body-not-of-content-type]",
    ],
  },
  {
    title: "a constant as plain text",
    edit: connectionType("text/plain"),
    expected: [
      "tenants/pagerduty.yaml:24:21: warning: destinations.incidents.events.invoice-issued.input.constant: the body is JSON, and Content-Type says text/plain; write JSON where the product takes it, or a function that sends what it does take [body-not-of-content-type]",
    ],
  },
  {
    title: "a whole event as XML",
    edit: replaced(
      SALESFORCE,
      "          type: event",
      "          type: event\n        httpParameters: { headerParameters: { content-type: text/xml } }",
    ),
    expected: [
      "tenants/salesforce.yaml:43:17: warning: destinations.orders.events.order-cancelled.input.type: the body is a JSON object, and Content-Type says text/xml; write JSON where the product takes it, or a function that sends what it does take [body-not-of-content-type]",
    ],
  },
  {
    title: "a text template as plain text",
    edit: template('"order <id> placed, <total>"', "text/plain"),
    expected: [
      "tenants/salesforce.yaml:30:21: warning: destinations.orders.events.order-placed.input.template: EventBridge sends the quotes of a text as well, so this is a JSON text and not text/plain; write JSON where the product takes it, or a function that sends what it does take [body-not-of-content-type]",
    ],
  },
  {
    title: "a header of a connection beyond ASCII",
    edit: connectionHeader("ort: München"),
    expected: [
      'tenants/pagerduty.yaml:11:12: error: connection.invocationHttpParameters.header.ort: CreateConnection refuses "ü" in the value of a header; write ASCII, or send it in the body [http-value-refused]',
    ],
  },
  {
    title: "a header of a connection in two lines",
    edit: connectionHeader('X-Note: "one\\ntwo"'),
    expected: [
      "tenants/pagerduty.yaml:11:15: error: connection.invocationHttpParameters.header.X-Note: CreateConnection refuses a line break in the value of a header; write one line [http-value-refused]",
    ],
  },
  {
    title: "an empty query parameter of a token call",
    edit: replaced(SALESFORCE, "      body:\n", '      queryString: { scope: "" }\n      body:\n'),
    expected: [
      "tenants/salesforce.yaml:13:29: error: connection.authorization.oauthHttpParameters.queryString.scope: CreateConnection refuses an empty value; leave the parameter out, or write its value [http-value-refused]",
    ],
  },
  {
    title: "a JSON template as XML",
    edit: template('{ "id": <id>, "total": <total> }', "text/xml"),
    expected: [
      "tenants/salesforce.yaml:30:21: warning: destinations.orders.events.order-placed.input.template: the body is a JSON object, and Content-Type says text/xml; write JSON where the product takes it, or a function that sends what it does take [body-not-of-content-type]",
    ],
  },
  {
    title: "two texts as JSON",
    edit: template('"order <id>"\n            "costs <total>"'),
    expected: [
      'tenants/salesforce.yaml:30:21: warning: destinations.orders.events.order-placed.input.template: several texts, one a line, are no JSON as Content-Type says; write one JSON object, or a Content-Type such as "application/x-ndjson" [body-not-of-content-type]',
    ],
  },
  {
    title: "a form in quotes",
    edit: template('"To=<id>&Body=<total>"'),
    expected: [
      "tenants/salesforce.yaml:30:21: warning: destinations.orders.events.order-placed.input.template: an API destination sends no form: the body is JSON, or text within its quotes; write a function that consumes the event and sends the form, or JSON where the product takes it [form-not-sent]",
    ],
  },
  {
    title: "a text that is called a form",
    edit: template('"<id> <total>"', "application/x-www-form-urlencoded"),
    expected: [
      "tenants/salesforce.yaml:30:21: warning: destinations.orders.events.order-placed.input.template: an API destination sends no form: the body is JSON, or text within its quotes; write a function that consumes the event and sends the form, or JSON where the product takes it [form-not-sent]",
    ],
  },
];
