import fc from "fast-check";

import { compileEventPattern, compileRules } from "#simulator/pattern";

type Value = number | Value[] | { [key: string]: Value };
type Condition = number | { exists: boolean } | { "anything-but": number };

interface Found {
  path: string;
  value: number;
  /** Array to index, arrays named by where they are in the event. */
  elements: Record<string, number>;
}

/** Every leaf of an event with the elements of arrays it lies in, in the plainest way. */
function find(value: Value, path: string, place: string, elements: Record<string, number>): Found[] {
  if (typeof value === "number") return [{ path, value, elements }];
  if (Array.isArray(value)) {
    return value.flatMap((inner, index) =>
      find(inner, path, `${place}/${index}`, typeof inner === "number" ? elements : { ...elements, [place]: index }),
    );
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    find(inner, path === "" ? key : `${path}.${key}`, `${place}/${key}`, elements),
  );
}

function accepts(condition: Condition, value: number): boolean {
  if (typeof condition === "number") return condition === value;
  return "exists" in condition ? condition.exists : condition["anything-but"] !== value;
}

/** Tries every choice of one leaf for each field, as event-ruler's ACFinder is described to do. */
function tryAll(fields: [string, Condition[]][], found: Found[], chosen: Record<string, number>): boolean {
  const [[path, conditions] = ["", []], ...rest] = fields;
  if (path === "") return true;
  const consistent = found.filter(
    (leaf) =>
      leaf.path === path && Object.entries(leaf.elements).every(([array, index]) => (chosen[array] ?? index) === index),
  );
  const mayBeAbsent = conditions.some(
    (condition) => typeof condition === "object" && "exists" in condition && !condition.exists,
  );
  if (consistent.length === 0 && mayBeAbsent && tryAll(rest, found, chosen)) return true;
  return consistent.some(
    (leaf) =>
      conditions.some((condition) => accepts(condition, leaf.value)) &&
      tryAll(rest, found, { ...chosen, ...leaf.elements }),
  );
}

const number = fc.integer({ min: 1, max: 2 });

function valueOf(depth: number): fc.Arbitrary<Value> {
  if (depth === 0) return number;
  const inner = valueOf(depth - 1);
  const object = fc.dictionary(fc.constantFrom("a", "b", "c"), inner, { maxKeys: 3 });
  return fc.oneof(number, object, fc.array(object, { maxLength: 3 }), fc.array(inner, { maxLength: 2 }));
}

const event = fc.dictionary(fc.constantFrom("a", "b"), valueOf(3), { minKeys: 1 });

const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 3, arbitrary: number },
  { weight: 1, arbitrary: fc.boolean().map((exists) => ({ exists })) },
  { weight: 1, arbitrary: number.map((value) => ({ "anything-but": value })) },
);

const fields = fc.dictionary(
  fc.constantFrom("a", "b", "a.a", "a.b", "a.c", "b.a", "b.b", "a.a.a", "a.a.b", "a.b.a", "a.b.b"),
  fc.array(condition, { minLength: 1, maxLength: 2 }),
  { minKeys: 1, maxKeys: 4 },
);

describe("array consistency", () => {
  it("is what trying every choice of leaves says it is, alone and among many rules", () => {
    let matching = 0;
    fc.assert(
      fc.property(fc.array(fields, { minLength: 1, maxLength: 10 }), event, (patterns, given) => {
        const leaves = find(given, "", "", {});
        const expected = patterns.map((wanted) =>
          tryAll(
            Object.entries(wanted).sort(([one], [other]) => (one < other ? -1 : 1)),
            leaves,
            {},
          ),
        );
        matching += expected.filter(Boolean).length;
        expect(patterns.map((wanted) => compileEventPattern(wanted)(given))).toEqual(expected);
        const index = compileRules(patterns.map((pattern, value) => ({ pattern, value })));
        expect(index.match(given)).toEqual(expected.flatMap((matches, number) => (matches ? [number] : [])));
      }),
      { numRuns: 3000 },
    );
    expect(matching).toBeGreaterThan(1000);
  });
});
