/** Templates, and the placeholders in them. */
import { replaced, type Broken, type Edit } from "../environment-folder";

/** The constant of the sound environment's only template-less tenant, as a transformer. */
function pagerduty(transformer: string): Edit {
  const constant = "constant: { event_action: trigger }";
  return replaced("tenants/pagerduty.yaml", "type: constant", "type: transformer", constant, transformer);
}

export const templates: readonly Broken[] = [
  {
    title: "a placeholder that is not defined",
    edit: replaced("tenants/salesforce.yaml", "<total>", "<totl>"),
    expected: [
      'tenants/salesforce.yaml:33:27: error: destinations.orders.events.order-placed.input.template: "<totl>" is used but not defined; write <total> [placeholder-undefined]',
    ],
  },
  {
    title: "a placeholder that nothing is like",
    edit: replaced("tenants/salesforce.yaml", "<total>", '<total>, "Link": "<https://example.com|Order>"'),
    expected: [
      'tenants/salesforce.yaml:33:45: error: destinations.orders.events.order-placed.input.template: "<https://example.com|Order>" is used but not defined; write its path under paths [placeholder-undefined]',
    ],
  },
  {
    title: "a path that is not used",
    edit: replaced("tenants/salesforce.yaml", '"Total__c": <total>', '"Total__c": 1'),
    expected: [
      "tenants/salesforce.yaml:29:13: warning: destinations.orders.events.order-placed.input.paths.total: defined but not used; write <total>, or leave it out [input-path-unused]",
    ],
  },
  {
    title: "a variable that EventBridge does not have",
    edit: replaced("tenants/salesforce.yaml", "<total>", '<total>, "Rule": <aws.events.rule.name>'),
    expected: [
      "tenants/salesforce.yaml:33:44: error: destinations.orders.events.order-placed.input.template: <aws.events.rule.name> is no variable of EventBridge; write <aws.events.rule-name> [placeholder-reserved]",
    ],
  },
  {
    title: "a variable that is defined again",
    edit: replaced(
      "tenants/salesforce.yaml",
      "total: $.detail.total",
      "aws.events.rule-name: $.detail.total",
      "<total>",
      "<aws.events.rule-name>",
    ),
    expected: [
      "tenants/salesforce.yaml:29:13: error: destinations.orders.events.order-placed.input.paths.aws.events.rule-name: EventBridge fills this name by itself; leave it out of paths [input-path-name]",
    ],
  },
  {
    title: "a path name that is reserved",
    edit: replaced(
      "tenants/salesforce.yaml",
      "total: $.detail.total",
      "AWS.total: $.detail.total",
      "<total>",
      "<AWS.total>",
    ),
    expected: [
      'tenants/salesforce.yaml:29:13: error: destinations.orders.events.order-placed.input.paths.AWS.total: the name "AWS.total" starts with AWS., which is reserved; write another name [input-path-name]',
    ],
  },
  {
    title: "a path name with a dot",
    edit: replaced(
      "tenants/salesforce.yaml",
      "total: $.detail.total",
      "order.total: $.detail.total",
      "<total>",
      "<order.total>",
    ),
    expected: [
      'tenants/salesforce.yaml:29:13: error: destinations.orders.events.order-placed.input.paths.order.total: the name "order.total" does not fit; write letters, digits, _ and - [input-path-name]',
    ],
  },
  {
    title: "a placeholder as an object's key",
    edit: replaced("tenants/salesforce.yaml", '"Total__c": <total>', '"Total__c": 1, "<total>": 2'),
    expected: [
      "tenants/salesforce.yaml:33:31: error: destinations.orders.events.order-placed.input.template: <total> is an object's key, which EventBridge does not fill; write the key itself [placeholder-as-key]",
    ],
  },
  {
    title: "an object inside quotes",
    edit: replaced("tenants/salesforce.yaml", "$.detail.total", "$.detail", "<total>", '"all: <total>"'),
    expected: [
      "tenants/salesforce.yaml:33:33: error: destinations.orders.events.order-placed.input.template: <total> is an object inside quotes, which is no JSON, and every event becomes a dead letter; write it without quotes, as a value of its own [placeholder-in-quotes]",
    ],
  },
  {
    title: "a list inside quotes",
    edit: replaced("tenants/salesforce.yaml", "$.detail.total", "$.resources", "<total>", '"all: <total>"'),
    expected: [
      "tenants/salesforce.yaml:33:33: error: destinations.orders.events.order-placed.input.template: <total> is a list inside quotes, which is no JSON, and every event becomes a dead letter; write it without quotes, as a value of its own [placeholder-in-quotes]",
    ],
  },
  {
    title: "the whole event inside quotes",
    edit: replaced("tenants/salesforce.yaml", "<total>", '<total>, "Event": "<aws.events.event.json>"'),
    expected: [
      "tenants/salesforce.yaml:33:46: error: destinations.orders.events.order-placed.input.template: <aws.events.event.json> is an object inside quotes, which is no JSON, and every event becomes a dead letter; write it without quotes, as a value of its own [placeholder-in-quotes]",
    ],
  },
  {
    title: "a template that is not JSON",
    edit: replaced("tenants/salesforce.yaml", "<id>,", "<id>"),
    expected: [
      'tenants/salesforce.yaml:33:15: error: destinations.orders.events.order-placed.input.template: not JSON once it is filled: expected "," or "}" in an object, found "\\""; write JSON with <name> where a value belongs [template-not-json]',
    ],
  },
  {
    title: "a text template without quotes",
    edit: replaced(
      "tenants/pagerduty.yaml",
      "type: constant",
      "type: transformer",
      "constant: { event_action: trigger }",
      "template: Invoice issued",
    ),
    expected: [
      'tenants/pagerduty.yaml:23:21: error: destinations.incidents.events.invoice-issued.input.template: a text template must be in double quotes: "..."; write "..." around the text, or a JSON object [template-not-quoted]',
    ],
  },
  {
    title: "the whole event in a text template",
    edit: replaced(
      "tenants/pagerduty.yaml",
      "type: constant",
      "type: transformer",
      "constant: { event_action: trigger }",
      `template: '"Event: <aws.events.event.json>"'`,
    ),
    expected: [
      "tenants/pagerduty.yaml:23:30: error: destinations.incidents.events.invoice-issued.input.template: <aws.events.event.json> stands in a template that is not JSON; write it as a value within {...} [event-json-outside-json]",
    ],
  },
  {
    title: "a template that is a list",
    edit: replaced(
      "tenants/pagerduty.yaml",
      "type: constant",
      "type: transformer",
      "constant: { event_action: trigger }",
      "template: '[<aws.events.event.json>]'",
    ),
    expected: [
      "tenants/pagerduty.yaml:23:23: error: destinations.incidents.events.invoice-issued.input.template: <aws.events.event.json> stands in a template that is not JSON; write it as a value within {...} [event-json-outside-json]",
    ],
  },
  {
    title: "a list with a placeholder that is not in quotes",
    edit: pagerduty("paths: { number: $.detail.number }\n          template: '[\"<number>\", <number>]'"),
    expected: [
      'tenants/pagerduty.yaml:24:35: warning: destinations.incidents.events.invoice-issued.input.template: <number> is not in quotes, in a template that is no JSON object: a text, a list or an object there is no JSON, and a dead letter; write {...} around it, or "<number>" [placeholder-without-quotes]',
    ],
  },
  {
    title: "a placeholder that is sent as it stands",
    edit: pagerduty(`template: '{"summary": "invoice <number>"}'`),
    expected: [
      'tenants/pagerduty.yaml:23:43: warning: destinations.incidents.events.invoice-issued.input.template: "<number>" is not defined, and is sent as it stands; write its path under paths [placeholder-sent-literally]',
    ],
  },
  {
    title: "a text with a line break inside its quotes",
    edit: pagerduty('template: |\n            "one\n            two"'),
    expected: [
      "tenants/pagerduty.yaml:24:17: error: destinations.incidents.events.invoice-issued.input.template: a line break or other control character inside a string; write \\n or \\\\ there, or each line in quotes of its own [template-not-escaped]",
    ],
  },
  {
    title: "a list inside quotes, of an event of the environment",
    edit: {
      ...pagerduty(`paths: { lines: $.detail.lines }\n          template: '{"lines": "<lines>"}'`),
      folders: ["events"],
      write: {
        "events/another.json": '{"source": "com.acme.shop", "detail": {"lines": ["a"]}}',
        "events/invoice.json": '{"source": "com.acme.billing", "detail": {"lines": ["a"]}}',
        "events/no-event.json": "[",
      },
    },
    expected: [
      'tenants/pagerduty.yaml:24:21: warning: destinations.incidents.events.invoice-issued.input.template: with events/invoice.json the template is not JSON with <lines> filled in: expected "," or "}" in an object, found "a", at character 13 of the rendered text; write <lines> as a value of its own in a JSON object [input-breaks-event]',
    ],
  },
  {
    title: "a quote in a text template, of an event of the environment",
    edit: {
      ...pagerduty(`paths: { reason: $.detail.reason }\n          template: '"because: <reason>"'`),
      folders: ["events"],
      write: { "events/quoted.json": JSON.stringify({ source: "com.acme.billing", detail: { reason: 'said "no"' } }) },
    },
    expected: [
      'tenants/pagerduty.yaml:24:21: warning: destinations.incidents.events.invoice-issued.input.template: with events/quoted.json the template is not JSON with <reason> filled in: expected a JSON value, found "n", at character 16 of the rendered text; write <reason> as a value of its own in a JSON object [input-breaks-event]',
    ],
  },
  {
    title: "an empty template",
    edit: replaced(
      "tenants/pagerduty.yaml",
      "type: constant",
      "type: transformer",
      "constant: { event_action: trigger }",
      "template: ''",
    ),
    expected: [
      'tenants/pagerduty.yaml:23:22: error: destinations.incidents.events.invoice-issued.input.template: the template is empty; write "..." around the text, or a JSON object [template-not-quoted]',
    ],
  },
  {
    title: "a template of white space alone",
    edit: pagerduty("template: '  '"),
    expected: [
      "tenants/pagerduty.yaml:23:22: warning: destinations.incidents.events.invoice-issued.input.template: nothing but white space, of which EventBridge sends nothing; write what is to be sent [template-blank]",
    ],
  },
  {
    title: "two placeholders without quotes and with no space between them",
    edit: pagerduty("paths: { a: $.detail.a, b: $.detail.b }\n          template: <a><b>"),
    expected: [
      'tenants/pagerduty.yaml:24:21: error: destinations.incidents.events.invoice-issued.input.template: a text template must be in double quotes: "..."; write "..." around the text, or a JSON object [template-not-quoted]',
    ],
  },
];
