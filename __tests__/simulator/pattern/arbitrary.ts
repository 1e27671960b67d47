import fc from "fast-check";

/** A JSON value as an event holds it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Few letters, so that patterns and events have something in common. */
const word = fc.string({ unit: fc.constantFrom("a", "b", "A", "ß", "s", ":"), maxLength: 4 });
const address = fc.constantFrom("10.0.0.1", "10.0.0.255", "10.1.0.0", "2001:db8::1", "2001:db8::ff", "::ffff:10.0.0.1");
const number = fc.constantFrom(-1, 0, 0.5, 1, 2, 3e2, 1e21);
const key = fc.constantFrom("a", "b", "c", "a.b", "b.c");

/** Leaves of events. */
export const leaf: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: word },
  { weight: 1, arbitrary: address },
  { weight: 3, arbitrary: number },
  { weight: 1, arbitrary: fc.constantFrom(true, false, null) },
);

function objectOf(depth: number): fc.Arbitrary<Record<string, Json>> {
  return fc.dictionary(key, valueOf(depth - 1), { maxKeys: 4 });
}

function valueOf(depth: number): fc.Arbitrary<Json> {
  if (depth === 0) return leaf;
  return fc.oneof(
    leaf,
    objectOf(depth),
    fc.array(valueOf(depth - 1), { maxLength: 3 }),
    fc.array(objectOf(depth), { maxLength: 3 }),
  );
}

/** Events with objects, arrays and arrays of objects. */
export const event = objectOf(4);

const nonEmpty = word.filter((text) => text !== "");
const wildcard = fc
  .array(fc.constantFrom("a", "b", "s", ":", "*"), { maxLength: 5 })
  .map((letters) => letters.join("").replace(/\*+/g, "*"));
const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));

const range = fc
  .tuple(fc.constantFrom(">", ">="), number, fc.constantFrom("<", "<="), number)
  .filter(([, from, , to]) => from < to);

/** One condition, of every operator there is. */
export const condition: fc.Arbitrary<Json> = fc.oneof(
  leaf,
  word.map((prefix) => ({ prefix })),
  word.map((suffix) => ({ suffix })),
  word.map((text) => ({ prefix: { "equals-ignore-case": text } })),
  word.map((text) => ({ suffix: { "equals-ignore-case": text } })),
  word.map((text) => ({ "equals-ignore-case": text })),
  wildcard.map((text) => ({ wildcard: text })),
  fc.tuple(fc.constantFrom("=", "<", "<=", ">", ">="), number).map((numeric) => ({ numeric })),
  range.map((numeric) => ({ numeric })),
  fc.constantFrom("10.0.0.0/24", "10.0.0.0/8", "2001:db8::/64", "0.0.0.0/0").map((cidr) => ({ cidr })),
  fc.boolean().map((exists) => ({ exists })),
  fc
    .oneof(
      some(word),
      some(number),
      some(nonEmpty).map((prefix) => ({ prefix })),
      some(nonEmpty).map((suffix) => ({ suffix })),
      some(word).map((text) => ({ "equals-ignore-case": text })),
      some(wildcard).map((text) => ({ wildcard: text })),
    )
    .map((anything) => ({ "anything-but": anything })),
);

function fieldsOf(depth: number): fc.Arbitrary<Record<string, Json>> {
  const conditions: fc.Arbitrary<Json> = fc.array(condition, { minLength: 1, maxLength: 3 });
  if (depth === 0) return fc.dictionary(key, conditions, { minKeys: 1, maxKeys: 3 });
  const inner = fieldsOf(depth - 1);
  return fc
    .tuple(
      fc.dictionary(key, fc.oneof({ weight: 2, arbitrary: conditions }, { weight: 1, arbitrary: inner }), {
        minKeys: 1,
        maxKeys: 3,
      }),
      fc.option(fc.array(inner, { minLength: 2, maxLength: 3 }), { freq: 1, nil: null }),
    )
    .map(([fields, or]) => (or === null ? fields : { ...fields, $or: or }));
}

/** Patterns with nested fields and `$or`. */
export const pattern = fieldsOf(2);
