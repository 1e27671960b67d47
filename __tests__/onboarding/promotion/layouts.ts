/** Files of YAML as people write them: any indentation, comments wherever there may be one, several notations of a value. */
import fc from "fast-check";

/** A value of YAML, without lists of mappings. */
export type Value = string | number | boolean | List | Mapping;
type List = readonly (string | number)[];
export interface Mapping {
  readonly [key: string]: Value;
}

const key = fc.constantFrom("source", "detail", "type", "a-b", "paths", "x1", "template", "events");
const text = fc.oneof(
  fc.constantFrom(
    "",
    "no",
    "1.10",
    "a: b",
    "# no comment",
    "*a",
    "&b",
    "it's",
    'say "x"',
    "ä€",
    " lead",
    "- x",
    "|",
    "{",
    "null",
  ),
  fc.string({ maxLength: 12 }),
  fc
    .array(fc.constantFrom("{", '  "a": <b>,', "}", "", "  # no comment", "# none either", "\t"), {
      minLength: 1,
      maxLength: 4,
    })
    .map((lines) => `${lines.join("\n")}\n`),
);
const scalar = fc.oneof(text, fc.integer({ min: -5, max: 5000 }), fc.boolean());

/** Mappings in mappings. */
export const mappings = fc.letrec<{ mapping: Mapping; value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(fc.oneof(text, fc.integer({ min: 0, max: 9 })), { maxLength: 3 }),
    tie("mapping"),
  ),
  mapping: fc.dictionary(key, tie("value"), { minKeys: 0, maxKeys: 4, noNullPrototype: true }),
})).mapping;

/** What one value after the other is taken of, over and over. */
function endless<T>(values: readonly T[]): () => T {
  let at = 0;
  return () => values[at++ % values.length] as T;
}

/** Choices of layout, or of what changes. */
export const dice = fc.array(fc.nat({ max: 59 }), { minLength: 7, maxLength: 61 });

/** One that differs here and there from another. */
export function changed(before: Mapping): fc.Arbitrary<Mapping> {
  return fc.tuple(dice, fc.array(mappings, { minLength: 1, maxLength: 5 })).map(([choices, mapped]) => {
    const roll = endless(choices);
    const other = endless(mapped.flatMap((each) => Object.entries(each)).concat([["added", 1]]));
    const changedList = (list: List): List => {
      const kept = list.filter(() => roll() % 3 > 0);
      const at = roll() % (kept.length + 1);
      return [...kept.slice(0, at), roll() % 50, ...kept.slice(at)];
    };
    const change = (mapping: Mapping): Mapping => {
      const kept = Object.entries(mapping).flatMap(([name, value]): [string, Value][] => {
        const choice = roll() % 6;
        if (choice === 0) return [];
        if (choice === 1) return [[name, other()[1]]];
        if (isMapping(value)) return [[name, change(value)]];
        return [[name, Array.isArray(value) && choice === 2 ? changedList(value as List) : value]];
      });
      const added = roll() % 3 === 0 ? [other()] : [];
      return Object.fromEntries(roll() % 2 === 0 ? [...kept, ...added] : [...added, ...kept]);
    };
    return change(before);
  });
}

export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A line, and the keys that lead to what it says. */
export interface WrittenLine {
  readonly path: readonly string[];
  readonly text: string;
}

/** The lines of a mapping, each of which is like no other. */
export function written(value: Mapping, choices: readonly number[]): WrittenLine[] {
  const next = endless(choices);
  const roll = (of: number) => next() % of;
  let comments = 0;
  const comment = () => `# comment ${(comments += 1)}`;
  const ofMapping = (mapping: Mapping, column: number, above: readonly string[]): WrittenLine[] =>
    Object.entries(mapping).flatMap(([name, inner]) => {
      const path = [...above, name];
      const pad = " ".repeat(column);
      const line = (words: string): WrittenLine => ({ path, text: words });
      const before = [...(roll(6) === 0 ? [line("")] : []), ...(roll(4) === 0 ? [line(`${pad}${comment()}`)] : [])];
      const head = `${pad}${name}:`;
      const trailing = roll(2) === 0 ? ` ${comment()}` : "";
      const deeper = column + 1 + roll(4);
      if (isMapping(inner) && Object.keys(inner).length > 0 && roll(5) > 0) {
        return [...before, line(head + trailing), ...ofMapping(inner, deeper, path)];
      }
      if (Array.isArray(inner) && inner.length > 0 && roll(2) === 0) {
        const items = inner.map((item: unknown) => line(`${" ".repeat(deeper)}- ${JSON.stringify(item)} ${comment()}`));
        return [...before, line(head + trailing), ...items];
      }
      if (typeof inner === "string" && /^(?:\S[^\p{Cc}]*\n)+$/u.test(inner) && roll(4) > 0) {
        const lines = inner
          .slice(0, -1)
          .split("\n")
          .map((each) => line(`${" ".repeat(deeper)}${each}`));
        return [...before, line(`${head} |${trailing}`), ...lines];
      }
      const plain =
        typeof inner === "string" && /^[a-z]{2,}$/.test(inner) && !["no", "null", "true", "false"].includes(inner);
      return [...before, line(`${head} ${plain ? inner : JSON.stringify(inner)}${trailing}`)];
    });
  return ofMapping(value, 0, []);
}
