import { readFileSync } from "node:fs";
import path from "node:path";
import { environmentApp } from "../../stacks/environment-app";
import { connections } from "./broken/connections";
import { files } from "./broken/files";
import { functions } from "./broken/functions";
import { ingress } from "./broken/ingress";
import { inputs } from "./broken/inputs";
import { patterns } from "./broken/patterns";
import { severalConnections } from "./broken/several-connections";
import { shapes } from "./broken/shapes";
import { sources } from "./broken/sources";
import { templates } from "./broken/templates";
import { values } from "./broken/values";
import { load, printed, printedFindings, withEnvironment, type Broken } from "./environment-folder";

const tables: Readonly<Record<string, readonly Broken[]>> = {
  files,
  shapes,
  values,
  sources,
  patterns,
  inputs,
  templates,
  connections,
  severalConnections,
  functions,
  ingress,
};
const isDefined = <T>(value: T | undefined): value is T => value !== undefined;

const every = Object.values(tables).flat();

describe.each(Object.entries(tables))("%s", (_, table) => {
  it.each(table)("$title", ({ edit, expected }) => {
    expect(printedFindings(edit)).toEqual(expected);
  });
});

describe("every broken environment", () => {
  it("is told apart from the others by its title", () => {
    const titles = every.map(({ title }) => title);
    expect(titles).toEqual([...new Set(titles)]);
  });

  it("has at least one finding, and each says what is wrong and what to do instead", () => {
    for (const { expected } of every) {
      expect(expected.length).toBeGreaterThan(0);
      for (const line of expected) {
        expect(line).toMatch(/^[^:]+:\d+:\d+: (error|warning): [^;]+; [^;]+$/);
      }
    }
  });

  it("is an environment all the same when nothing is an error", () => {
    for (const { edit, expected } of every) {
      const sound = expected.every((line) => line.includes(": warning: "));
      const { environment } = withEnvironment(edit, load);
      expect(environment !== undefined).toBe(sound);
    }
  });

  it("can be emitted all the same when nothing is an error", () => {
    const accepted = every.map(({ edit }) => withEnvironment(edit, load).environment).filter(isDefined);
    expect(accepted.length).toBeGreaterThan(10);
    for (const environment of accepted) {
      withEnvironment({}, (folder) => {
        environmentApp(environment, path.join(folder, "out")).synth();
      });
    }
  });

  it("has findings that point into its files, at something", () => {
    for (const { edit } of every) {
      withEnvironment(edit, (folder) => {
        for (const finding of load(folder).findings) {
          if (finding.line === 1 && finding.column === 1) continue;
          const lines = readFileSync(path.resolve(finding.file), "utf8")
            .replace(/^\uFEFF/, "")
            .split("\n");
          const length = lines[finding.line - 1]?.length ?? -1;
          // A syntax error may stand just behind the end of a line: something is missing there.
          expect([printed(finding, folder), finding.column <= length + 1]).toEqual([printed(finding, folder), true]);
        }
      });
    }
  });

  it("never has its secrets repeated", () => {
    expect(every.flatMap(({ expected }) => expected).filter((line) => line.includes("canary"))).toEqual([]);
  });
});
