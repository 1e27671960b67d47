/** What is sent. */
import { replaced, type Broken } from "../environment-folder";
import { manyPaths, manyPlaceholders } from "../many";

export const inputs: readonly Broken[] = [
  {
    title: "a path that does not start with $",
    edit: replaced("tenants/jira.yaml", "path: $.detail.comment", "path: detail.comment"),
    expected: [
      'tenants/jira.yaml:20:17: error: destinations.comments.events.stock-low.input.path: "detail.comment" is not a path that EventBridge follows: a path starts with $; write a path such as $.detail.orderId [input-path-invalid]',
    ],
  },
  {
    title: "a path with names in brackets",
    edit: replaced("tenants/jira.yaml", "path: $.detail.comment", "path: $['detail']"),
    expected: [
      "tenants/jira.yaml:20:17: error: destinations.comments.events.stock-low.input.path: \"$['detail']\" is not a path that EventBridge follows: names in brackets are not supported; write .name [input-path-invalid]",
    ],
  },
  {
    title: "a path into text",
    edit: replaced("tenants/jira.yaml", "path: $.detail.comment", "path: $.source.name"),
    expected: [
      "tenants/jira.yaml:20:17: error: destinations.comments.events.stock-low.input.path: no event holds anything at $.source.name; write a path such as $.detail.orderId [input-path-finds-nothing]",
    ],
  },
  {
    title: "a path beside the detail",
    edit: replaced("tenants/jira.yaml", "path: $.detail.comment", "path: $.comment"),
    expected: [
      'tenants/jira.yaml:20:17: warning: destinations.comments.events.stock-low.input.path: an event has no field "comment" at the top; write $.detail.comment [input-path-outside-detail]',
    ],
  },
  {
    title: "a path in EventBridge's older spelling",
    edit: replaced("tenants/salesforce.yaml", "total: $.detail.total", "total: $.detailType"),
    expected: [
      'tenants/salesforce.yaml:29:20: warning: destinations.orders.events.order-placed.input.paths.total: an event has no field "detailType" at the top; write $.detail-type [input-path-outside-detail]',
    ],
  },
  {
    title: "a path of 257 characters",
    edit: replaced("tenants/jira.yaml", "path: $.detail.comment", `path: $.detail.${"x".repeat(248)}`),
    expected: [
      "tenants/jira.yaml:20:17: error: destinations.comments.events.stock-low.input.path: a path of 257 characters, AWS allows 256; write a shorter one [input-path-too-long]",
    ],
  },
  {
    title: "a constant of 8,193 characters",
    edit: replaced("tenants/pagerduty.yaml", "event_action: trigger", `event_action: "${"x ".repeat(4087)}"`),
    expected: [
      "tenants/pagerduty.yaml:23:21: error: destinations.incidents.events.invoice-issued.input.constant: a constant of 8,193 characters, AWS allows 8,192; write a shorter one [input-too-long]",
    ],
  },
  {
    title: "a template of 8,193 characters",
    edit: replaced(
      "tenants/salesforce.yaml",
      '"Total__c": <total>',
      `"Total__c": <total>, "Note": "${"x ".repeat(4066)}"`,
    ),
    expected: [
      "tenants/salesforce.yaml:30:21: error: destinations.orders.events.order-placed.input.template: a template of 8,193 characters, AWS allows 8,192; write a shorter one [input-too-long]",
    ],
  },
  {
    title: "101 paths",
    edit: replaced(
      "tenants/salesforce.yaml",
      "            total: $.detail.total\n",
      manyPaths(100),
      "<total>",
      `"${manyPlaceholders(100)}"`,
    ),
    expected: [
      "tenants/salesforce.yaml:28:13: error: destinations.orders.events.order-placed.input.paths: 101 paths, AWS allows 100; write <aws.events.event.json> where the whole event is wanted [too-many-input-paths]",
    ],
  },
  {
    title: "a * without a value",
    edit: replaced("tenants/jira.yaml", "          pathParameterValues: [$.detail.issueKey]\n", ""),
    expected: [
      "tenants/jira.yaml:15:9: error: destinations.comments.events.stock-low: the endpoint has 1 *, found 0 values; write one entry in httpParameters.pathParameterValues for each * [path-parameter-count]",
    ],
  },
  {
    title: "a header from a path that is none",
    edit: replaced("tenants/jira.yaml", "X-Trace-Id: $.id", "X-Trace-Id: $.detail..id"),
    expected: [
      'tenants/jira.yaml:24:25: error: destinations.comments.events.stock-low.httpParameters.headerParameters.X-Trace-Id: "$.detail..id" is not a path that EventBridge follows: recursive descent (..) is not supported; write a path such as $.detail.orderId [input-path-invalid]',
    ],
  },
];
