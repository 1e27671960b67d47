/** Templates, and the placeholders in them. */
import { replaced, type Broken } from "../environment-folder";

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
      "tenants/salesforce.yaml:33:33: error: destinations.orders.events.order-placed.input.template: <total> is an object inside quotes, and EventBridge drops such events without a word; write it without quotes, as a value of its own [placeholder-in-quotes]",
    ],
  },
  {
    title: "a list inside quotes",
    edit: replaced("tenants/salesforce.yaml", "$.detail.total", "$.resources", "<total>", '"all: <total>"'),
    expected: [
      "tenants/salesforce.yaml:33:33: error: destinations.orders.events.order-placed.input.template: <total> is a list inside quotes, and EventBridge drops such events without a word; write it without quotes, as a value of its own [placeholder-in-quotes]",
    ],
  },
  {
    title: "the whole event inside quotes",
    edit: replaced("tenants/salesforce.yaml", "<total>", '<total>, "Event": "<aws.events.event.json>"'),
    expected: [
      "tenants/salesforce.yaml:33:46: error: destinations.orders.events.order-placed.input.template: <aws.events.event.json> is an object inside quotes, and EventBridge drops such events without a word; write it without quotes, as a value of its own [placeholder-in-quotes]",
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
      'tenants/pagerduty.yaml:23:21: warning: destinations.incidents.events.invoice-issued.input.template: neither a JSON object nor text in quotes, and AWS does not say what it makes of it; write {...} or "..." [template-of-another-kind]',
      "tenants/pagerduty.yaml:23:23: error: destinations.incidents.events.invoice-issued.input.template: <aws.events.event.json> stands in a template that is not JSON; write it as a value within {...} [event-json-outside-json]",
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
];
