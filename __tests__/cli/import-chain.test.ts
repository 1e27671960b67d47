import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { project } from "./hub-process";

const CLI = path.join(project, "cli");

/** The files of cli/ that a file of cli/ imports, types included. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"));
  return importedFiles
    .map(({ fileName }) => `${path.resolve(path.dirname(file), fileName)}.ts`)
    .filter((imported) => imported.startsWith(`${CLI}${path.sep}`) && existsSync(imported));
}

/** The longest way from a file along imports that stay in cli/; imports have no circles. */
function longestChain(file: string, known = new Map<string, readonly string[]>()): readonly string[] {
  const found = known.get(file);
  if (found !== undefined) return found;
  const rests = importsOf(file).map((imported) => longestChain(imported, known));
  const longest = rests.reduce((one, other) => (other.length > one.length ? other : one), []);
  const chain = [path.relative(CLI, file), ...longest];
  known.set(file, chain);
  return chain;
}

test("whoever reads a command opens five files of cli/ at most, one after the other", () => {
  const chain = longestChain(path.join(CLI, "hub.ts"));
  expect(chain.slice(0, 2)).toEqual(["hub.ts", expect.stringMatching(/^commands\//)]);
  expect(chain.join(" -> ")).toBe(chain.slice(0, 5).join(" -> "));
});
