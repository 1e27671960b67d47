import { readFileSync } from "node:fs";
import path from "node:path";
import { environmentApp } from "../../stacks/environment-app";
import { broken, tables } from "./broken";
import { load, printed, printedFindings, withEnvironment } from "./environment-folder";

const isDefined = <T>(value: T | undefined): value is T => value !== undefined;

describe.each(Object.entries(tables))("%s", (_, table) => {
  it.each(table)("$title", ({ edit, expected }) => {
    expect(printedFindings(edit)).toEqual(expected);
  });
});

describe("every broken environment", () => {
  it("is told apart from the others by its title", () => {
    const titles = broken.map(({ title }) => title);
    expect(titles).toEqual([...new Set(titles)]);
  });

  it("has at least one finding, and each says what is wrong, what to do instead, and by which rule", () => {
    for (const { expected } of broken) {
      expect(expected.length).toBeGreaterThan(0);
      for (const line of expected) {
        expect(line).toMatch(/^[^:]+(:\d+:\d+)?: (error|warning): [^;]+; [^;]+ \[[a-z0-9-]+\]$/);
      }
    }
  });

  it("is an environment all the same when nothing is an error", () => {
    for (const { edit, expected } of broken) {
      const sound = expected.every((line) => line.includes(": warning: "));
      const { environment } = withEnvironment(edit, load);
      expect(environment !== undefined).toBe(sound);
    }
  });

  it("can be emitted all the same when nothing is an error", () => {
    const accepted = broken.map(({ edit }) => withEnvironment(edit, load).environment).filter(isDefined);
    expect(accepted.length).toBeGreaterThan(10);
    for (const environment of accepted) {
      withEnvironment({}, (folder) => {
        environmentApp(environment, path.join(folder, "out")).synth();
      });
    }
  });

  it("has findings that point into its files, at something", () => {
    for (const { edit } of broken) {
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
    expect(broken.flatMap(({ expected }) => expected).filter((line) => line.includes("canary"))).toEqual([]);
  });
});
