/** The packed package, installed by npm itself: from the registry, or from npm's cache as far as that goes. */
import path from "node:path";
import { readEmittedStacks } from "#simulator/topology";
import { DependentProject, PACKAGE } from "../packed-package";
import { complaintsAbout } from "./validation";

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

test("a repository of one's own begins with init: it installs, checks and emits what the real provider takes", async () => {
  const answers = ["--namespace", "acme", "--account", "210987654321", "--region", "eu-central-1"];
  const where = ["--repository", "own", "--from", project.tarball, "--github", "acme/events"];
  const made = project.hub("init", "live", ...answers, "--source-account", "210987654322", ...where);
  expect([made.code, made.stderr]).toEqual([0, ""]);

  const own = (...args: readonly string[]) => project.run("./hub", args, "own");
  // What its first command does by itself, from npm's cache as far as that goes.
  const npm = project.run("npm", ["install", "--prefer-offline"], "own");
  expect([npm.code, npm.stderr.match(/npm error.*/g)]).toEqual([0, null]);
  expect(own("check", "--env", "live")).toEqual({
    ...{ code: 0, stderr: "" },
    stdout: "live: 1 source account, no tenants, no errors, no warnings\n",
  });
  expect(own("synth", "--env", "live").stdout).toBe("2 stacks in cdktf.out\n");

  const folder = path.join(project.folder, "own", "cdktf.out");
  const stacks = readEmittedStacks(folder);
  expect(stacks.map(({ name }) => name)).toEqual(["central-bus", "connection-credentials"]);
  expect(await complaintsAbout([{ folder, stacks }], path.join(project.folder, "validated"))).toEqual([]);
}, 300_000);
