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
import { formatFinding, loadEnvironment, type LoadResult } from "../catalogue";

const project = path.join(__dirname, "..");
const page = (name: string) => readFileSync(path.join(project, name), "utf8");
const readme = page("README.md");
const onboarding = page("docs/onboarding.md");
const commandsPage = page("docs/commands.md");
const examplesPage = page("docs/examples.md");

const yamlOf = (text: string) => [...text.matchAll(/```yaml\n([^]*?)```/g)].map(([, yaml = ""]) => yaml);

/** What the catalogue says of one source account and one tenant, together with dev's hub.yaml. */
function loaded(source: string, tenantId: string, tenant: string, base = ""): LoadResult {
  const temporary = mkdtempSync(path.join(tmpdir(), "hub-readme-"));
  const folder = path.join(temporary, "environments", "dev");
  const bases = path.join(temporary, "environments", "base", "tenants");
  for (const each of [bases, path.join(folder, "sources"), path.join(folder, "tenants")])
    mkdirSync(each, { recursive: true });
  writeFileSync(path.join(bases, `${tenantId}.yaml`), base);
  copyFileSync(path.join(project, "environments/dev/sources/billing.yaml"), path.join(folder, "sources/billing.yaml"));
  copyFileSync(path.join(project, "environments/dev/hub.yaml"), path.join(folder, "hub.yaml"));
  writeFileSync(path.join(folder, "sources/shop.yaml"), source);
  writeFileSync(path.join(folder, `tenants/${tenantId}.yaml`), tenant);
  const result = loadEnvironment(folder);
  rmSync(temporary, { recursive: true });
  return result;
}

const [source = "", salesforce = "", alerts = "", zendesk = "", ...furtherOnboarding] = yamlOf(onboarding);
const [slack = "", ...furtherReadme] = yamlOf(readme);

test("the examples of a source account and of tenants are sound, together with dev's hub.yaml", () => {
  expect([...furtherOnboarding, ...furtherReadme]).toEqual([]);
  for (const [id, tenant] of [
    ["salesforce", salesforce],
    ["slack", slack],
    ["alerts", alerts],
  ] as const) {
    const { environment, findings } = loaded(source, id, tenant);
    expect(findings).toEqual([]);
    expect(environment?.tenants.map((each) => each.id)).toEqual([id]);
  }
});

test("the example that extends a base writes only what differs from it", () => {
  const base = `
owner: Support
contact: support@acme.example
runbook: https://wiki.acme.example/runbooks/zendesk
preset: zendesk
destinations:
  tickets:
    events:
      order-placed:
        eventPattern: { source: [com.acme.shop.orders], detail-type: [Order Placed] }
`;
  const { environment, findings } = loaded(source, "zendesk", zendesk, base);
  expect(findings).toEqual([]);
  expect(environment?.tenants[0]?.destinations).toMatchObject([{ id: "tickets", invocationRateLimitPerSecond: 10 }]);
});

test("the README shows what ./hub check prints for a misspelt key of its example", () => {
  const { findings } = loaded(source, "slack", slack.replace("invocationEndpoint", "invocationEndpont"));
  const [first, ...others] = findings.map(formatFinding);
  expect(others).toEqual([]);
  expect(readme).toContain(`environments/dev${first?.replace(/^.*(?=\/tenants\/)/, "") ?? " nothing"}\n`);
});

test("docs/commands.md lists every command, and every subcommand of hub credentials", () => {
  const listed = [...commandsPage.matchAll(/^\| `\.\/hub ([\w-]+(?: (?:check|put|status|sync)\b)?)/gm)].map(
    ([, name]) => name,
  );
  const files = readdirSync(path.join(project, "cli/commands")).map((file) => path.parse(file).name);
  const commands = files
    .filter((file) => file !== "credentials")
    .map((file) => file.replace("credentials-", "credentials "));
  expect(listed.sort()).toEqual(commands.sort());
});

test("every example is in docs/examples.md, with a page and a picture of its own", () => {
  const listed = [...examplesPage.matchAll(/^\| \[`([\w-]+)`\]\(\.\.\/examples\/([\w-]+)\)/gm)];
  const examples = readdirSync(path.join(project, "examples"));
  expect(listed.map(([, name, folder]) => [name, folder]).sort()).toEqual(examples.map((name) => [name, name]).sort());
  for (const name of examples) {
    const examplePage = page(`examples/${name}/README.md`);
    expect(examplePage).toContain(`./hub demo ${name}\n`);
    expect(examplePage).toMatch(/```mermaid\nflowchart LR\n/);
    // Every file that the page names is there.
    for (const [, file = ""] of examplePage.matchAll(/^\| `([\w/.-]+\.yaml)`/gm)) {
      expect(existsSync(path.join(project, "examples", name, file))).toBe(true);
    }
  }
});

test("the README fits on three pages", () => {
  expect(readme.split("\n").length).toBeLessThanOrEqual(160);
});
