import { z } from "zod";
import { inWords, NumberText } from "#simulator/input";

const schema = z.object({
  text: z.string(),
  count: z.number().min(1).max(9),
  kind: z.enum(["one", "two"]),
  tags: z.union([z.array(z.string()), z.object({ all: z.boolean() })]),
});
const sound = { text: "a", count: 1, kind: "one", tags: [] };

/** What is said of a value that differs from a sound one. */
function said(different: object): string[] {
  const { error } = schema.safeParse({ ...sound, ...different }, { error: inWords });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

test.each<[what: string, different: object, expected: string]>([
  ["nothing", { text: undefined }, "text: missing, where text belongs"],
  ["null", { text: null }, "text: null, where text belongs"],
  ["a list", { text: [] }, "text: a list, where text belongs"],
  ["an object", { text: {} }, "text: an object, where text belongs"],
  ["a number with its own text", { text: new NumberText("1.10") }, "text: 1.10, where text belongs"],
  ["text", { count: "7" }, 'count: "7", where a number belongs'],
  ["empty text", { count: "" }, "count: empty text, where a number belongs"],
  ["a number that no double holds", { count: Infinity }, "count: a number that is too large, where a number belongs"],
  ["too little", { count: 0 }, "count: 0, where the least is 1"],
  ["too much", { count: 10 }, "count: 10, where the most is 9"],
  ["another word", { kind: "three" }, 'kind: "three", where one or two belongs'],
  ["none of several kinds", { tags: true }, "tags: true, where a list or an object belongs"],
  ["one of several kinds with a fault", { tags: { all: 1 } }, "tags: all: 1, where true or false belongs"],
])("%s where something else belongs", (_, different, expected) => {
  expect(said(different)).toEqual([expected]);
});

test("a sentence that the schema has of its own stays", () => {
  const { error } = z.string("twelve digits").safeParse(1, { error: inWords });
  expect(error?.issues[0]?.message).toBe("twelve digits");
});

test("a name that is not known is said", () => {
  const { error } = z.strictObject({ a: z.string().optional() }).safeParse({ b: 1 }, { error: inWords });
  expect(error?.issues[0]?.message).toBe('has "b", which is not known here');
  const two = z.strictObject({}).safeParse({ b: 1, c: 2 }, { error: inWords });
  expect(two.error?.issues[0]?.message).toBe('has "b" and "c", which are not known here');
});
