import path from "node:path";
import { formatFinding } from "../../../catalogue";
import { finding, shownPath, sortFindings } from "../../../catalogue/files/findings";

const place = (file: string, line: number, column: number) => ({ file, line, column });

describe("a finding", () => {
  it("is printed as file:line:col: error: what is wrong; what to write instead [rule]", () => {
    const error = finding("wrong-value", place("environments/dev/hub.yaml", 3, 14), "found nothing; write dev");
    expect(formatFinding(error)).toBe("environments/dev/hub.yaml:3:14: error: found nothing; write dev [wrong-value]");
    expect(formatFinding(finding("file-not-read", place("a", 1, 1), "b; c"))).toBe(
      "a:1:1: warning: b; c [file-not-read]",
    );
  });

  it("names files from the current directory when they are below it", () => {
    expect(shownPath(path.resolve("environments/dev/hub.yaml"))).toBe(path.join("environments", "dev", "hub.yaml"));
    expect(shownPath(path.resolve("..", "elsewhere", "hub.yaml"))).toBe(path.resolve("..", "elsewhere", "hub.yaml"));
    expect(shownPath(path.resolve("..hidden"))).toBe("..hidden");
  });
});

describe("findings", () => {
  it("are sorted by file, line as a number, and column", () => {
    const shuffled = [place("b", 1, 1), place("a", 10, 1), place("a", 9, 2), place("a", 9, 1)];
    const sorted = sortFindings(shuffled.map((at) => finding("wrong-value", at, "x; y")));
    expect(sorted.map(({ file, line, column }) => `${file}${line}.${column}`)).toEqual([
      "a9.1",
      "a9.2",
      "a10.1",
      "b1.1",
    ]);
  });
});
