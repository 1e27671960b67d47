import fc from "fast-check";

import {
  compileEventPattern,
  compileRules,
  explainMismatch,
  InvalidEventPatternError,
  testEventPattern,
} from "#simulator/pattern";

/** Spellings of values that are compared in some way of their own. */
const SCALARS = [
  ...["0", "-0", "1", "1.0", "1e0", "7", "123", "9007199254740992", "9007199254740993", "1.0000000000000001"],
  ...["1e309", "1e-400", "true", "false", "null", '""', '"a"', '"A"', '"ab"', '"ß"', '"SS"', '"😀"', '"??"', '"1"'],
  ...['"10.0.0.1"', '"10.0.0.2"', '"a00::1"', '"a00:2::"', '"::ffff:10.0.0.1"', '"2001:db8::1"', '"\\ud83d"'],
];

const CONDITIONS = [
  ...SCALARS,
  ...['{"exists":true}', '{"exists":false}', '{"prefix":"a"}', '{"suffix":"b"}', '{"wildcard":"*a*"}'],
  ...['{"wildcard":"a*b"}', '{"wildcard":"*-a*"}', '{"wildcard":"*-b*"}', '{"wildcard":"*-c*"}'],
  ...['{"equals-ignore-case":"😀"}', '{"equals-ignore-case":"ss"}', '{"equals-ignore-case":"ß"}'],
  ...['{"prefix":{"equals-ignore-case":"😀"}}', '{"suffix":{"equals-ignore-case":"ß"}}'],
  ...['{"cidr":"10.0.0.0/8"}', '{"cidr":"10.0.0.0/0"}', '{"cidr":"a00::/16"}', '{"cidr":"16.0.0.0/4"}'],
  ...['{"cidr":"::/0"}', '{"numeric":["=",1]}', '{"numeric":[">",0,"<",1e300]}', '{"numeric":[">=",123]}'],
  ...['{"anything-but":"a"}', '{"anything-but":[0,7]}', '{"anything-but":{"prefix":["a","1"]}}'],
  ...['{"anything-but":{"wildcard":["*a*","b*"]}}', '{"anything-but":{"equals-ignore-case":["😀","A"]}}'],
  ...['{"anything-but":{"prefix":[]}}', '{"numeric":["=",9007199254740993]}', '{"prefix":1}'],
];

const name = fc.constantFrom("a", "b", "a.b", "c");

/** An object's text; names may stand twice. */
function object(values: fc.Arbitrary<string>, sizes: { minLength: number; maxLength: number }): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(name, values), sizes)
    .map((fields) => `{${fields.map(([key, value]) => `"${key}":${value}`).join()}}`);
}

function list(values: fc.Arbitrary<string>, sizes: { minLength: number; maxLength: number }): fc.Arbitrary<string> {
  return fc.array(values, sizes).map((items) => `[${items.join()}]`);
}

function valueOf(depth: number): fc.Arbitrary<string> {
  const scalar = fc.constantFrom(...SCALARS);
  if (depth === 0) return scalar;
  const inner = valueOf(depth - 1);
  const some = { minLength: 0, maxLength: 3 };
  return fc.oneof(scalar, object(inner, some), list(inner, some));
}

const envelope =
  '"id":"1","detail-type":"T","source":"s","account":"123456789012","time":"2026-11-20T10:00:00Z","region":"r"';

const event = fc
  .array(fc.tuple(name, valueOf(3)), { minLength: 1, maxLength: 4 })
  .map((fields) => `{${envelope},${fields.map(([key, value]) => `"${key}":${value}`).join()}}`);

const conditions = list(fc.constantFrom(...CONDITIONS), { minLength: 1, maxLength: 3 });

function fieldsOf(depth: number): fc.Arbitrary<string> {
  const inner = depth === 0 ? conditions : fc.oneof({ weight: 2, arbitrary: conditions }, fieldsOf(depth - 1));
  const fields = object(inner, { minLength: 1, maxLength: 3 });
  if (depth === 0) return fields;
  const alternatives = list(fieldsOf(depth - 1), { minLength: 2, maxLength: 3 });
  return fc.oneof(
    { weight: 3, arbitrary: fields },
    fc.tuple(fields, alternatives).map(([before, or]) => `${before.slice(0, -1)},"$or":${or}}`),
  );
}

/** What comes of a question: the answer, or AWS's message. */
function outcome<T>(ask: () => T): T | string {
  try {
    return ask();
  } catch (error) {
    if (error instanceof InvalidEventPatternError) return error.message;
    throw error;
  }
}

describe("compileEventPattern, compileRules, explainMismatch and testEventPattern", () => {
  it("agree on every pattern and every event, and on why a pattern is refused", () => {
    const seen = { matches: 0, misses: 0, refused: 0 };
    fc.assert(
      fc.property(fieldsOf(2), fc.array(event, { minLength: 1, maxLength: 4 }), (pattern, events) => {
        for (const text of events) {
          const alone = outcome(() => compileEventPattern(pattern)(text));
          expect(outcome(() => compileRules([{ pattern, value: 1 }]).match(text).length === 1)).toBe(alone);
          expect(outcome(() => explainMismatch(pattern, text) === undefined)).toBe(alone);
          expect(outcome(() => testEventPattern(pattern, text))).toBe(alone);
          seen[alone === true ? "matches" : alone === false ? "misses" : "refused"] += 1;
        }
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(seen.matches, seen.misses, seen.refused)).toBeGreaterThan(20);
  });

  it("agree among many rules that speak of the same fields", () => {
    const patterns = fc.array(fieldsOf(1), { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(patterns, fc.array(event, { minLength: 1, maxLength: 5 }), (texts, events) => {
        const taken = texts.filter((pattern) => typeof outcome(() => compileEventPattern(pattern)) !== "string");
        const index = compileRules(taken.map((pattern, value) => ({ pattern, value })));
        for (const text of events) {
          const alone = taken.flatMap((pattern, rule) => (compileEventPattern(pattern)(text) ? [rule] : []));
          expect(index.match(text)).toEqual(alone);
        }
      }),
      { numRuns: 100 },
    );
  });
});
