import type { Rule } from "./rule";

/** What can be wrong with what is sent of an event. */
export const inputRules = {
  "input-path-invalid": {
    severity: "error",
    says: "A JSON path is outside the subset that EventBridge supports.",
    why: "PutTargets refuses it: so it was recorded of all paths of this kind that were tried.",
    instead: "Write a path such as `$.detail.orderId`.",
    example:
      "destinations.comments.events.stock-low.input.path: \"$['detail']\" is not a path that EventBridge follows: names in brackets are not supported; write .name",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "input-path-too-long": {
    severity: "error",
    says: "A JSON path is longer than AWS allows.",
    why: "PutTargets would refuse it.",
    instead: "Write a shorter path.",
    example:
      "destinations.comments.events.stock-low.input.path: a path of 257 characters, AWS allows 256; write a shorter one",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
  },
  "input-path-finds-nothing": {
    severity: "error",
    says: "A path leads where no event has a value.",
    why: "Nothing would ever be sent for it.",
    instead: "Write a path such as `$.detail.orderId`.",
    example:
      "destinations.comments.events.stock-low.input.path: no event holds anything at $.source.name; write a path such as $.detail.orderId",
    source: "https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html",
  },
  "input-path-outside-detail": {
    severity: "warning",
    says: "A path starts with a field that events do not have at the top.",
    why: "EventBridge defines the fields at the top; a publisher's own are under `detail`.",
    instead: "Write the path under `$.detail`, or the field that is meant.",
    example:
      'destinations.comments.events.stock-low.input.path: an event has no field "comment" at the top; write $.detail.comment',
    source: "https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html",
  },
  "input-path-name": {
    severity: "error",
    says: "The name of an input path has the wrong form, or is reserved.",
    why: "PutTargets would refuse it.",
    instead: "Use letters, digits, `_` and `-`.",
    example:
      'destinations.orders.events.order-placed.input.paths.order.total: the name "order.total" does not fit; write letters, digits, _ and -',
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
  },
  "input-path-unused": {
    severity: "warning",
    says: "An input path is defined, but the template does not use it.",
    why: "The placeholder is probably misspelt.",
    instead: "Write `<name>` in the template, or leave the path out.",
    example:
      "destinations.orders.events.order-placed.input.paths.total: defined but not used; write <total>, or leave it out",
  },
  "too-many-input-paths": {
    severity: "error",
    says: "There are more input paths than AWS allows.",
    why: "PutTargets would refuse them.",
    instead: "Use `<aws.events.event.json>` where the whole event is wanted.",
    example:
      "destinations.orders.events.order-placed.input.paths: 101 paths, AWS allows 100; write <aws.events.event.json> where the whole event is wanted",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
  },
  "input-too-long": {
    severity: "error",
    says: "A constant or a template is longer than AWS allows.",
    why: "PutTargets would refuse it.",
    instead: "Write a shorter one.",
    example:
      "destinations.orders.events.order-placed.input.template: a template of 8,193 characters, AWS allows 8,192; write a shorter one",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
  },
  "placeholder-undefined": {
    severity: "error",
    says: "A template uses a placeholder that is not defined.",
    why: "PutTargets refuses it where others are defined, and where none is, the body is not JSON. `<` and `>` cannot be escaped, so a link in angle brackets counts as a placeholder too.",
    instead: "Define it under `paths`, or use one that is defined.",
    example: 'destinations.orders.events.order-placed.input.template: "<totl>" is used but not defined; write <total>',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "placeholder-sent-literally": {
    severity: "warning",
    says: "A template that has no paths uses a placeholder.",
    why: "AWS takes the template, and sends the placeholder as it stands.",
    instead: "Define it under `paths`, or write the text without the brackets.",
    example:
      'destinations.incidents.events.invoice-issued.input.template: "<number>" is not defined, and is sent as it stands; write its path under paths',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "placeholder-reserved": {
    severity: "error",
    says: "A template uses an `aws.events.` variable that EventBridge does not have.",
    why: "PutTargets refuses it, or it is sent as it stands.",
    instead: "Use one of the variables that EventBridge has.",
    example:
      "destinations.orders.events.order-placed.input.template: <aws.events.rule.name> is no variable of EventBridge; write <aws.events.rule-name>",
    source:
      "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html#eb-transform-input-predefined",
  },
  "placeholder-as-key": {
    severity: "error",
    says: "A placeholder is used as the key of an object.",
    why: "PutTargets refuses it.",
    instead: "Write the key itself.",
    example:
      "destinations.orders.events.order-placed.input.template: <total> is an object's key, which EventBridge does not fill; write the key itself",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
  },
  "placeholder-in-quotes": {
    severity: "error",
    says: "A placeholder that stands for an object or a list is inside quotes.",
    why: "The filled template is not JSON, and the event goes to the dead-letter queue with the code `INVALID_JSON`.",
    instead: "Write the placeholder without quotes, as a value of its own.",
    example:
      "destinations.orders.events.order-placed.input.template: <total> is a list inside quotes, which is no JSON, and every event becomes a dead letter; write it without quotes, as a value of its own",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "placeholder-without-quotes": {
    severity: "warning",
    says: "A placeholder stands outside quotes in a template that is not a JSON object.",
    why: "There EventBridge puts texts in without quotes, and lists and objects without any of theirs. Only a number, `true`, `false` and `null` leave JSON; all else goes to the dead-letter queue with the code `INVALID_JSON`.",
    instead: "Write a JSON object, or put the placeholder in quotes.",
    example: `destinations.incidents.events.invoice-issued.input.template: <number> is not in quotes, in a template that is no JSON object: a text, a list or an object there is no JSON, and a dead letter; write {...} around it, or "<number>"`,
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "input-breaks-event": {
    severity: "warning",
    says: "An event of the environment's `events/` makes what is sent no JSON.",
    why: "Such an event goes to the dead-letter queue with the code `INVALID_JSON`, and is not retried.",
    instead: "Write the placeholder as a value of its own in a JSON object: there every value is written as JSON.",
    example:
      'destinations.incidents.events.invoice-issued.input.template: with events/invoice.json the template is not JSON with <lines> filled in: expected "," or "}" in an object, found "a", at character 13 of the rendered text; write <lines> as a value of its own in a JSON object',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "event-json-outside-json": {
    severity: "error",
    says: "`<aws.events.event.json>` is used in a template that is not a JSON object.",
    why: "PutTargets would refuse it.",
    instead: "Use it as a value within `{...}`.",
    example:
      "destinations.incidents.events.invoice-issued.input.template: <aws.events.event.json> stands in a template that is not JSON; write it as a value within {...}",
    source:
      "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html#eb-transform-input-predefined",
  },
  "template-not-json": {
    severity: "error",
    says: "A template is not JSON once it is filled.",
    why: "PutTargets refuses it.",
    instead: "Write JSON, with `<name>` where a value belongs.",
    example:
      'destinations.orders.events.order-placed.input.template: not JSON once it is filled: expected "," or "}" in an object, found "\\""; write JSON with <name> where a value belongs',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "template-not-quoted": {
    severity: "error",
    says: "A text template is not in double quotes, or is empty.",
    why: "PutTargets refuses it.",
    instead: 'Put `"..."` around the text, or write a JSON object.',
    example:
      'destinations.incidents.events.invoice-issued.input.template: the template is empty; write "..." around the text, or a JSON object',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "template-blank": {
    severity: "warning",
    says: "A template is nothing but white space.",
    why: "PutTargets takes it, and neither the target nor its dead-letter queue gets anything.",
    instead: "Write what is to be sent.",
    example:
      "destinations.incidents.events.invoice-issued.input.template: nothing but white space, of which EventBridge sends nothing; write what is to be sent",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "template-not-escaped": {
    severity: "error",
    says: "A text template has a line break or an odd backslash inside its quotes.",
    why: "PutTargets refuses what is no JSON.",
    instead: "Write `\\n` or `\\\\`, or each line in quotes of its own.",
    example:
      "destinations.incidents.events.invoice-issued.input.template: a line break or other control character inside a string; write \\n or \\\\ there, or each line in quotes of its own",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "http-value-refused": {
    severity: "error",
    says: "A path parameter, header or query parameter has a value or name that AWS does not take.",
    why: "PutTargets, or for a connection CreateConnection, would refuse it by its published patterns; or PutTargets would take it, and Terraform's AWS provider holds it to those patterns all the same.",
    instead: "Write a value as the finding describes it.",
    example:
      "destinations.comments.events.stock-low.httpParameters.pathParameterValues[0]: PutTargets refuses an empty value; write text, or a path such as $.detail.orderId",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_HttpParameters.html",
  },
  "header-of-several-lines": {
    severity: "error",
    says: "The value of a header holds a line break.",
    why: "AWS accepts it, no request can carry it, and Terraform's AWS provider refuses to plan it.",
    instead: "Write one line.",
    example:
      "destinations.comments.events.stock-low.httpParameters.headerParameters.X-Note: a line break in a header, which HTTP does not allow; write one line",
    source: "https://www.rfc-editor.org/rfc/rfc9110.html#section-5.5",
  },
  "form-not-sent": {
    severity: "warning",
    says: "A form is to be sent as a body.",
    why: "An API destination sends JSON, or text with its quotes, and no product reads that as a form.",
    instead: "Use a function that sends the form, or JSON where the product takes it.",
    example:
      "destinations.orders.events.order-placed.input.template: an API destination sends no form: the body is JSON, or text within its quotes; write a function that consumes the event and sends the form, or JSON where the product takes it",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "body-not-of-content-type": {
    severity: "warning",
    says: "A body is not what its `Content-Type` says.",
    why: "EventBridge sends JSON whatever the header says: text arrives within its quotes.",
    instead: "Use JSON where the product takes it, or a function that sends what it does take.",
    example:
      "destinations.comments.events.stock-low.input.path: what stands at $.detail.comment is sent as JSON, text within its quotes, and Content-Type says application/xml; write JSON where the product takes it, or a function that sends what it does take",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
} as const satisfies Readonly<Record<string, Rule>>;
