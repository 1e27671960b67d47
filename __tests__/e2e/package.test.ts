/** The packed package, installed by npm itself: from the registry, or from npm's cache as far as that goes. */
import path from "node:path";
import { DependentProject, PACKAGE } from "../packed-package";

let project: DependentProject;

beforeAll(() => {
  project = new DependentProject();
});

afterAll(() => {
  project.remove();
});

test("npm installs the tarball with all it needs, and its command runs on the project's own environment", () => {
  const npm = project.run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", project.tarball]);
  expect([npm.code, npm.stderr.match(/npm error.*/g)]).toEqual([0, null]);
  const packages = project.files(path.join("node_modules", PACKAGE));

  expect(project.hub("check", "--env", "acme").stdout).toBe(
    "acme: 3 source accounts, 8 tenants, no errors, no warnings\n",
  );
  const event = path.join("environments", "acme", "events", "order-placed.json");
  const simulated = project.hub("simulate", "--env", "acme", "--event", event);
  expect([simulated.code, simulated.stdout]).toEqual([0, expect.stringMatching(/\n4 deliveries\n/)]);
  const demo = project.hub("demo", "webhook-authentication");
  expect([demo.code, demo.stdout]).toEqual([0, expect.stringMatching(/\n3 steps, all as expected\./)]);

  expect(project.files(path.join("node_modules", PACKAGE))).toEqual(packages);
}, 300_000);
