import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { DependentProject, PACKAGE } from "./packed-package";

const checkout = path.join(__dirname, "..");
const { dependencies } = JSON.parse(readFileSync(path.join(checkout, "package.json"), "utf8")) as {
  readonly dependencies: Readonly<Record<string, string>>;
};
/** What stands in for AWS and for products on a local hub: heavy, and wanted there alone. */
const FOR_LOCAL_ONLY = ["dynalite", "jose", "oauth2-mock-server"];
const installed = path.join("node_modules", PACKAGE);

let project: DependentProject;

/**
 * Unpacks the tarball and links the packages that it depends on, in place of `npm install`, which would need a network (see
 * `e2e/package.test.ts`). Those for the local hub are left out on purpose.
 */
beforeAll(() => {
  project = new DependentProject();
  project.newFolder(installed);
  project.run("tar", ["-xzf", project.tarball, "--strip-components=1", "-C", installed]);
  project.newFolder("node_modules/.bin");
  symlinkSync(path.join("..", PACKAGE, "hub"), path.join(project.folder, "node_modules", ".bin", "hub"));
  for (const name of Object.keys(dependencies).filter((one) => !FOR_LOCAL_ONLY.includes(one))) {
    const link = path.join(project.folder, "node_modules", name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(checkout, "node_modules", name), link);
  }
});

afterAll(() => {
  project.remove();
});

test("the package holds what its users run and read, and neither tests nor anything that is made", () => {
  const files = project.files(installed);
  for (const file of [
    "hub",
    "README.md",
    path.join("cli", "launch.cjs"),
    path.join("lambda", "connection-credentials", "index.ts"),
    path.join("catalogue", "json-schema", "tenant.schema.json"),
    path.join("examples", "user-signup", "hub.yaml"),
  ]) {
    expect(files).toContain(file);
  }
  expect(files.filter((file) => /__tests__|\.test\.|(^|\/)bench|\.cache|cdktf\.out|package-lock/.test(file))).toEqual(
    [],
  );
});

describe("in a project that depends on this package, hub", () => {
  const event = path.join("environments", "acme", "events", "order-placed.json");

  test("checks the environments of that project, from a folder below it too", () => {
    expect(project.hub("check", "--env", "acme")).toEqual({
      code: 0,
      stdout: "acme: 3 source accounts, 8 tenants, no errors, no warnings\n",
      stderr: "",
    });
    const below = project.newFolder("documents");
    const { stdout } = project.run(path.join("..", "node_modules", ".bin", "hub"), ["check", "--env", "dev"], below);
    expect(stdout).toMatch(/^.*\/environments:1:1: error: no environment is called "dev"; write acme /);
  });

  test("simulates an event, without what only the local hub needs", () => {
    const { code, stdout, stderr } = project.hub("simulate", "--env", "acme", "--event", event);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Accepted: PublishShop allows "Order Placed"[^]*\n4 deliveries\n/);
    const local = project.hub("local", "--env", "acme", "--port", "0");
    expect(local.stderr).toMatch(/Cannot find package '(dynalite|jose|oauth2-mock-server)'/);
  });

  test("emits Terraform there, function and all", () => {
    expect(project.hub("synth", "--env", "acme").code).toBe(0);
    expect(project.files("cdktf.out")).toContain("manifest.json");
    expect(project.files("cdktf.out")).toContainEqual(expect.stringMatching(/assets.*\.zip$/));
  });

  test("plays an example of the package", () => {
    expect(project.hub("demo").stdout).toContain("user-signup");
  });

  test("installs nothing and writes nothing into the package", () => {
    const before = project.files(installed);
    expect(project.hub("check", "--env", "acme").code).toBe(0);
    expect(project.files(installed)).toEqual(before);
    expect(project.files(installed)).not.toContain(".cache");
    expect(project.files(path.join("node_modules", ".cache"))).toContain("functions");
    expect(project.files(".").filter((name) => !name.includes(path.sep))).toEqual(
      expect.arrayContaining(["cdktf.out", "environments", "package.json"]),
    );
  });
});
