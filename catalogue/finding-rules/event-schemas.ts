import type { Rule } from "./rule";

const STRUCTURE = "https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html";

/** What can be wrong with a schema in `schemas/`, and with what else is said of its events ([event-schemas.md](event-schemas.md)). */
export const eventSchemaRules = {
  "json-syntax": {
    severity: "error",
    says: "The text is not valid JSON.",
    why: "Nothing in the file can be read.",
    instead: "Follow the finding: it is usually a comma, a quote or a comment.",
    example: 'not JSON: expected a key in double quotes, found "}"; write JSON',
    source: "https://www.rfc-editor.org/rfc/rfc8259.html",
  },
  "schema-file-name": {
    severity: "error",
    says: "The name of a schema's file or folder has a `%` that stands for no character.",
    why: "Source and detail-type are made of these names, and `%2F` is how they write a slash.",
    instead: "Write `%25` for the sign itself.",
    example: 'the name "100% off.json" has a % with no character behind it; write %25 for the sign itself',
  },
  "schema-reference": {
    severity: "error",
    says: "A `$ref` leads out of the file, or nowhere.",
    why: "Nothing but the file itself is read, least of all from the internet.",
    instead: "Write what it means under `$defs`, and refer to that.",
    example:
      'properties.detail.$ref: "#/$defs/Order" leads to no schema in this file; write one that does, such as #/$defs/Address',
    source: "https://json-schema.org/understanding-json-schema/structuring",
  },
  "schema-not-of-event": {
    severity: "error",
    says: "A schema does not describe an event, or is no JSON Schema.",
    why: "A schema of `detail` alone would hold no event to anything.",
    instead: "Describe the whole event, with the schema of `detail` under `properties`.",
    example:
      'describes no event, which has an object under detail; write {"type": "object", "properties": {"detail": ...}}, with the schema of detail there',
    source: STRUCTURE,
  },
  "schema-of-no-event": {
    severity: "warning",
    says: "A schema describes events that no source account publishes.",
    why: "Nothing is held to it.",
    instead: "Name folder and file like the source and the detail-type of the events.",
    example: 'no account publishes the source "com.acme.shp"; name the folder com.acme.shop, or remove it',
  },
  "input-path-not-in-schema": {
    severity: "warning",
    says: "A path leads nowhere in any event that the pattern matches, by their schemas.",
    why: 'EventBridge sends `""` or nothing in its place, and nobody is told.',
    instead: "Write a path that the events have, or add the field to the schema.",
    example:
      'destinations.orders.events.order-placed.input.paths.total: no "Order Placed" event has $.detail.totl by its schema; write $.detail.total, or add the field to schemas/com.acme.shop/Order Placed.json',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "input-path-not-in-every-schema": {
    severity: "warning",
    says: "A path leads nowhere in some of the events that the pattern matches, by their schemas.",
    why: 'For these EventBridge sends `""` or nothing in its place.',
    instead: "Write a delivery of its own for them, or a path that all have.",
    example:
      'destinations.orders.events.order-placed.input.paths.total: no "Order Cancelled" event has $.detail.total by its schema; write a delivery of its own for "Order Cancelled" events, or a path that all have',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "pattern-field-not-in-schema": {
    severity: "error",
    says: "A pattern asks for a field that no event has that it could match, by their schemas.",
    why: "The rule would never match, and nothing would tell you.",
    instead: "Write a field that the events have, or add it to the schema.",
    example:
      'destinations.orders.events.order-placed.eventPattern.detail.chanel: no "Order Placed" event has detail.chanel by its schema, so it never matches; write detail.channel, or add the field to schemas/com.acme.shop/Order Placed.json',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html",
  },
  "pattern-value-not-in-schema": {
    severity: "error",
    says: "A pattern compares a field with values that it never has, by the schemas.",
    why: "Text is no number to a pattern, and an object is nothing that it compares: the rule would never match.",
    instead: "Write values as the events have them, or mend the schema.",
    example:
      'destinations.orders.events.order-placed.eventPattern.detail.channel: detail.channel of "Order Placed" events is "web" or "shop" by schema, so this never matches; write "web" or "shop", or mend schemas/com.acme.shop/Order Placed.json',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html",
  },
  "pattern-value-outside-schema": {
    severity: "warning",
    says: "One of several values in a pattern never occurs, by the schemas.",
    why: "It is misspelt, or out of date.",
    instead: "Leave it out, or mend the schema.",
    example:
      'destinations.orders.events.order-placed.eventPattern.detail.channel[1]: found "fax", and detail.channel of "Order Placed" events is "web" or "shop" by schema; leave it out, or mend schemas/com.acme.shop/Order Placed.json',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html",
  },
  "pattern-outside-some-schema": {
    severity: "warning",
    says: "A field of a pattern keeps it from matching some of the events that it asks for, by their schemas.",
    why: "These events are named in the pattern, and never delivered.",
    instead: "Leave them out of the pattern, or mend their schema.",
    example:
      'destinations.orders.events.order-placed.eventPattern.detail.channel: never matches "Order Cancelled" events by their schemas; write a pattern without them, or mend schemas/com.acme.shop/Order Cancelled.json',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html",
  },
  "value-out-of-place": {
    severity: "warning",
    says: "By the schemas, a path finds an object or a list where only a text or a number can be put.",
    why: "Inside the quotes of a JSON object the result is no JSON, and a dead letter; in a text it loses its quotes; what AWS makes of it in a path, header or query string is not known.",
    instead: "Write it as a value of its own in a JSON object, or the path of a field within it.",
    example:
      'destinations.orders.events.order-placed.input.template: <total> is an object in "Order Placed" events, inside quotes, which is no JSON, and a dead letter; write it without quotes, as a value of its own',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
  },
  "event-not-of-schema": {
    severity: "warning",
    says: "An event of `events/` or of a contract test is not as its schema says.",
    why: "One of the two is out of date, and what is checked or tested with it proves nothing.",
    instead: "Mend the event or the schema.",
    example:
      "detail.orderId: found the number 7, and the schema says text; mend the event, or schemas/com.acme.shop/Order Placed.json",
  },
} as const satisfies Readonly<Record<string, Rule>>;
