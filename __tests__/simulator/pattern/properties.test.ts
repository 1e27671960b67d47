import fc from "fast-check";

import { compileEventPattern } from "#simulator/pattern";
import { comparableNumber } from "../../../simulator/pattern/numbers";
import { caseKey, equalsIgnoringCase, ignoringCase } from "../../../simulator/pattern/ignore-case";
import { parseWildcard, wildcardMatches } from "../../../simulator/pattern/wildcard";

type Leaf = string | number | boolean | null;
interface Fields {
  [key: string]: Leaf | Fields;
}

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

/** Names without dots, so that a change of one field cannot be another field; `$or` is no name. */
const name = fc.string({ minLength: 1, maxLength: 5 }).filter((text) => !text.includes(".") && text !== "$or");

const fields = (depth: number): fc.Arbitrary<Fields> =>
  fc.dictionary(
    name,
    depth === 0 ? leaf : fc.oneof({ weight: 2, arbitrary: leaf }, { weight: 1, arbitrary: fields(depth - 1) }),
    {
      minKeys: 1,
      maxKeys: 4,
    },
  );

/** The pattern that pins every field of an event to its value. */
function pinned(event: Fields): object {
  return Object.fromEntries(
    Object.entries(event).map(([key, value]) => [
      key,
      typeof value === "object" && value !== null ? pinned(value) : [value],
    ]),
  );
}

/** The event with its first leaf replaced. */
function changed(event: Fields, by: Leaf): Fields {
  const [[key, value] = ["", null], ...rest] = Object.entries(event);
  return {
    ...Object.fromEntries(rest),
    [key]: typeof value === "object" && value !== null ? changed(value, by) : by,
  };
}

function firstLeaf(event: Fields): Leaf {
  const value = Object.values(event)[0] ?? null;
  return typeof value === "object" && value !== null ? firstLeaf(value) : value;
}

describe("a pattern built from an event", () => {
  it("matches it, as an object and as text", () => {
    fc.assert(
      fc.property(fields(2), (event) => {
        const matches = compileEventPattern(pinned(event));
        expect(matches(event)).toBe(true);
        expect(matches(JSON.stringify(event))).toBe(true);
        expect(matches({ ...event, "another field": [{ a: 1 }] })).toBe(true);
      }),
    );
  });

  it("does not match when one pinned field is changed or taken away", () => {
    fc.assert(
      fc.property(fields(2), leaf, (event, other) => {
        fc.pre(other !== firstLeaf(event));
        const matches = compileEventPattern(pinned(event));
        expect(matches(changed(event, other))).toBe(false);
        expect(matches(Object.fromEntries(Object.entries(event).slice(1)))).toBe(false);
      }),
    );
  });
});

describe("what patterns are made of", () => {
  it("a number is comparable in every way it can be written", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(comparableNumber(String(number)) ?? NaN).toBe(Number(String(number)));
        expect(comparableNumber(number.toExponential()) ?? NaN).toBe(Number(String(number)));
      }),
    );
  });

  it("a wildcard matches what a regular expression of the same meaning matches", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (template, text) => {
        const wildcard = parseWildcard(template.replace(/\*+/g, "*"));
        if ("reason" in wildcard) throw new Error(wildcard.reason);
        expect(wildcardMatches(wildcard, text)).toBe(new RegExp(`^${template.replace(/\*+/g, ".*")}$`).test(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("texts that are equal in any case have one case key, for every character there is", () => {
    for (let code = 0; code < 0x10000; code += 1) {
      const character = String.fromCharCode(code);
      const text = ignoringCase(character);
      for (const other of [character, character.toLowerCase(), character.toUpperCase()]) {
        if (equalsIgnoringCase(text, other) && caseKey(character) !== caseKey(other)) {
          throw new Error(`${code.toString(16)}: ${caseKey(character)} is not ${caseKey(other)}`);
        }
      }
    }
  });
});
