import fc from "fast-check";
import {
  inputPathYields,
  parseInputPath,
  resolveInputPath,
  type InputPath,
  type JsonObject,
  type JsonValue,
  NumberText,
} from "#simulator/input";

const event: JsonObject = {
  version: "0",
  id: "11111111-2222-3333-4444-555555555555",
  "detail-type": "Order Placed",
  source: "shop.orders",
  account: "111111111111",
  time: "2026-11-20T10:00:00Z",
  region: "eu-central-1",
  resources: ["arn:aws:s3:::one", "arn:aws:s3:::two"],
  detail: {
    none: null,
    "a/b": 1,
    order_id: "o-1",
    lines: [{ sku: "x", tags: ["p", "q"] }, { sku: "y", tags: ["r"] }, { note: "no sku" }],
  },
};

function parsed(source: string): InputPath {
  const result = parseInputPath(source);
  if (!result.ok) throw new Error(`${source}: ${result.reason}`);
  return result.path;
}

const resolve = (source: string) => resolveInputPath(parsed(source), event);

describe("JSONPath subset: dots, dashes, underscores, indices, *, /; no bracket names", () => {
  test("$ is the whole event", () => {
    expect(resolve("$")).toEqual({ found: true, value: event });
  });

  test.each([
    ["$.detail.order_id", "o-1"],
    ["$.detail-type", "Order Placed"],
    ["$.detail.a/b", 1],
    ["$.resources[1]", "arn:aws:s3:::two"],
    ["$.detail.lines[0].tags[1]", "q"],
    ["$.resources[*]", ["arn:aws:s3:::one", "arn:aws:s3:::two"]],
    ["$.detail.lines[*].sku", ["x", "y"]],
    ["$.detail.lines[*].tags[*]", ["p", "q", "r"]],
    ["$.detail.none", null],
  ])("%s finds its value", (path, value) => {
    expect(resolve(path)).toEqual({ found: true, value });
  });

  test.each(["$.detail.missing", "$.detail.lines[9]", "$.source.x", "$.detail[0]", "$.resources.first", "$.source[*]"])(
    "%s finds nothing",
    (path) => {
      expect(resolve(path)).toEqual({ found: false });
    },
  );

  test("what every JavaScript object has is not in the event", () => {
    expect(resolve("$.constructor")).toEqual({ found: false });
  });

  test.each([
    ["detail.x", 0, "no-root", "a path starts with $", "refused"],
    ["", 0, "no-root", "a path starts with $", "refused"],
    ["$['detail']", 1, "quoted-name", "names in brackets are not supported", "refused"],
    ['$.detail["x"]', 8, "quoted-name", "names in brackets are not supported", "refused"],
    ["$..x", 1, "recursive-descent", "recursive descent (..) is not supported", "refused"],
    [
      "$.detail.*",
      8,
      "every-field",
      "every field at once (.*) is not supported, [*] takes every item of a list",
      "refused",
    ],
    ["$.a b..x", 3, "separator", 'expected a dot or a bracket, found " "', "refused"],
    ["$.a[?(@.b)]", 3, "filter", "filters are not supported", "unknown"],
    ["$.a[-1]", 3, "brackets", "brackets hold a position from 0, or *", "refused"],
    ["$.a[1:2]", 3, "brackets", "brackets hold a position from 0, or *", "refused"],
    ["$.", 1, "trailing-dot", "a path does not end with a dot", "unknown"],
    ["$.a b", 3, "separator", 'expected a dot or a bracket, found " "', "unknown"],
    ["$.@type", 1, "name", 'a name holds letters, digits, "_", "-" and "/", not "@"', "unknown"],
    ["$detail", 1, "separator", 'expected a dot or a bracket, found "d"', "unknown"],
  ])("%j is not in the subset, says where and what PutTargets does", (path, offset, problem, reason, putTargets) => {
    expect(parseInputPath(path)).toEqual({ ok: false, problem, offset, reason, putTargets });
  });

  test("a path built from an event finds the value it was built from", () => {
    const key = fc.stringMatching(/^[A-Za-z0-9_/-]{1,6}$/).filter((name) => name !== "__proto__");
    const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom<JsonValue>("text", 7, true, null),
        fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
        fc.dictionary(key, tie("value"), { minKeys: 1, maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.array(fc.nat(), { maxLength: 6 }), (root, choices) => {
        let path = "$";
        let here = root;
        for (const choice of choices) {
          if (typeof here !== "object" || here === null || here instanceof NumberText) break;
          const entries: [string, JsonValue][] = Object.entries(here);
          const entry = entries[choice % entries.length];
          if (entry === undefined) break;
          path += Array.isArray(here) ? `[${entry[0]}]` : `.${entry[0]}`;
          here = entry[1];
        }
        expect(resolveInputPath(parsed(path), root)).toEqual({ found: true, value: here });
      }),
    );
  });
});

describe("what a path yields in any event", () => {
  test.each([
    ["$", "object"],
    ["$.detail", "object"],
    ["$.source", "string"],
    ["$.detail-type", "string"],
    ["$.id", "string"],
    ["$.account", "string"],
    ["$.time", "string"],
    ["$.region", "string"],
    ["$.version", "string"],
    ["$.replay-name", "string"],
    ["$.replay-name.of", "nothing"],
    ["$.resources", "list"],
    ["$.resources[0]", "string"],
    ["$.resources[*]", "list"],
    ["$.detail.lines[*].sku", "list"],
    ["$.detail.order_id", "unknown"],
    ["$.something", "unknown"],
    ["$.source.name", "nothing"],
    ["$.detail[0]", "nothing"],
    ["$.resources.first", "nothing"],
    ["$[0]", "nothing"],
  ])("%s yields %s", (path, yields) => {
    expect(inputPathYields(parsed(path))).toBe(yields);
  });

  test("what is said without an event is what an event has", () => {
    const field = fc.constantFrom(...Object.keys(event), "lines", "sku", "other").map((name) => `.${name}`);
    const step = fc.oneof(field, fc.constantFrom("[0]", "[*]"));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), (steps) => {
        const path = parsed(`$${steps.join("")}`);
        const resolution = resolveInputPath(path, event);
        const yields = inputPathYields(path);
        if (!resolution.found || yields === "unknown") return;
        expect(Array.isArray(resolution.value) ? "list" : typeof resolution.value).toBe(yields);
      }),
    );
  });
});
