import fc from "fast-check";
import { compileEventPattern, InvalidEventPatternError, type PatternProblem } from "#simulator/pattern";

function refusalOf(pattern: string | object): InvalidEventPatternError {
  try {
    compileEventPattern(pattern);
  } catch (error) {
    if (error instanceof InvalidEventPatternError) return error;
    throw error;
  }
  throw new Error("the pattern was taken");
}

/** 2^10 ways, which are too many at the last $or. */
const MANY_WAYS = Object.fromEntries("cdefghijkl".split("").map((name) => [name, { $or: [{ v: [1] }, { v: [2] }] }]));

/** What a caller can tell of a refused pattern without reading its sentence. */
function problemOf(pattern: string | object): Omit<PatternProblem, "offset"> {
  const { offset, ...problem } = refusalOf(pattern).problem;
  expect(offset).toBeGreaterThanOrEqual(0);
  return problem;
}

describe("a refused pattern says as data", () => {
  test.each<[string, string | object, Omit<PatternProblem, "offset">]>([
    ["that its text is not JSON", '{"a": [1,}', { kind: "not-json", path: [] }],
    ["that it is no object", "[1]", { kind: "not-an-object", path: [] }],
    ["which object is empty", { a: { b: {} } }, { kind: "empty-object", path: ["a", "b"] }],
    ["which list is empty", { a: { b: [] } }, { kind: "empty-list", path: ["a", "b"] }],
    ["which field holds a bare value", { a: { b: 1 } }, { kind: "bare-value", path: ["a", "b"] }],
    ["which item is no condition", { a: ["x", [1]] }, { kind: "list-item", path: ["a", 1] }],
    [
      "which operator has a key too many",
      { a: [{ exists: true, prefix: "x" }] },
      { kind: "list-item", operator: "exists", path: ["a", 0, "prefix"] },
    ],
    [
      "which operator there is not",
      { a: [{ "begins with": "x" }] },
      { kind: "unknown-operator", operator: "begins with", path: ["a", 0, "begins with"] },
    ],
    [
      "which operator has no such value",
      { a: [1, { numeric: [">", "x"] }] },
      { kind: "operator-value", operator: "numeric", path: ["a", 1, "numeric", 1] },
    ],
    [
      "the same of an IP address",
      { a: [{ cidr: "10.0.0.0/99" }] },
      { kind: "operator-value", operator: "cidr", path: ["a", 0, "cidr"] },
    ],
    [
      "the same within anything-but",
      { a: [{ "anything-but": { prefix: "" } }] },
      { kind: "operator-value", operator: "anything-but", path: ["a", 0, "anything-but", "prefix"] },
    ],
    ["which $or has too few alternatives", { a: { $or: [{ b: [1] }] } }, { kind: "or", path: ["a", "$or"] }],
    ["the place within $or", { $or: [{ a: [1] }, { b: [] }] }, { kind: "empty-list", path: ["$or", 1, "b"] }],
    [
      "which wildcard is too complex",
      { a: [{ wildcard: "*:*:*:*:*:event-bus/*" }] },
      {
        kind: "too-complex",
        operator: "wildcard",
        path: ["a", 0, "wildcard"],
        wildcards: { field: "a", texts: ["*:*:*:*:*:event-bus/*"], eachFits: false },
      },
    ],
    [
      "which wildcards are too complex together",
      { x: [1], d: { a: ["b", ...["*-a*", "*-b*", "*-c*", "*-d*"].map((wildcard) => ({ wildcard }))] } },
      {
        kind: "too-complex",
        operator: "wildcard",
        path: ["d", "a"],
        wildcards: { field: "d.a", texts: ["*-a*", "*-b*", "*-c*", "*-d*"], eachFits: true },
      },
    ],
    [
      "which list inside anything-but is empty",
      { a: [1, { "anything-but": { prefix: [] } }] },
      { kind: "empty-list", operator: "anything-but", path: ["a", 1, "anything-but", "prefix"] },
    ],
    [
      "that there are too many ways through $or",
      MANY_WAYS,
      { kind: "too-complex", operator: "$or", path: ["l", "$or", 1] },
    ],
    ["that it is too long for EventBridge", { a: ["x".repeat(70_000)] }, { kind: "too-long", path: [] }],
  ])("%s", (_, pattern, problem) => {
    expect(problemOf(pattern)).toEqual(problem);
  });

  test("where in its text reading ended", () => {
    expect(refusalOf('{"a": [1}').problem.offset).toBe('{"a": [1}'.length);
    expect(refusalOf('{"a": []}').problem.offset).toBe('{"a": []'.length);
  });
});

test("the place of an empty list is found wherever it lies, and AWS's sentence holds event-ruler's", () => {
  const name = fc.stringMatching(/^[a-z.]{1,5}$/);
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), (names) => {
      const refused = refusalOf(names.reduceRight<object>((inner, key) => ({ before: [1], [key]: inner }), []));
      expect(refused.problem).toMatchObject({ kind: "empty-list", path: names });
      expect(refused.message).toBe(`Event pattern is not valid. Reason: ${refused.reason}`);
      expect(refused.reason.startsWith(`${refused.summary}\n at [Source: (String)"`)).toBe(true);
    }),
  );
});

test("the place in Jackson's words stands in the reason, and not in the summary", () => {
  const { reason, summary } = refusalOf('{"a" [1]}');
  expect(summary).toBe("Unexpected character ('[' (code 91)): was expecting a colon to separate field name and value");
  expect(reason).toBe(`${summary}\n at [Source: (String)"{"a" [1]}"; line: 1, column: 6]`);
});
