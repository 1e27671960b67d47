import type { Rule } from "./rule";

/** What can be wrong with what is sent of an event. */
export const inputRules = {
  "input-path-invalid": {
    severity: "error",
    says: "A JSON path is outside the subset that EventBridge follows.",
    why: "PutTargets refuses it, or nobody can say what it does with it.",
    instead: "A path such as `$.detail.orderId`.",
    example:
      "destinations.comments.events.stock-low.input.path: \"$['detail']\" is not a path that EventBridge follows: names in brackets are not supported; write .name",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "input-path-too-long": {
    severity: "error",
    says: "A JSON path is longer than AWS allows.",
    why: "PutTargets would refuse it.",
    instead: "A shorter path.",
    example:
      "destinations.comments.events.stock-low.input.path: a path of 257 characters, AWS allows 256; write a shorter one",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
  },
  "input-path-finds-nothing": {
    severity: "error",
    says: "No event holds anything at a path.",
    why: "The place in the template would always stay empty.",
    instead: "A path such as `$.detail.orderId`.",
    example:
      "destinations.comments.events.stock-low.input.path: no event holds anything at $.source.name; write a path such as $.detail.orderId",
    source: "https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html",
  },
  "input-path-outside-detail": {
    severity: "warning",
    says: "A path leads to a field at the top that events do not have.",
    why: "EventBridge gives an event its fields at the top; a publisher's own lie under `detail`.",
    instead: "The field under `$.detail`, or the one that is meant.",
    example:
      'destinations.comments.events.stock-low.input.path: an event has no field "comment" at the top; write $.detail.comment',
    source: "https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html",
  },
  "input-path-name": {
    severity: "error",
    says: "The name of an input path does not fit, or is reserved.",
    why: "PutTargets would refuse it.",
    instead: "Letters, digits, `_` and `-`.",
    example:
      'destinations.orders.events.order-placed.input.paths.order.total: the name "order.total" does not fit; write letters, digits, _ and -',
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
  },
  "input-path-unused": {
    severity: "warning",
    says: "An input path is defined, and no template uses it.",
    why: "It is mostly a misspelt placeholder.",
    instead: "`<name>` in the template, or nothing.",
    example:
      "destinations.orders.events.order-placed.input.paths.total: defined but not used; write <total>, or leave it out",
  },
  "too-many-input-paths": {
    severity: "error",
    says: "There are more input paths than AWS allows.",
    why: "PutTargets would refuse them.",
    instead: "`<aws.events.event.json>` where the whole event is wanted.",
    example:
      "destinations.orders.events.order-placed.input.paths: 101 paths, AWS allows 100; write <aws.events.event.json> where the whole event is wanted",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
  },
  "input-too-long": {
    severity: "error",
    says: "A constant or a template is longer than AWS allows.",
    why: "PutTargets would refuse it.",
    instead: "A shorter one.",
    example:
      "destinations.orders.events.order-placed.input.template: a template of 8,193 characters, AWS allows 8,192; write a shorter one",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
  },
  "placeholder-undefined": {
    severity: "error",
    says: "A template uses a placeholder that is not defined.",
    why: "PutTargets would refuse it. `<` and `>` cannot be escaped, so that a link in angle brackets is one too.",
    instead: "The name of a path under `paths`.",
    example: 'destinations.orders.events.order-placed.input.template: "<totl>" is used but not defined; write <total>',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "placeholder-reserved": {
    severity: "error",
    says: "A template uses a variable `aws.events...` that EventBridge does not have.",
    why: "PutTargets would refuse it.",
    instead: "One of the variables that there are.",
    example:
      "destinations.orders.events.order-placed.input.template: <aws.events.rule.name> is no variable of EventBridge; write <aws.events.rule-name>",
    source:
      "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html#eb-transform-input-predefined",
  },
  "placeholder-as-key": {
    severity: "error",
    says: "A placeholder is an object's key.",
    why: "EventBridge fills values only.",
    instead: "The key itself.",
    example:
      "destinations.orders.events.order-placed.input.template: <total> is an object's key, which EventBridge does not fill; write the key itself",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
  },
  "placeholder-in-quotes": {
    severity: "error",
    says: "An object or a list stands inside quotes.",
    why: "The filled template is not JSON, and EventBridge drops such events without a word.",
    instead: "The placeholder without quotes, as a value of its own.",
    example:
      "destinations.orders.events.order-placed.input.template: <total> is a list inside quotes, and EventBridge drops such events without a word; write it without quotes, as a value of its own",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "event-json-outside-json": {
    severity: "error",
    says: "`<aws.events.event.json>` stands in a template that is no JSON object.",
    why: "PutTargets would refuse it.",
    instead: "A value within `{...}`.",
    example:
      "destinations.incidents.events.invoice-issued.input.template: <aws.events.event.json> stands in a template that is not JSON; write it as a value within {...}",
    source:
      "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html#eb-transform-input-predefined",
  },
  "template-not-json": {
    severity: "error",
    says: "A template is not JSON once it is filled.",
    why: "EventBridge drops such events without a word.",
    instead: "JSON with `<name>` where a value belongs.",
    example:
      'destinations.orders.events.order-placed.input.template: not JSON once it is filled: expected "," or "}" in an object, found "\\""; write JSON with <name> where a value belongs',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "template-not-quoted": {
    severity: "error",
    says: "A text template is not in double quotes, or is empty.",
    why: "AWS demands the quotes, and does not say what it makes of other text.",
    instead: '`"..."` around the text, or a JSON object.',
    example:
      'destinations.incidents.events.invoice-issued.input.template: the template is empty; write "..." around the text, or a JSON object',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "template-of-another-kind": {
    severity: "warning",
    says: "A template is neither a JSON object nor text in quotes.",
    why: "AWS does not say what it makes of it.",
    instead: '`{...}` or `"..."`.',
    example:
      'destinations.incidents.events.invoice-issued.input.template: neither a JSON object nor text in quotes, and AWS does not say what it makes of it; write {...} or "..."',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
} as const satisfies Readonly<Record<string, Rule>>;
