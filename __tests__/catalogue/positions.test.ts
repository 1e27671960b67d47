import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readYamlFile } from "../../catalogue/files/read-yaml";
import type { Path, YamlFile } from "../../catalogue/files/yaml-file";

const folder = mkdtempSync(path.join(os.tmpdir(), "positions-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function read(text: string): YamlFile {
  const file = path.join(folder, "file.yaml");
  writeFileSync(file, text);
  const result = readYamlFile(file);
  if ("findings" in result) throw new Error(result.findings[0]?.message);
  return result.file;
}

/** Where `<x>` of the text at a path is said to be. */
function placeholder(text: string, at: Path = ["template"]): [number, number] {
  const file = read(text);
  const value = at.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown>)[key], file.value) as string;
  const { line, column } = file.atCharacter(at, value.indexOf("<x>"));
  return [line, column];
}

describe("a placeholder is found", () => {
  it.each<[string, string, [number, number]]>([
    ["in plain text", "template: a <x>\n", [1, 13]],
    ["in double quotes", 'template: "a <x>"\n', [1, 14]],
    ["in single quotes", "template: 'a <x>'\n", [1, 14]],
    ["in a literal block", "template: |\n  {\n    a: <x>\n  }\n", [3, 8]],
    ["in a literal block that keeps its last lines", "template: |+\n  a\n\n  <x>\n\n", [4, 3]],
    ["in a literal block of stated indentation", "template: |1\n   a\n  <x>\n", [3, 3]],
    ["in a literal block with a comment behind its sign", "template: | # JSON\n  a\n  <x>\n", [3, 3]],
    ["behind empty lines of a literal block", "template: |\n\n\n  <x>\n", [4, 3]],
    ["in a file of Windows", "a: 1\r\ntemplate: |\r\n  a\r\n  b <x>\r\n", [4, 5]],
    ["behind a byte order mark", "\uFEFFtemplate: <x>\n", [1, 11]],
  ])("%s", (_, text, position) => {
    expect(placeholder(text)).toEqual(position);
  });

  it.each<[string, string, [number, number]]>([
    ["folded", "template: >\n  a\n  <x>\n", [1, 11]],
    ["escaped", 'template: "\\"<x>\\""\n', [1, 11]],
    ["continued on the next line", 'template: "a\n  <x>"\n', [1, 11]],
  ])("at the start of text that is %s", (_, text, position) => {
    expect(placeholder(text)).toEqual(position);
  });
});

describe("a value is found", () => {
  const text = "a:\n  b: [1, {c: 2}]\n  d:\n  e: &e {f: 3}\ng: *e\n";
  const place = ({ line, column }: { line: number; column: number }) => [line, column];

  it.each<[Path, [number, number]]>([
    [[], [1, 1]],
    [["a"], [2, 3]],
    [
      ["a", "b", 1, "c"],
      [2, 14],
    ],
    // Nothing stands behind d: its key is what one can point at.
    [
      ["a", "d"],
      [3, 3],
    ],
    // What an alias repeats is written at its anchor.
    [
      ["g", "f"],
      [4, 13],
    ],
    [["g"], [5, 4]],
    // The mapping that lacks the key.
    [
      ["a", "b", 1, "missing"],
      [2, 10],
    ],
  ])("at %j", (at, position) => {
    expect(place(read(text).at(at))).toEqual(position);
  });

  it("by its key where the key is what is wrong", () => {
    expect(place(read(text).atKey(["a", "b", 1, "c"]))).toEqual([2, 11]);
    expect(place(read(text).atKey(["a", "b", 0]))).toEqual([2, 7]);
    expect(place(read('1: a\n"2": b\n').atKey(["2"]))).toEqual([2, 1]);
  });
});
