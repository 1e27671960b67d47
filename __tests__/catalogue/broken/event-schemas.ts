/** Schemas of events that are broken, and files that ask for what events with a schema do not have. */
import type { Broken, Edit } from "../environment-folder";

const PLACED = "schemas/com.acme.shop/Order Placed.json";
const CANCELLED = "schemas/com.acme.shop/Order Cancelled.json";

const ORDER_PLACED = {
  type: "object",
  properties: {
    detail: {
      type: "object",
      properties: {
        orderId: { type: "string" },
        total: { $ref: "#/$defs/Money" },
        channel: { enum: ["web", "shop"] },
        items: { type: "array", items: { type: "object", properties: { sku: { type: "string" } } } },
      },
    },
  },
  $defs: { Money: { type: "object", properties: { amount: { type: "number" }, currency: { type: "string" } } } },
};

const ORDER_CANCELLED = {
  type: "object",
  properties: { detail: { type: "object", properties: { orderId: { type: "string" } } } },
};

/** The sound environment with schemas, and with texts of Salesforce's file replaced. */
function edit(schemas: Readonly<Record<string, unknown>>, ...replaced: readonly (readonly [string, string])[]): Edit {
  const files = Object.entries(schemas).map(([file, schema]) => [
    file,
    typeof schema === "string" ? schema : `${JSON.stringify(schema, undefined, 2)}\n`,
  ]);
  return {
    folders: Object.keys(schemas).map((file) => file.slice(0, file.lastIndexOf("/"))),
    write: Object.fromEntries(files) as Record<string, string>,
    replace: { "tenants/salesforce.yaml": replaced },
  };
}

const withSchema = (...replaced: readonly (readonly [string, string])[]) =>
  edit({ [PLACED]: ORDER_PLACED }, ...replaced);

const BOTH = { [PLACED]: ORDER_PLACED, [CANCELLED]: ORDER_CANCELLED };

const path = (written: string) => withSchema(["total: $.detail.total", `total: ${written}`]);

const asks = (detail: string, schemas: Readonly<Record<string, unknown>> = { [PLACED]: ORDER_PLACED }) =>
  edit(schemas, ["detail-type: [Order Placed]", `detail-type: [Order Placed]\n          detail: ${detail}`]);

function withEvent(detail: object): Edit {
  const event = { source: "com.acme.shop", "detail-type": "Order Placed", detail };
  return edit({ [PLACED]: ORDER_PLACED, "events/order.json": event });
}

/** The schema of an event whose detail is somewhere in the file where no schema is looked for. */
const refersTo = (x: object) => edit({ [PLACED]: { properties: { detail: { $ref: "#/x" } }, x } });

const IN_PATHS = "destinations.orders.events.order-placed.input.paths.total";
const IN_PATTERN = "destinations.orders.events.order-placed.eventPattern.detail";
const ADD = `or add the field to ${PLACED}`;

