import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hub, project } from "./hub-process";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hub-bootstrap-"));
  cpSync(path.join(project, "environments", "dev"), folder, { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("an environment that does not say who deploys is told what to write", () => {
  const file = path.join(folder, "hub.yaml");
  const text = readFileSync(file, "utf8");
  const without = text.replace(/^deployment:\n(?: .*\n)+/m, "");
  expect(without).not.toBe(text);
  writeFileSync(file, without);
  const { code, stderr } = hub("bootstrap", "--env", folder, "--plan");
  expect(code).toBe(1);
  expect(stderr).toContain("does not say who deploys; write deployment there: planRole, and oidc or principals\n");
});

test.each([
  [["--account", "source-shp"], "there is no account source-shp; write source-shop"],
  [["--as", "hubb=acme-hub"], "there is no account hubb; write hub"],
])("%j is refused before anybody is asked for credentials", (args, error) => {
  const { code, stdout, stderr } = hub("bootstrap", "--env", folder, "--plan", ...args);
  expect([code, stdout, stderr]).toEqual([1, "", `error: ${error}\n`]);
});
