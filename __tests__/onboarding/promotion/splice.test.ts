/** A file's text changes where what it says changes, and nowhere else. */
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { isOfAnotherType } from "../../../catalogue/files/merge";
import { isSame } from "../../../onboarding/promotion/same";
import { spliced } from "../../../onboarding/promotion/splice";
import { YamlText } from "../../../onboarding/promotion/yaml-text";
import { changed, dice, isMapping, mappings, written, type Mapping } from "./layouts";

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isMapping(inner) ? inner[key] : undefined), value);
}

/** Whether a line says something that is wanted as it was, at every key above it. */
function isUnconcerned(path: readonly string[], before: Mapping, wanted: Mapping): boolean {
  return path.every((_, index) => {
    const [was, is] = [before, wanted].map((side) => valueAt(side, path.slice(0, index + 1)));
    if (isSame(was, is)) return true;
    return index < path.length - 1 && isMapping(was) && isMapping(is) && !isOfAnotherType(was, is);
  });
}

const cases = mappings
  .filter((before) => Object.keys(before).length > 0)
  .chain((before) =>
    fc.record({
      before: fc.constant(before),
      wanted: changed(before),
      choices: dice,
      others: dice,
      windows: fc.boolean(),
      ends: fc.boolean(),
    }),
  )
  .filter(({ wanted }) => Object.keys(wanted).length > 0);

test("the text says what is wanted, and lines that say something else stay as they are", () => {
  fc.assert(
    fc.property(cases, ({ before, wanted, choices, others, windows, ends }) => {
      const eol = windows ? "\r\n" : "\n";
      const lines = written(before, choices);
      const text = lines.map((line) => line.text).join(eol) + (ends ? eol : "");
      fc.pre(isSame(parse(text), before));
      const from = written(wanted, others)
        .map((line) => line.text)
        .join("\n");
      const origin = { text: new YamlText(from), value: parse(from) as unknown };
      const result = spliced(text, wanted, origin);
      if (!("text" in result)) throw new Error(JSON.stringify(result.byHand));
      expect(parse(result.text)).toEqual(wanted);
      expect(/[^\r]\n/.test(result.text) && result.text.includes("\r\n")).toBe(false);
      const kept = lines.filter(({ path }) => isUnconcerned(path, before, wanted)).map((line) => line.text);
      const now = result.text.split(/\r?\n/);
      let at = 0;
      const missing = kept.filter((line) => {
        const found = now.indexOf(line, at);
        if (found >= 0) at = found + 1;
        return found < 0;
      });
      expect(missing).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test("items of a list that stay keep their lines, and new ones come as the other file has them", () => {
  const text = `detail-type:
  # Web.
  - Order Placed # most
  - "Order Shipped"
  # By phone.
  - Order Cancelled
$or:
  - a: [1]
    b: 2 # two
  - c: 3
`;
  const wanted = {
    "detail-type": ["Order Placed", "Order Returned", "Order Cancelled", "yes"],
    $or: [{ d: 4 }, { a: [1], b: 2 }],
  };
  const from = "detail-type:\n- Order Placed\n# Since May.\n- Order Returned # few\n- Order Cancelled\n- 'yes'\n";
  const origin = { text: new YamlText(from), value: parse(from) as unknown };
  expect(spliced(text, wanted, origin)).toEqual({
    text: `detail-type:
  # Web.
  - Order Placed # most
  # Since May.
  - Order Returned # few
  # By phone.
  - Order Cancelled
  - 'yes'
$or:
  - d: 4
  - a: [1]
    b: 2 # two
`,
  });
});

test("what is there already changes nothing", () => {
  fc.assert(
    fc.property(mappings, (value) => {
      fc.pre(Object.keys(value).length > 0);
      const text = stringify(value);
      expect(spliced(text, value)).toEqual({ text });
    }),
  );
});
