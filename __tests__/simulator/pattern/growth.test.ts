import {
  compileEventPattern,
  compileRules,
  explainMismatch,
  InvalidEventError,
  InvalidEventPatternError,
} from "#simulator/pattern";
import { growsWithSize, series, type Work } from "../../growth";

/** Compiles a pattern, whether AWS takes it or not. */
function compile(pattern: object): void {
  try {
    compileEventPattern(pattern);
  } catch (error) {
    if (!(error instanceof InvalidEventPatternError)) throw error;
  }
}

/** Holds an event against a pattern in every way there is. */
function match(pattern: object, event: string): void {
  const answer = compileEventPattern(pattern)(event);
  expect(compileRules([{ pattern, value: "rule" }]).match(event)).toHaveLength(answer ? 1 : 0);
  expect(explainMismatch(pattern, event) === undefined).toBe(answer);
}

const wildcard = (text: string): object => ({ a: [{ wildcard: text }] });
const inLists = { l: { a: [1], b: [2] } };

const WORKS: readonly (readonly [name: string, size: number, work: Work])[] = [
  [
    "a wildcard of one letter",
    4_000,
    (n) => {
      compile(wildcard(`*${"a".repeat(n)}`));
    },
  ],
  [
    "a wildcard of many texts",
    500,
    (n) => {
      compile(wildcard(`*${series(n, String).join("-")}*`));
    },
  ],
  [
    "a wildcard of many stars",
    1_000,
    (n) => {
      compile(wildcard(series(n, String).join("*")));
    },
  ],
  [
    "wildcards of a field",
    200,
    (n) => {
      compile({ a: series(n, (i) => ({ wildcard: `${i}*x` })) });
    },
  ],
  [
    "wildcards of one list inside anything-but",
    300,
    (n) => {
      compile({ a: [{ "anything-but": { wildcard: series(n, (i) => `${i}*x`) } }] });
    },
  ],
  [
    "fields with wildcards",
    200,
    (n) => {
      compile(Object.fromEntries(series(n, (i) => [`f${i}`, [{ wildcard: "a*" }, i, i + 1]])));
    },
  ],
  [
    "alternatives with wildcards",
    60,
    (n) => {
      compile({ $or: series(n, (i) => ({ a: [`${i}`, "x"], b: [{ wildcard: `${i}*` }] })) });
    },
  ],
  [
    "fields before an $or of two",
    500,
    (n) => {
      compile({ ...Object.fromEntries(series(n, (i) => [`f${i}`, [i]])), $or: [{ x: [1] }, { y: [1] }] });
    },
  ],
  [
    "values of a field",
    300,
    (n) => {
      match({ a: series(n, (i) => ({ prefix: `p${i}` })) }, '{"a":"q"}');
    },
  ],
  [
    "alternatives",
    100,
    (n) => {
      match({ $or: series(n, (i) => ({ [`f${i}`]: [i] })) }, '{"a":"q"}');
    },
  ],
  [
    "names within each other",
    100,
    (n) => {
      compile(series(n, String).reduce<object>((a, i) => ({ [i]: a }), { a: [1] }));
    },
  ],
  ["digits of a number", 20_000, (n) => compileEventPattern({ a: [1] })(`{"a":1${"0".repeat(n)}1e-${n}}`)],
  [
    "keys of an event",
    4_000,
    (n) => {
      match({ a: [1] }, JSON.stringify(Object.fromEntries(series(n, (i) => [i, i]))));
    },
  ],
  [
    "equal keys of an event",
    4_000,
    (n) => {
      match({ a: [1] }, `{${series(n, () => '"a":2').join()}}`);
    },
  ],
  [
    "escapes of an event",
    8_000,
    (n) => {
      match({ a: [1] }, JSON.stringify({ a: '\\"'.repeat(n) }));
    },
  ],
  [
    "objects of a list",
    4_000,
    (n) => {
      match(inLists, JSON.stringify({ l: series(n, () => ({ a: 1, b: 0 })) }));
    },
  ],
  [
    "objects of a list, crosswise",
    1_000,
    (n) => {
      match(inLists, JSON.stringify({ l: series(n, (i) => ({ a: i % 2, b: 2 - 2 * (i % 2) })) }));
    },
  ],
  [
    "lists within a list",
    500,
    (n) => {
      match(
        { l: { a: { b: [1], c: [2] }, d: [3] } },
        JSON.stringify({ l: series(n, (d) => ({ d, a: [{ b: 1 }, { c: 2 }] })) }),
      );
    },
  ],
  [
    "texts of a list against a wildcard",
    4_000,
    (n) => {
      match(wildcard("*b*c"), JSON.stringify({ a: series(n, () => "xbx") }));
    },
  ],
  [
    "a text against a wildcard",
    20_000,
    (n) => {
      match(wildcard(`*b${"a".repeat(200)}*`), JSON.stringify({ a: "a".repeat(n) }));
    },
  ],
  [
    "a text against an end in any case",
    200,
    (n) => {
      match(
        { a: [{ suffix: { "equals-ignore-case": "a".repeat(n) } }] },
        JSON.stringify({ a: `b${"A".repeat(n - 1)}` }),
      );
    },
  ],
  [
    "rules",
    400,
    (n) => {
      compileRules(
        series(n, (i) => ({ pattern: { s: ["x", "y"], d: { [`k${i % 9}`]: [i, { prefix: `p${i}` }] } }, value: i })),
      ).match('{"s":"x","d":{"k1":1}}');
    },
  ],
];

