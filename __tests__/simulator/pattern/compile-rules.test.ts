import fc from "fast-check";

import { compileEventPattern, compileRules, InvalidEventPatternError } from "#simulator/pattern";
import { condition, event, leaf, pattern } from "./arbitrary";

describe("compileRules", () => {
  it("answers as every pattern alone does", () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 25 }), fc.array(event, { maxLength: 8 }), (patterns, events) => {
        const index = compileRules(patterns.map((one, number) => ({ pattern: one, value: number })));
        for (const one of events) {
          const alone = patterns.flatMap((each, number) => (compileEventPattern(each)(one) ? [number] : []));
          expect(index.match(one)).toEqual(alone);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("answers so where many rules speak of one field", () => {
    const rules = fc.array(fc.array(condition, { minLength: 1, maxLength: 2 }), { minLength: 30, maxLength: 90 });
    const leaves = fc.array(fc.oneof(leaf, fc.array(leaf, { maxLength: 3 })), { minLength: 5, maxLength: 20 });
    fc.assert(
      fc.property(rules, leaves, (conditions, values) => {
        const index = compileRules(conditions.map((x, value) => ({ pattern: { x }, value })));
        const matchers = conditions.map((x) => compileEventPattern({ x }));
        for (const x of values) {
          const alone = matchers.flatMap((matches, number) => (matches({ x }) ? [number] : []));
          expect(index.match({ x })).toEqual(alone);
        }
      }),
    );
  });

  it("gives a value once, however many ways its pattern matches", () => {
    const index = compileRules([{ pattern: { $or: [{ a: [1, { exists: true }] }, { b: [2] }] }, value: "rule" }]);
    expect(index.match({ a: [1, 1], b: 2 })).toEqual(["rule"]);
  });

  it("keeps the order of the rules", () => {
    const index = compileRules(
      ["b", "a", "c"].map((value) => ({ pattern: { x: [{ prefix: "" }, { "anything-but": value }] }, value })),
    );
    expect(index.match({ x: "" })).toEqual(["b", "a", "c"]);
  });

  it("refuses a wrong pattern", () => {
    expect(() => compileRules([{ pattern: { a: [] }, value: 1 }])).toThrow(InvalidEventPatternError);
  });

  it("matches nothing without rules", () => {
    expect(compileRules([]).match({ a: 1 })).toEqual([]);
  });
});
