import fc from "fast-check";

import { compileEventPattern, explainMismatch } from "#simulator/pattern";
import { event, pattern } from "./arbitrary";

describe("explainMismatch", () => {
  it.each<[what: string, pattern: object, event: object, sentence: string]>([
    [
      "a value",
      { detail: { total: [{ numeric: [">", 100] }] } },
      { detail: { total: 40 } },
      "detail.total is 40; the pattern wants a number > 100",
    ],
    [
      "a missing field",
      { source: ["shop"], detail: { state: ["open", { prefix: "re" }] } },
      { source: "shop", detail: {} },
      'detail.state is absent; the pattern wants "open" or a text that begins with "re"',
    ],
    [
      "a field that must be missing",
      { detail: { state: [{ exists: false }] } },
      { detail: { state: null } },
      "detail.state is null; the pattern wants no value",
    ],
    [
      "an object where a value is wanted",
      { detail: { state: [{ exists: true }] } },
      { detail: { state: { name: "open" } } },
      "detail.state is an object, which counts as absent; the pattern wants any value",
    ],
    [
      "an empty list",
      { "detail.tags": [{ "anything-but": ["a", "b"] }] },
      { detail: { tags: [] } },
      'detail.tags is a list without values, which counts as absent; the pattern wants anything but "a" or "b"',
    ],
    [
      "a list",
      { tags: [{ suffix: { "equals-ignore-case": ".PNG" } }] },
      { tags: ["a.gif", 1] },
      'tags is ["a.gif", 1]; the pattern wants a text that ends with ".PNG" in any case',
    ],
    ["the first field as the pattern writes them", { z: [1], a: [2] }, { z: 3, a: 4 }, "z is 3; the pattern wants 1"],
    [
      "an address",
      { ip: [{ cidr: "10.0.0.0/24" }, "10.1.0.1"] },
      { ip: "10.2.0.1" },
      'ip is "10.2.0.1"; the pattern wants an address in 10.0.0.0/24 or the address 10.1.0.1',
    ],
    [
      "fields of different elements of an array",
      { items: { sku: ["a"], quantity: [2] } },
      {
        items: [
          { sku: "a", quantity: 1 },
          { sku: "b", quantity: 2 },
        ],
      },
      'items.sku is ["a", "b"], but not as wanted in the element of the array that matches items.quantity; the pattern wants "a" in the same element',
    ],
    [
      "a field beside $or",
      { source: ["shop"], $or: [{ a: [1] }, { b: [2] }] },
      { source: "bank", a: 1 },
      'source is "bank"; the pattern wants "shop"',
    ],
    [
      "the closest way through $or",
      {
        source: ["shop"],
        $or: [
          { a: [1], c: [1] },
          { a: [5], b: [2] },
        ],
      },
      { source: "shop", a: 5, b: 3 },
      "None of the 2 ways through $or matches; in the closest one b is 3; the pattern wants 2",
    ],
  ])("names %s", (_what, wanted, given, sentence) => {
    expect(explainMismatch(wanted, given)).toBe(sentence);
  });

  it("takes an event as text too", () => {
    expect(explainMismatch('{"a": [9007199254740993]}', '{"a": 9007199254740995}')).toBe(
      "a is 9007199254740995; the pattern wants 9007199254740993",
    );
  });

  it("has something to say exactly when the pattern does not match", () => {
    fc.assert(
      fc.property(pattern, event, (wanted, given) => {
        expect(explainMismatch(wanted, given) === undefined).toBe(compileEventPattern(wanted)(given));
      }),
      { numRuns: 500 },
    );
  });
});
