import fc from "fast-check";
import { unifiedDiff } from "../../script/line-diff";

const lines = fc.array(fc.constantFrom("a", "b", "c", "{", "}"), { maxLength: 30 });

/** What `patch` makes of lines and a unified diff. */
function patched(before: readonly string[], diff: readonly string[]): string[] {
  const after: string[] = [];
  let at = 0;
  for (const line of diff) {
    const head = /^@@ -(\d+),/.exec(line);
    if (head !== null) {
      after.push(...before.slice(at, Number(head[1]) - 1));
      at = Number(head[1]) - 1;
    } else if (line.startsWith("+")) after.push(line.slice(1));
    else {
      expect(before[at]).toBe(line.slice(1));
      if (line.startsWith(" ")) after.push(line.slice(1));
      at += 1;
    }
  }
  return [...after, ...before.slice(at)];
}

test("a diff makes the one of the other, whatever they are", () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      expect(
        patched(
          before,
          unifiedDiff(before, after, () => undefined),
        ),
      ).toEqual(after);
    }),
  );
});

test("what is the same has no diff, and a comma more or less at the end of a line is none", () => {
  expect(unifiedDiff(["{", '"a": 1', "}"], ["{", '"a": 1,', "}"], () => undefined)).toEqual([]);
});

test("three lines around what differs are shown, and the head names the place", () => {
  const before = ["one", "# place", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  const after = before.map((line) => (line === "seven" ? "7" : line));
  const landmark = (line: string) => (line.startsWith("# ") ? line.slice(2) : undefined);
  expect(unifiedDiff(before, after, landmark)).toEqual(
    ["@@ -5,6 +5,6 @@ place", " four", " five", " six", "-seven", "+7", " eight", " nine"].toSpliced(7, 0),
  );
});