describe("what takes eight times the size takes about eight times the time, and not its square:", () => {
  test.each(WORKS)("%s", (_, size, work) => {
    expect(growsWithSize(work, size)).toBe(true);
  });
});

describe("what is nested 100,000 deep is refused, whatever reads it:", () => {
  const DEPTH = 100_000;
  const nested = (open: string, close: string): string => open.repeat(DEPTH) + "1" + close.repeat(DEPTH);
  const deep: Record<string, unknown> = {};
  series(DEPTH, (n) => n).reduce<Record<string, unknown>>((outer) => (outer["a"] = {}), deep);

  test.each([
    ["objects in a pattern", nested('{"a":', "}")],
    ["$or in a pattern", nested('{"$or":[', "]}")],
    ["lists in a pattern", `{"a":${nested("[", "]")}}`],
    ["a pattern as an object", deep],
  ])("%s", (_, pattern) => {
    expect(() => compileEventPattern(pattern)).toThrow(InvalidEventPatternError);
    expect(() => compileRules([{ pattern, value: 1 }])).toThrow(InvalidEventPatternError);
    expect(() => explainMismatch(pattern, {})).toThrow(InvalidEventPatternError);
  });

  test.each([
    ["objects in an event", nested('{"a":', "}")],
    ["lists in an event", `{"a":${nested("[", "]")}}`],
    ["lists in an event that is an object", JSON.parse(`{"a":${nested("[", "]")}}`) as object],
    ["what no pattern speaks of", `{"z":${nested("[", "]")}}`],
  ])("%s", (_, event) => {
    for (const read of [
      () => compileEventPattern({ a: [1] })(event),
      () => compileRules([{ pattern: { a: [1] }, value: 1 }]).match(event),
      () => explainMismatch({ a: [1] }, event),
    ]) {
      expect(read).toThrow(InvalidEventError);
    }
  });

  test("what no pattern speaks of is passed over in an event that is an object", () => {
    expect(compileEventPattern({ b: [1] })({ ...deep, b: 1 })).toBe(true);
  });
});

test("an event that is made to take all ways through unrelated lists is refused, not looked at for ever", () => {
  const list = (from: number): string => `"l":${JSON.stringify(series(600, (n) => ({ a: 1, b: 1, c: n + from })))}`;
  const matches = compileEventPattern({ l: { a: [1], b: [1], c: [-1, { exists: true }] } });
  expect(() => matches(`{${list(0)},${list(5_000)}}`)).toThrow(InvalidEventError);
});
