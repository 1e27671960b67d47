import { renderHttpParameters, type JsonObject } from "#simulator/input";

const event: JsonObject = {
  source: "shop.orders",
  detail: { id: "o-1", count: 3, paid: false, none: null, tags: ["a"], payload: { a: 1 } },
};

const value = (text: string) => ({ kind: "value", value: text });
const unknown = (what: string) => ({ kind: "unknown", what });
const path = (source: string) => renderHttpParameters({ pathParameters: [source] }, event).pathParameters[0];

describe("HttpParameters values may be JSON paths, resolved on the original event", () => {
  test("path parameters keep their order", () => {
    expect(
      renderHttpParameters({ pathParameters: ["$.detail.id", "fixed", "$.source"] }, event).pathParameters,
    ).toEqual([value("o-1"), value("fixed"), value("shop.orders")]);
  });

  test("headers and query string", () => {
    expect(
      renderHttpParameters(
        { header: { "X-Id": "$.detail.id", "X-Kind": "order" }, queryString: { n: "$.detail.count" } },
        event,
      ),
    ).toEqual({
      pathParameters: [],
      header: [
        { key: "X-Id", value: value("o-1") },
        { key: "X-Kind", value: value("order") },
      ],
      queryString: [{ key: "n", value: value("3") }],
    });
  });

  test("a key of the query string may be a path, a header's name may not", () => {
    const rendered = renderHttpParameters(
      { header: { "$.detail.id": "x" }, queryString: { "$.detail.id": "x" } },
      event,
    );
    expect(rendered.header).toEqual([{ key: "$.detail.id", value: value("x") }]);
    expect(rendered.queryString).toEqual([{ key: "o-1", value: value("x") }]);
  });

  test("a value is a path as a whole or not at all", () => {
    expect(path("orders-$.detail.id")).toEqual(value("orders-$.detail.id"));
    expect(path("$5")).toEqual(value("$5"));
  });
});

describe("what AWS does not document about HttpParameters is not invented", () => {
  test.each([
    ["$.detail.missing", "what AWS sends when $.detail.missing finds nothing in the event"],
    ["$.detail.none", "how AWS writes null ($.detail.none) into a parameter"],
    ["$.detail.tags", "how AWS writes a list ($.detail.tags) into a parameter"],
    ["$.detail.payload", "how AWS writes an object ($.detail.payload) into a parameter"],
    ["$..id", "what AWS makes of $..id: recursive descent (..) is not supported"],
  ])("%s", (source, what) => {
    expect(path(source)).toEqual(unknown(what));
  });
});
