/** Tests that one environment has and another lacks. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { emittedTopology } from "../../cli/input/emitted-topology";
import { loadEnvironment, type Environment } from "../../catalogue";
import { carriedTests, missingTests } from "../../contract";

const project = path.join(__dirname, "..", "..");
const temporary = mkdtempSync(path.join(tmpdir(), "carried-"));
const dev = path.join(temporary, "environments", "dev");
const prod = path.join(temporary, "environments", "prod");

beforeEach(() => {
  cpSync(path.join(project, "environments", "dev"), dev, { recursive: true });
  // Another environment of the same tenants, where only the shop's account is another one.
  cpSync(dev, prod, { recursive: true });
  rmSync(path.join(prod, "tests"), { recursive: true });
  rmSync(path.join(prod, "events"), { recursive: true });
  const hub = path.join(prod, "hub.yaml");
  writeFileSync(hub, readFileSync(hub, "utf8").replace("environment: dev", "environment: prod"));
  const shop = path.join(prod, "sources", "shop.yaml");
  writeFileSync(shop, readFileSync(shop, "utf8").replace("210000000001", "210000000009"));
});
afterEach(() => {
  rmSync(path.join(temporary, "environments"), { recursive: true });
});
afterAll(() => {
  rmSync(temporary, { recursive: true });
});

function sound(folder: string): Environment {
  const { environment, findings } = loadEnvironment(folder);
  if (environment === undefined) throw new Error(JSON.stringify(findings));
  return environment;
}

function carried(tenant: string) {
  const environment = sound(prod);
  const tested = { environment, folder: prod, topology: emittedTopology(environment) };
  return carriedTests(tenant, { folder: dev, environment: sound(dev) }, tested);
}

function rewrite(test: string, from: string, to: string): void {
  const file = path.join(dev, "tests", test);
  writeFileSync(file, readFileSync(file, "utf8").replace(from, to));
}

test("a test that holds brings its event, from the account that has the alias there", async () => {
  const [only] = await carried("hubspot");
  const file = path.join(prod, "events", "customer-registered-with-consent.json");
  const content = readFileSync(path.join(dev, "events", "customer-registered-with-consent.json"), "utf8");
  expect(only).toEqual({
    test: "tests/hubspot/consent.yaml",
    files: [
      {
        file: path.join(prod, "tests", "hubspot", "consent.yaml"),
        content: readFileSync(path.join(dev, "tests", "hubspot", "consent.yaml"), "utf8"),
      },
      { file, content: content.replace("210000000001", "210000000009") },
    ],
  });
});

test("an event that is there already is the one that is tried, and stays", async () => {
  mkdirSync(path.join(prod, "events"));
  const file = path.join(prod, "events", "customer-registered-with-consent.json");
  writeFileSync(
    file,
    readFileSync(path.join(dev, "events", "customer-registered-with-consent.json"), "utf8").replace(
      "lena.vogt",
      "somebody",
    ),
  );
  expect(await carried("hubspot")).toEqual([
    { test: "tests/hubspot/consent.yaml", reason: "something else comes of step 1" },
  ]);
});

test("an account that is named by its digits is another one elsewhere", async () => {
  rewrite("hubspot/consent.yaml", "account: shop }", 'account: "210000000001" }');
  expect(await carried("hubspot")).toEqual([
    { test: "tests/hubspot/consent.yaml", reason: "step 1 names an account by its digits and not by its alias" },
  ]);
});

test("an alias that is not known there is told as hub check tells it", async () => {
  const environment = sound(prod);
  const others = { ...environment, sources: environment.sources.filter(({ alias }) => alias !== "shop") };
  const [only] = await carriedTests(
    "hubspot",
    { folder: dev, environment: sound(dev) },
    { environment: others, folder: prod, topology: emittedTopology(environment) },
  );
  expect(only).toEqual({
    test: "tests/hubspot/consent.yaml",
    reason: expect.stringContaining('no source account is called "shop"') as string,
  });
});

test("a test with errors is not tried", async () => {
  rewrite("hubspot/consent.yaml", "title:", "titel:");
  expect(await carried("hubspot")).toEqual([
    { test: "tests/hubspot/consent.yaml", reason: "it has errors where it is" },
  ]);
});

test("nothing is taken over through a link that leads elsewhere", async () => {
  symlinkSync(temporary, path.join(prod, "tests"));
  expect(await carried("hubspot")).toEqual([
    { test: "tests/hubspot/consent.yaml", reason: "a link leads tests/hubspot/consent.yaml out of the environment" },
  ]);
});

test("a test that needs a product that fails is played on a local hub", async () => {
  // What Jira is sent names the rule, and with it the environment.
  expect(await carried("jira")).toEqual([
    { test: "tests/jira/payment-disputed.yaml", reason: "something else comes of step 2" },
  ]);
});

test("what both have is not missing", () => {
  cpSync(path.join(dev, "tests"), path.join(prod, "tests"), { recursive: true });
  expect(missingTests("slack", dev, prod)).toEqual([]);
  expect(missingTests("confluent", dev, prod)).toEqual([]);
});
