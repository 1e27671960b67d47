import { partsOf } from "./documents";

const TEXT = { type: "string" };

/** A required parameter. */
function parameter(place: string, name: string, schema: unknown = TEXT) {
  return { in: place, name, required: true, schema };
}

describe("the address of an operation", () => {
  it("has a * for each parameter of the path, filled from the event in order", () => {
    const operation = { parameters: [parameter("path", "item_id", { type: "integer" }), parameter("path", "orderId")] };
    const parts = partsOf({ path: "/orders/{orderId}/items/{item_id}.json", operation });
    expect(parts.destination.invocationEndpoint).toBe("https://api.shop.example/v1/orders/*/items/*.json");
    expect(parts.event.httpParameters).toEqual({ pathParameterValues: ["$.detail.orderId", "$.detail.itemId"] });
    expect(parts.sampleEvent.detail).toEqual({ orderId: "1001", itemId: 1 });
  });

  it("has the value of a parameter of the path that has one only, or a default", () => {
    const operation = { parameters: [parameter("path", "version", { ...TEXT, default: "v 2" })] };
    expect(partsOf({ path: "/{version}/orders", operation }).destination.invocationEndpoint).toBe(
      "https://api.shop.example/v1/v%202/orders",
    );
  });

  it("has the defaults of the server's variables, and says which", () => {
    const variables = { region: { default: "eu", enum: ["eu", "us"] } };
    const parts = partsOf({ servers: [{ url: "https://{region}.shop.example/", variables }] });
    expect(parts.destination.invocationEndpoint).toBe("https://eu.shop.example/orders");
    expect(parts.notes).toContain(
      '{region} of the server is "eu", its default (others are us); write --set baseUrl=https://... for another',
    );
  });

  it("is of the first https server, and the others are named", () => {
    const parts = partsOf({
      servers: [{ url: "http://a.example" }, { url: "https://b.example" }, { url: "https://c.example" }],
    });
    expect(parts.destination.invocationEndpoint).toBe("https://b.example/orders");
    expect(parts.notes).toContain(
      "The first of several servers is taken; others are http://a.example, https://c.example",
    );
  });

  it("is what the user says it is", () => {
    const parts = partsOf({ servers: [{ url: "/v1" }] }, "https://acme.shop.example/v1/");
    expect(parts.destination.invocationEndpoint).toBe("https://acme.shop.example/v1/orders");
  });

  it.each([
    [
      [{ url: "/v1" }],
      "the document's server \"/v1\" is no whole address, but relative to where the document was; write --set baseUrl=https://... with the address of the product's API",
    ],
    [
      [{ url: "http://localhost" }],
      'the server "http://localhost" is not https, and EventBridge calls https only; write --set baseUrl=https://...',
    ],
    [[], "the document names no server for send; write --set baseUrl=https://..."],
    [
      [{ url: "https://{tenant}.example" }],
      "the server of send does not say what {tenant} is; write --set baseUrl=https://...",
    ],
  ])("must be known: %j", (servers, message) => {
    expect(() => partsOf({ servers })).toThrow(message);
  });
});

describe("parameters of an operation", () => {
  it("are sent where they are required: constants where there is one value or a default, and else from the event", () => {
    const parameters = [
      parameter("query", "notify", { type: "boolean", default: false }),
      parameter("query", "customer_id"),
      parameter("header", "Api-Version", { type: "string", enum: ["2026-01-01"] }),
      { in: "query", name: "page", schema: { type: "integer" } },
      parameter("header", "Accept"),
    ];
    const parts = partsOf({ operation: { parameters } });
    expect(parts.event.httpParameters).toEqual({
      headerParameters: { "Api-Version": "2026-01-01" },
      queryStringParameters: { notify: "false", customer_id: "$.detail.customerId" },
    });
    expect(parts.notes).toContain("Optional parameters are left out: page");
  });

  it("have names of their own beside the body's fields", () => {
    const operation = { parameters: [parameter("path", "id")] };
    const body = { type: "object", required: ["id"], properties: { id: TEXT } };
    const parts = partsOf({ path: "/orders/{id}", operation, body });
    expect(parts.event.input).toMatchObject({ paths: { id2: "$.detail.id2" } });
    expect(parts.event.httpParameters).toEqual({ pathParameterValues: ["$.detail.id"] });
  });

  it("come from the secret where they look like credentials", () => {
    const parts = partsOf({ operation: { parameters: [parameter("header", "X-Session-Token")] } });
    expect(parts.connection.invocationHttpParameters).toEqual({
      header: { "X-Session-Token": { secretKey: "sessionToken" } },
    });
  });

  it("are left out where EventBridge does not send them, with a note", () => {
    const parts = partsOf({ operation: { parameters: [parameter("header", "If-Match")] } });
    expect(parts.event.httpParameters).toBeUndefined();
    expect(parts.notes).toContain(
      "The header If-Match is required, and EventBridge does not send it: see whether the product does without",
    );
  });

  it("must not be cookies", () => {
    expect(() => partsOf({ operation: { parameters: [parameter("cookie", "session")] } })).toThrow(
      'send needs the cookie "session", which EventBridge does not send; write another operation, or a function that consumes the event and makes the request',
    );
  });
});
