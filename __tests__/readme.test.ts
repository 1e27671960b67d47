import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadEnvironment } from "../catalogue";

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
    ...["check", "credentials", "demo", "list", "local", "match", "simulate", "synth", "verify"],
  ]);
  const hub = readFileSync(path.join(project, "cli/hub.ts"), "utf8");
  for (const command of commands) expect(hub).toContain(`${command}Command(`);
});

test("every subcommand of hub credentials is in the README's table", () => {
  const commands = [...readme.matchAll(/^\| `\.\/hub credentials (\w+)/gm)].map(([, command]) => command);
  const files = readdirSync(path.join(project, "cli/commands"));
  expect(commands).toEqual(files.flatMap((file) => /^credentials-(\w+)\.ts$/.exec(file)?.slice(1) ?? []).sort());
});

test("every example is in the README, with a page and a picture of its own", () => {
  const listed = [...readme.matchAll(/^\| \[`([\w-]+)`\]\(examples\/([\w-]+)\)/gm)].map(([, name, folder]) => [
    name,
    folder,
  ]);
  const examples = readdirSync(path.join(project, "examples"));
  expect(listed.sort()).toEqual(examples.map((name) => [name, name]).sort());
  for (const name of examples) {
    const page = readFileSync(path.join(project, "examples", name, "README.md"), "utf8");
    expect(page).toContain(`./hub demo ${name}\n`);
    expect(page).toMatch(/```mermaid\nflowchart LR\n/);
    // Every file that the page names is there.
    for (const [, file = ""] of page.matchAll(/^\| `([\w/.-]+\.yaml)`/gm)) {
      expect(existsSync(path.join(project, "examples", name, file))).toBe(true);
    }
  }
});
