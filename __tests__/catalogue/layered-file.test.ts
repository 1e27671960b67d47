/** How one file goes over another, and where what they say together stands. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { LayeredFile } from "../../catalogue/files/layered-file";
import { isMapping, merged } from "../../catalogue/files/merge";
import { readYamlFile } from "../../catalogue/files/read-yaml";
import type { YamlFile } from "../../catalogue/files/yaml-file";

describe("one value over another", () => {
  test("merges mappings key by key, at every depth", () => {
    expect(merged({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 4, e: 5 } })).toEqual({ a: 1, b: { c: 2, d: 4, e: 5 } });
  });

  test("replaces a list as a whole", () => {
    expect(merged({ emails: ["a", "b"] }, { emails: ["c"] })).toEqual({ emails: ["c"] });
  });

  test("removes with null what the lower one has", () => {
    expect(merged({ a: 1, b: 2 }, { a: null })).toEqual({ b: 2 });
  });

  test("keeps null where the lower one has nothing to remove, so that a check can say that a value is missing", () => {
    expect(merged({ b: 2 }, { a: null })).toEqual({ a: null, b: 2 });
  });

  test("replaces a mapping of another type, whose keys mean nothing to it", () => {
    const transformer = { type: "transformer", paths: { id: "$.id" }, template: "<id>" };
    expect(merged({ input: transformer }, { input: { type: "event" } })).toEqual({ input: { type: "event" } });
    expect(merged({ input: transformer }, { input: { paths: { id: "$.detail.id" } } })).toEqual({
      input: { ...transformer, paths: { id: "$.detail.id" } },
    });
  });

  test("merges patterns whose detail has a field called type", () => {
    expect(merged({ detail: { type: ["a"], x: [1] } }, { detail: { type: ["b"] } })).toEqual({
      detail: { type: ["b"], x: [1] },
    });
  });
});

const leaf = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.stringMatching(/^[a-z ]{0,5}$/),
  fc.array(fc.integer(), { maxLength: 2 }),
);
const key = fc.constantFrom("a", "b", "c", "type");
/** Values of files, without null: what removes has no value of its own. */
const values = fc.letrec<{ mapping: Record<string, unknown>; value: unknown }>((tie) => ({
  mapping: fc.dictionary(key, tie("value"), { maxKeys: 4, depthIdentifier: "layers" }),
  value: fc.oneof({ depthIdentifier: "layers", maxDepth: 3 }, leaf, tie("mapping")),
})).mapping;

describe("whatever the files say", () => {
  test("a file over nothing, and nothing over a file, is that file", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(merged({}, value)).toEqual(value);
        expect(merged(value, {})).toEqual(value);
        expect(merged(value, value)).toEqual(value);
      }),
    );
  });

  test("three layers say the same whichever two are put together first, where no type changes", () => {
    const untyped = values.filter((value) => !JSON.stringify(value).includes('"type"'));
    fc.assert(
      fc.property(untyped, untyped, untyped, (a, b, c) => {
        expect(merged(merged(a, b), c)).toEqual(merged(a, merged(b, c)));
      }),
    );
  });
});

const folder = mkdtempSync(path.join(os.tmpdir(), "layers-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, value: unknown): YamlFile {
  const location = path.join(folder, name);
  writeFileSync(location, JSON.stringify(value, undefined, 1));
  const read = readYamlFile(location);
  if ("findings" in read) throw new Error(read.findings[0]?.message);
  return read.file;
}

function* leaves(value: unknown, at: readonly string[] = []): Iterable<readonly [readonly string[], unknown]> {
  if (!isMapping(value)) yield [at, value];
  else for (const [key, inner] of Object.entries(value)) yield* leaves(inner, [...at, key]);
}

function valueAt(value: unknown, at: readonly string[]): unknown {
  return at.reduce<unknown>((inner, key) => (isMapping(inner) ? inner[key] : undefined), value);
}

test("every value of the merged file stands, by its place, in a file that says just this value", () => {
  fc.assert(
    fc.property(values, values, values, (top, middle, bottom) => {
      const files = [
        file("top.yaml", { z: 0, ...top }),
        file("middle.yaml", { z: 0, ...middle }),
        file("bottom.yaml", { z: 0, ...bottom }),
      ];
      const [upper, ...below] = files;
      if (upper === undefined) throw new Error("no top");
      const layered = new LayeredFile(upper, below);
      for (const [at, value] of leaves(layered.value)) {
        const { file: shown, line } = layered.atKey(at);
        const sayer = files.find((each) => each.shown === shown);
        expect(valueAt(sayer?.value, at)).toEqual(value);
        expect(sayer?.atKey(at).line).toBe(line);
      }
    }),
    { numRuns: 60 },
  );
});