export const eventSchemas: readonly Broken[] = [
  {
    title: "a schema that is no JSON",
    edit: edit({ [PLACED]: '{ "type": "object", }' }),
    expected: [`${PLACED}:1:21: error: not JSON: expected a key in double quotes, found "}"; write JSON [json-syntax]`],
  },
  {
    title: "a schema that is no JSON Schema",
    edit: edit({ [PLACED]: { type: "object", properties: { detail: { type: "objekt" } } } }),
    expected: [
      `${PLACED}:5:15: error: properties.detail.type: found "objekt"; write object (the choices are string, number, integer, boolean, null, array, object) [unknown-choice]`,
    ],
  },
  {
    title: "a schema of detail alone",
    edit: edit({ [PLACED]: ORDER_CANCELLED.properties.detail }),
    expected: [
      `${PLACED}:1:1: error: describes no event, which has an object under detail; write {"type": "object", "properties": {"detail": ...}}, with the schema of detail there [schema-not-of-event]`,
    ],
  },
  {
    title: "an OpenAPI document for a schema",
    edit: edit({ [PLACED]: { openapi: "3.0.0", components: { schemas: {} } } }),
    expected: [
      `${PLACED}:1:1: error: is an OpenAPI document; write JSON Schema, such as aws schemas export-schema --type JSONSchemaDraft4 gives [schema-not-of-event]`,
    ],
  },
  {
    title: "a schema that refers to what it does not have",
    edit: edit({ [PLACED]: { properties: { detail: { $ref: "#/$defs/Order" } } } }),
    expected: [
      `${PLACED}:4:15: error: properties.detail.$ref: "#/$defs/Order" leads to no schema in this file; write one that does, such as #/$defs/Address [schema-reference]`,
    ],
  },
  {
    title: "a schema that refers to the internet",
    edit: edit({ [PLACED]: { properties: { detail: { $ref: "https://schemas.example.com/order.json" } } } }),
    expected: [
      `${PLACED}:4:15: error: properties.detail.$ref: "https://schemas.example.com/order.json" leads out of this file, and nothing else is read; write what it means under $defs [schema-reference]`,
    ],
  },
  {
    title: "a reference to what is no schema, where nobody looks for one",
    edit: refersTo({ type: 5 }),
    expected: [
      `${PLACED}:8:13: error: x.type: found the number 5; write string, number, integer, boolean, null, array or object [unknown-choice]`,
    ],
  },
  {
    title: "a reference to a list that is none",
    edit: refersTo({ allOf: { a: 1 } }),
    expected: [`${PLACED}:8:14: error: x.allOf: found a mapping; write a list of schemas [wrong-value]`],
  },
  {
    title: "a reference to a schema with a broken regular expression",
    edit: refersTo({ patternProperties: { "(": {} } }),
    expected: [
      `${PLACED}:9:7: error: x.patternProperties: the name "(" does not fit; write a regular expression of JavaScript [wrong-name]`,
    ],
  },
  {
    title: "a reference to a schema whose fields are none",
    edit: refersTo({ properties: 5 }),
    expected: [
      `${PLACED}:8:19: error: x.properties: found the number 5; write a mapping of names to schemas [wrong-value]`,
    ],
  },
  {
    title: "a reference behind a reference into an example",
    edit: edit({
      [PLACED]: { properties: { detail: { $ref: "#/examples/0" } }, examples: [{ $ref: "#/x" }], x: { type: 5 } },
    }),
    expected: [
      `${PLACED}:13:13: error: x.type: found the number 5; write string, number, integer, boolean, null, array or object [unknown-choice]`,
    ],
  },
  {
    title: "a schema called by half an escape",
    edit: edit({ "schemas/com.acme.shop/100% off.json": ORDER_CANCELLED }),
    expected: [
      `schemas/com.acme.shop/100% off.json:1:1: error: the name "100% off.json" has a % with no character behind it; write %25 for the sign itself [schema-file-name]`,
    ],
  },
  {
    title: "a schema without the folder of its source",
    edit: { folders: ["schemas"], write: { "schemas/Order Placed.json": "{}" } },
    expected: [
      `schemas/Order Placed.json:1:1: warning: "Order Placed.json" is not read; move it to schemas/<source>/ [file-not-read]`,
    ],
  },
  {
    title: "a schema in YAML",
    edit: edit({ "schemas/com.acme.shop/Order Placed.yaml": "type: object\n" }),
    expected: [
      `schemas/com.acme.shop/Order Placed.yaml:1:1: warning: "Order Placed.yaml" is not read; write <detail-type>.json there, or nothing [file-not-read]`,
    ],
  },
  {
    title: "a schema of a source that nobody publishes",
    edit: edit({ "schemas/com.acme.shp/Order Placed.json": ORDER_CANCELLED }),
    expected: [
      `schemas/com.acme.shp/Order Placed.json:1:1: warning: no account publishes the source "com.acme.shp"; name the folder com.acme.shop, or remove it [schema-of-no-event]`,
    ],
  },
  {
    title: "a schema of a detail-type that nobody publishes",
    edit: edit({ "schemas/com.acme.shop/Order placed.json": ORDER_CANCELLED }),
    expected: [
      `schemas/com.acme.shop/Order placed.json:1:1: warning: no account publishes the detail-type "Order placed" of com.acme.shop; name the file Order Placed.json, or remove it [schema-of-no-event]`,
    ],
  },
  {
    title: "a misspelt field in an input path",
    edit: path("$.detail.totl"),
    expected: [
      `tenants/salesforce.yaml:29:20: warning: ${IN_PATHS}: no "Order Placed" event has $.detail.totl by its schema; write $.detail.total, ${ADD} [input-path-not-in-schema]`,
    ],
  },
  {
    title: "a misspelt field in front of others",
    edit: path("$.detail.totl.amount"),
    expected: [
      `tenants/salesforce.yaml:29:20: warning: ${IN_PATHS}: no "Order Placed" event has $.detail.totl.amount by its schema; write $.detail.total.amount, ${ADD} [input-path-not-in-schema]`,
    ],
  },
  {
    title: "a field that is elsewhere in the event",
    edit: path("$.detail.sku"),
    expected: [
      `tenants/salesforce.yaml:29:20: warning: ${IN_PATHS}: no "Order Placed" event has $.detail.sku by its schema; write $.detail.items[0].sku, ${ADD} [input-path-not-in-schema]`,
    ],
  },
  {
    title: "a field that is like no other",
    edit: path("$.detail.warehouse"),
    expected: [
      `tenants/salesforce.yaml:29:20: warning: ${IN_PATHS}: no "Order Placed" event has $.detail.warehouse by its schema; write the path of another field, ${ADD} [input-path-not-in-schema]`,
    ],
  },
  {
    title: "a misspelt field in an HTTP parameter",
    edit: withSchema([
      "        retryPolicy:",
      "        httpParameters:\n          headerParameters: { X-Order: $.detail.orderid }\n        retryPolicy:",
    ]),
    expected: [
      `tenants/salesforce.yaml:36:40: warning: destinations.orders.events.order-placed.httpParameters.headerParameters.X-Order: no "Order Placed" event has $.detail.orderid by its schema; write $.detail.orderId, ${ADD} [input-path-not-in-schema]`,
    ],
  },
  {
    title: "a field that one of two events has",
    edit: edit(BOTH, ["detail-type: [Order Placed]", "detail-type: [Order Placed, Order Cancelled]"]),
    expected: [
      `tenants/salesforce.yaml:29:20: warning: ${IN_PATHS}: no "Order Cancelled" event has $.detail.total by its schema; write a delivery of its own for "Order Cancelled" events, or a path that all have [input-path-not-in-every-schema]`,
    ],
  },
  {
    title: "a misspelt field in a pattern",
    edit: asks("{ chanel: [web] }"),
    expected: [
      `tenants/salesforce.yaml:25:21: error: ${IN_PATTERN}.chanel: no "Order Placed" event has detail.chanel by its schema, so it never matches; write detail.channel, ${ADD} [pattern-field-not-in-schema]`,
    ],
  },
  {
    title: "a misspelt field in an alternative of a pattern",
    edit: asks("{ $or: [{ items: { sku: [a] } }, { total: { amont: [1] } }] }"),
    expected: [
      `tenants/salesforce.yaml:25:63: warning: ${IN_PATTERN}.$or[1].total.amont: no "Order Placed" event has detail.total.amont by its schema, so this alternative never matches; write detail.total.amount, ${ADD} [pattern-outside-some-schema]`,
    ],
  },
  {
    title: "a field beside alternatives, of whose events only some have it",
    edit: edit(BOTH, [
      "detail-type: [Order Placed]",
      "$or: [{ detail-type: [Order Cancelled] }, { detail-type: [Order Placed] }]\n          detail: { channel: [web] }",
    ]),
    expected: [
      `tenants/salesforce.yaml:25:21: warning: ${IN_PATTERN}.channel: never matches "Order Cancelled" events by their schemas; write a pattern without them, or mend ${CANCELLED} [pattern-outside-some-schema]`,
      `tenants/salesforce.yaml:30:20: warning: ${IN_PATHS}: no "Order Cancelled" event has $.detail.total by its schema; write a delivery of its own for "Order Cancelled" events, or a path that all have [input-path-not-in-every-schema]`,
    ],
  },
  {
    title: "a field that events of two sources may have of which there is no schema",
    edit: edit(
      { [PLACED]: ORDER_PLACED, "schemas/com.acme.billing/Order Cancelled.json": ORDER_CANCELLED },
      [
        "source: [com.acme.shop]\n          detail-type: [Order Placed]",
        "source: [com.acme.shop, com.acme.billing]\n          detail-type: [Order Placed, Order Cancelled]\n          detail: { reason: [late] }",
      ],
      ["total: $.detail.total", "total: $.detail.reason"],
    ),
    expected: [
      `tenants/salesforce.yaml:25:21: warning: ${IN_PATTERN}.reason: no "Order Cancelled" or "Order Placed" event has detail.reason by its schema; write another field, or leave it where it is meant for events without a schema [pattern-outside-some-schema]`,
      `tenants/salesforce.yaml:30:20: warning: ${IN_PATHS}: no "Order Cancelled" or "Order Placed" event has $.detail.reason by its schema; write a delivery of its own for "Order Cancelled" and "Order Placed" events, or a path that all have [input-path-not-in-every-schema]`,
    ],
  },
  {
    title: "a value that is none of those that occur",
    edit: asks("{ channel: [fax] }"),
    expected: [
      `tenants/salesforce.yaml:25:21: error: ${IN_PATTERN}.channel: detail.channel of "Order Placed" events is "web" or "shop" by schema, so this never matches; write "web" or "shop", or mend ${PLACED} [pattern-value-not-in-schema]`,
    ],
  },
  {
    title: "text where events have a number",
    edit: asks('{ total: { amount: ["500"] } }'),
    expected: [
      `tenants/salesforce.yaml:25:30: error: ${IN_PATTERN}.total.amount: detail.total.amount of "Order Placed" events is a number by schema, so this never matches; write a number, or mend ${PLACED} [pattern-value-not-in-schema]`,
    ],
  },
  {
    title: "a comparison of numbers where events have text",
    edit: asks("{ orderId: [{ numeric: ['>', 5] }] }"),
    expected: [
      `tenants/salesforce.yaml:25:21: error: ${IN_PATTERN}.orderId: detail.orderId of "Order Placed" events is text by schema, so this never matches; write text, or mend ${PLACED} [pattern-value-not-in-schema]`,
    ],
  },
  {
    title: "an object compared with text",
    edit: asks("{ total: [{ exists: true }] }"),
    expected: [
      `tenants/salesforce.yaml:25:21: error: ${IN_PATTERN}.total: detail.total of "Order Placed" events is an object by schema, so this never matches; write a field within it, or mend ${PLACED} [pattern-value-not-in-schema]`,
    ],
  },
  {
    title: "one value of several that never occurs",
    edit: asks("{ channel: [web, fax] }"),
    expected: [
      `tenants/salesforce.yaml:25:36: warning: ${IN_PATTERN}.channel[1]: found "fax", and detail.channel of "Order Placed" events is "web" or "shop" by schema; leave it out, or mend ${PLACED} [pattern-value-outside-schema]`,
    ],
  },
  {
    title: "a field of a pattern that one of two events has",
    edit: edit(
      BOTH,
      [
        "detail-type: [Order Placed]",
        "detail-type: [Order Placed, Order Cancelled]\n          detail: { channel: [web] }",
      ],
      ["total: $.detail.total", "total: $.detail.orderId"],
    ),
    expected: [
      `tenants/salesforce.yaml:25:21: warning: ${IN_PATTERN}.channel: never matches "Order Cancelled" events by their schemas; write a pattern without them, or mend ${CANCELLED} [pattern-outside-some-schema]`,
    ],
  },
  {
    title: "a misspelt field where other events have no schema",
    edit: edit(
      { [PLACED]: ORDER_PLACED },
      [
        "detail-type: [Order Placed]",
        "detail-type: [Order Placed, Order Cancelled]\n          detail: { chanel: [web] }",
      ],
      ["total: $.detail.total", "total: $.detail.totl"],
    ),
    expected: [
      `tenants/salesforce.yaml:25:21: warning: ${IN_PATTERN}.chanel: no "Order Placed" event has detail.chanel by its schema; write detail.channel, or leave it where it is meant for events without a schema [pattern-outside-some-schema]`,
      `tenants/salesforce.yaml:30:20: warning: ${IN_PATHS}: no "Order Placed" event has $.detail.totl by its schema; write $.detail.total, or leave it where it is meant for events without a schema [input-path-not-in-every-schema]`,
    ],
  },
  {
    title: "an object of an event inside quotes",
    edit: withSchema(['"Total__c": <total>', '"Total__c": "EUR <total>"']),
    expected: [
      `tenants/salesforce.yaml:33:32: warning: destinations.orders.events.order-placed.input.template: <total> is an object in "Order Placed" events, inside quotes, which is no JSON, and a dead letter; write it without quotes, as a value of its own [value-out-of-place]`,
    ],
  },
  {
    title: "a list of an event in a text",
    edit: withSchema(
      ["total: $.detail.total", "total: $.detail.items"],
      ["            id: $.detail.orderId\n", ""],
      ['{\n              "Order_Id__c": <id>,\n              "Total__c": <total>\n            }', '"Ordered: <total>"'],
    ),
    expected: [
      `tenants/salesforce.yaml:30:23: warning: destinations.orders.events.order-placed.input.template: <total> is a list in "Order Placed" events, which loses its quotes in a text; write the path of a field within it, or a JSON object [value-out-of-place]`,
    ],
  },
  {
    title: "an object of an event in a query string",
    edit: withSchema([
      "        retryPolicy:",
      "        httpParameters:\n          queryStringParameters: { total: $.detail.total }\n        retryPolicy:",
    ]),
    expected: [
      `tenants/salesforce.yaml:36:43: warning: destinations.orders.events.order-placed.httpParameters.queryStringParameters.total: $.detail.total is an object in "Order Placed" events, and what AWS makes of that in a path, header or query string is not known; write the path of a field within it [value-out-of-place]`,
    ],
  },
  {
    title: "an event that is not as its schema says",
    edit: withEvent({ orderId: 7, total: { amount: 5 }, channel: "fax" }),
    expected: [
      `events/order.json:5:16: warning: detail.orderId: found the number 7, and the schema says text; mend the event, or ${PLACED} [event-not-of-schema]`,
      `events/order.json:9:16: warning: detail.channel: found "fax", and the schema says "web" or "shop"; mend the event, or ${PLACED} [event-not-of-schema]`,
    ],
  },
];
