import path from "node:path";
import { findEnvironment, formatFinding } from "../../../catalogue";
import { withEnvironment } from "../environment-folder";

/** What is said of an argument where `environments/` holds dev, prod, a folder that is no environment, and a stray file. */
function found(argument: string | ((folder: string) => string)) {
  const more = { folders: ["../prod", "../base"], write: { "../prod/hub.yaml": "", "../README.md": "" } };
  return withEnvironment(more, (folder) => {
    const environments = path.dirname(folder);
    const result = findEnvironment(typeof argument === "string" ? argument : argument(folder), environments);
    const shown = (text: string) => text.replaceAll(path.dirname(environments) + path.sep, "");
    return { folder: result.folder && shown(result.folder), findings: result.findings.map(formatFinding).map(shown) };
  });
}

describe("an environment is found", () => {
  it("by the name of its folder", () => {
    expect(found("dev")).toEqual({ folder: path.join("environments", "dev"), findings: [] });
  });

  it("by a path", () => {
    expect(found((folder) => folder)).toEqual({ folder: path.join("environments", "dev"), findings: [] });
  });

  it("in the project's own environments/ when nothing else is said", () => {
    expect(findEnvironment("dev").folder).toBe(path.join(__dirname, "..", "..", "..", "environments", "dev"));
  });
});

describe("an unknown environment", () => {
  it.each([
    [
      "prd",
      'environments: error: no environment is called "prd"; write prod (there are dev and prod) [no-such-environment]',
    ],
    [
      "DEV",
      'environments: error: no environment is called "DEV"; write dev (there are dev and prod) [no-such-environment]',
    ],
    ["staging", 'environments: error: no environment is called "staging"; write dev or prod [no-such-environment]'],
    ["", 'environments: error: no environment is called ""; write dev or prod [no-such-environment]'],
    ["NOTES.md", 'environments: error: no environment is called "NOTES.md"; write dev or prod [no-such-environment]'],
  ])("%j is told what there is", (name, message) => {
    expect(found(name)).toEqual({ folder: undefined, findings: [message] });
  });

  it("may be a path that leads nowhere, or to a file", () => {
    expect(found((folder) => path.join(folder, "..", "none")).findings).toEqual([
      "environments/none: error: no such folder; write the path of a folder that holds hub.yaml [no-such-environment]",
    ]);
    expect(found((folder) => path.join(folder, "hub.yaml")).findings).toEqual([
      "environments/dev/hub.yaml:1:1: error: is a file; write the folder environments/dev [no-such-environment]",
    ]);
  });

  it("has nothing to offer where there are none", () => {
    const { findings } = findEnvironment("dev", path.join(__dirname, "none"));
    expect(findings.map((finding) => finding.message)).toEqual([
      'no environment is called "dev"; write the path of a folder that holds hub.yaml',
    ]);
  });
});
