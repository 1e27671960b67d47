import { object, partsOf, templateOf } from "./documents";

const TEXT = { type: "string" };

describe("the body that an operation takes", () => {
  it("is a template of its required properties, each from the event's detail", () => {
    const parts = partsOf({ body: object({ order_id: TEXT, total: { type: "number", minimum: 5 } }) });
    expect(templateOf(parts)).toBe('{\n  "order_id": <orderId>,\n  "total": <total>\n}');
    expect(parts.event.input).toMatchObject({ paths: { orderId: "$.detail.orderId", total: "$.detail.total" } });
    expect(parts.sampleEvent.detail).toEqual({ orderId: "1001", total: 5 });
  });

  it("has optional scalars of its top, and says so", () => {
    const parts = partsOf({
      body: object({ title: TEXT, note: TEXT, tags: { type: "array", items: TEXT } }, ["title"]),
    });
    expect(templateOf(parts)).toBe('{\n  "title": <title>,\n  "note": <note>\n}');
    expect(parts.notes).toContain(
      'Optional in the body: note; leave it out of the template unless every event has it, because EventBridge sends "" for what an event lacks',
    );
    expect(parts.notes).toContain("Optional in the body, and left out: tags");
  });

  it("must not have optional properties that are deprecated or have a default", () => {
    const body = object({ title: TEXT, old: { ...TEXT, deprecated: true }, state: { ...TEXT, default: "open" } }, [
      "title",
    ]);
    expect(templateOf(partsOf({ body }))).toBe('{\n  "title": <title>\n}');
  });

  it("has objects within it, whose fields are named after them where the name alone says little", () => {
    const body = object({ id: TEXT, item: object({ id: TEXT, colour: TEXT }) });
    expect(templateOf(partsOf({ body }))).toBe(
      '{\n  "id": <id>,\n  "item": {\n    "id": <itemId>,\n    "colour": <colour>\n  }\n}',
    );
  });

  it("has constants where a schema allows one value", () => {
    const body = object({ type: { type: "string", enum: ["order"] }, version: { const: 2 }, name: TEXT });
    expect(templateOf(partsOf({ body }))).toBe('{\n  "type": "order",\n  "version": 2,\n  "name": <name>\n}');
  });

  it("must not have text that EventBridge would take for a placeholder", () => {
    const body = object({ "<kind>": { const: "<none>" }, name: TEXT });
    expect(templateOf(partsOf({ body }))).toBe('{\n  "\\u003ckind\\u003e": "\\u003cnone\\u003e",\n  "name": <name>\n}');
  });

  it("must not have what only answers have", () => {
    const body = object({ id: { ...TEXT, readOnly: true }, name: TEXT });
    expect(templateOf(partsOf({ body }))).toBe('{\n  "name": <name>\n}');
  });

  it("merges allOf, and follows references", () => {
    const body = { allOf: [{ $ref: "#/components/schemas/Named" }, object({ size: { type: "integer" } })] };
    const parts = partsOf({ body, schemas: { Named: object({ name: TEXT }) } });
    expect(templateOf(parts)).toBe('{\n  "name": <name>,\n  "size": <size>\n}');
  });

  it("takes the first of several forms, and says so", () => {
    const body = { oneOf: [object({ email: TEXT }), object({ phone: TEXT })] };
    const parts = partsOf({ body });
    expect(templateOf(parts)).toBe('{\n  "email": <email>\n}');
    expect(parts.notes).toContain("The body has 2 forms, of which this is the first");
  });

  it("has the value that tells forms apart", () => {
    const parts = partsOf({
      body: {
        oneOf: [{ $ref: "#/components/schemas/Card" }, { $ref: "#/components/schemas/Cash" }],
        discriminator: { propertyName: "kind", mapping: { card: "#/components/schemas/Card" } },
      },
      schemas: { Card: object({ kind: TEXT, last4: TEXT }), Cash: object({ kind: TEXT }) },
    });
    expect(templateOf(parts)).toBe('{\n  "kind": "card",\n  "last4": <last4>\n}');
  });

  it("takes a schema that may be null for what else it may be", () => {
    const body = object({ name: { anyOf: [{ type: "null" }, { const: "all" }] }, size: { type: ["null", "integer"] } });
    const parts = partsOf({ body });
    expect(templateOf(parts)).toBe('{\n  "name": "all",\n  "size": <size>\n}');
    expect(parts.sampleEvent.detail).toEqual({ size: 1 });
  });

  it("takes lists of scalars from the event, and of objects writes one", () => {
    const body = object({
      tags: { type: "array", items: TEXT },
      recipients: { type: "array", items: object({ email: TEXT }) },
    });
    const parts = partsOf({ body });
    expect(templateOf(parts)).toBe('{\n  "tags": <tags>,\n  "recipients": [{\n    "email": <email>\n  }]\n}');
    expect(parts.sampleEvent.detail).toEqual({ tags: ["Example tag"], email: "alex@example.com" });
  });

  it("cuts a schema that leads back into itself", () => {
    const parts = partsOf({
      body: { $ref: "#/components/schemas/Node" },
      schemas: { Node: object({ name: TEXT, child: { $ref: "#/components/schemas/Node" } }) },
    });
    expect(templateOf(parts)).toBe('{\n  "name": <name>,\n  "child": <child>\n}');
    expect(parts.notes).toContain("In the body, child leads back into itself and comes from the event as a whole");
  });

  it("is the detail itself where the document names no fields", () => {
    const parts = partsOf({ body: { type: "object", additionalProperties: true, example: { orderId: "7" } } });
    expect(parts.event.input).toEqual({ type: "path", path: "$.detail" });
    expect(parts.sampleEvent.detail).toEqual({ orderId: "7" });
  });

  it("is a field of the detail where it is a list", () => {
    const parts = partsOf({ body: { type: "array", items: object({ message: TEXT }) } });
    expect(parts.event.input).toEqual({ type: "path", path: "$.detail.body" });
    expect(parts.sampleEvent.detail).toEqual({ body: [{ message: "Example message" }] });
  });

  it("is an empty object where the operation takes none", () => {
    const parts = partsOf({ method: "delete" });
    expect(parts.event.input).toEqual({ type: "constant", constant: {} });
  });

  it("must not be longer than EventBridge takes: what lies deeper comes as a whole, and at last the detail as it is", () => {
    const many = (n: number, schema: unknown) =>
      object(Object.fromEntries(Array.from({ length: n }, (_, index) => [`field_${index}`, schema])));
    const deep = partsOf({ body: object({ first: many(80, TEXT), second: many(80, TEXT) }) });
    expect(templateOf(deep)).toBe('{\n  "first": <first>,\n  "second": <second>\n}');
    expect(partsOf({ body: many(200, TEXT) }).event.input).toEqual({ type: "path", path: "$.detail" });
  });

  it("says its kind of JSON where that is another than EventBridge's own", () => {
    const requestBody = { content: { "text/xml": {}, "application/vnd.api+json": { schema: object({ name: TEXT }) } } };
    const parts = partsOf({ operation: { requestBody } });
    expect(parts.event.httpParameters).toEqual({ headerParameters: { "Content-Type": "application/vnd.api+json" } });
  });

  it("must be JSON", () => {
    const requestBody = { content: { "application/x-www-form-urlencoded": { schema: object({ Body: TEXT }) } } };
    expect(() => partsOf({ operation: { requestBody } })).toThrow(
      'send takes "application/x-www-form-urlencoded", and EventBridge sends JSON only; write an operation that takes application/json, or a function that consumes the event and calls this one',
    );
  });

  it("takes samples from the example of the whole body, unless they are of another type", () => {
    const schema = object({ name: TEXT, size: { type: "integer" }, item: object({ colour: TEXT }) });
    const content = { "application/json": { schema, example: { name: "Lamp", size: "big", item: { colour: "red" } } } };
    const parts = partsOf({ operation: { requestBody: { content } } });
    expect(parts.sampleEvent.detail).toEqual({ name: "Lamp", size: 1, colour: "red" });
  });

  it("gets a credential from the connection where nothing else authorizes the request", () => {
    const parts = partsOf({ body: object({ routing_key: TEXT, summary: TEXT }) });
    expect(parts.connection).toEqual({
      authorization: { type: "API_KEY", apiKeyName: "X-Eventbridge-Unused" },
      invocationHttpParameters: { body: { routing_key: { secretKey: "routingKey" } } },
    });
    expect(parts.secretKeys).toEqual({ apiKey: "unused", routingKey: "<value of the body's field routing_key>" });
    expect(templateOf(parts)).toBe('{\n  "summary": <summary>\n}');
  });
});
