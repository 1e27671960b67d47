import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { hub, project } from "./hub-process";

const manifest = z.looseObject({ version: z.string() });

describe("hub", () => {
  test("--version prints the version of the package", () => {
    const { version } = manifest.parse(JSON.parse(readFileSync(path.join(project, "package.json"), "utf8")));
    expect(hub("--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test("--help says what exit codes mean, and shows examples", () => {
    const { stdout } = hub("--help");
    expect(stdout).toMatch(/\nExit codes:\n {2}0 {2}done/);
    expect(stdout).toMatch(/\nExamples:\n {2}hub check /);
  });

  test("refuses an option that is given two values, of which one would not count", () => {
    const { code, stderr } = hub("check", "--env", "dev", "--env", "prod");
    expect(code).toBe(1);
    expect(stderr).toContain("error: --env is given more than once; write one of dev, prod\n");
    expect(hub("check", "--json", "--env", "dev", "--env", "prod").stdout).toBe(
      '{"error":"--env is given more than once; write one of dev, prod"}\n',
    );
  });

  test("takes an option that is given the same value twice", () => {
    expect(hub("check", "--env", "dev", "--env", "dev").code).toBe(0);
  });
});
