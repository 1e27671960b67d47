import fc from "fast-check";
import { foldedTo } from "../../cli/text/terminal";

test("a line is folded on a terminal of any width, and none of it is lost", () => {
  const letters = (text: string) => text.replaceAll(" ", "");
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 120 }),
      fc.string({ maxLength: 300 }),
      fc.nat({ max: 20 }),
      (width, text, n) => {
        const lines = foldedTo(width, text, " ".repeat(n));
        expect(letters(lines.join(""))).toBe(letters(text));
      },
    ),
  );
});
