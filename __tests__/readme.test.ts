import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadEnvironment } from "../catalogue";
import { credentialsCommand } from "../cli/credentials";

const project = path.join(__dirname, "..");
const readme = readFileSync(path.join(project, "README.md"), "utf8");

test("the README's examples of a source account and of a tenant are sound, together with dev's hub.yaml", () => {
  const [source = "", tenant = "", ...others] = [...readme.matchAll(/```yaml\n([^]*?)```/g)].map(([, yaml]) => yaml);
  expect(others).toEqual([]);
  const folder = mkdtempSync(path.join(tmpdir(), "hub-readme-"));
  mkdirSync(path.join(folder, "sources"));
  mkdirSync(path.join(folder, "tenants"));
  copyFileSync(path.join(project, "environments/dev/hub.yaml"), path.join(folder, "hub.yaml"));
  writeFileSync(path.join(folder, "sources/shop.yaml"), source);
  writeFileSync(path.join(folder, "tenants/salesforce.yaml"), tenant);
  const { environment, findings } = loadEnvironment(folder);
  rmSync(folder, { recursive: true });
  expect(findings).toEqual([]);
  expect(environment?.tenants.map(({ id }) => id)).toEqual(["salesforce"]);
});

test("every command of the README's table is a command", () => {
  const commands = [...readme.matchAll(/^\| `\.\/hub (\w+)/gm)].map(([, command]) => command);
  expect([...new Set(commands)].sort()).toEqual([
    ...["check", "credentials", "list", "local", "match", "simulate", "synth", "verify"],
  ]);
  const hub = readFileSync(path.join(project, "cli/hub.ts"), "utf8");
  for (const command of commands) expect(hub).toContain(`${command}Command()`);
});

test("every subcommand of hub credentials is in the README's table", () => {
  const commands = [...readme.matchAll(/^\| `\.\/hub credentials (\w+)/gm)].map(([, command]) => command);
  expect(commands).toEqual(credentialsCommand().commands.map((command) => command.name()));
});
