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
    path.join(".github", "workflows", "deploy.yml"),
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
    expect(stdout).toMatch(/^.*\/environments: error: no environment is called "dev"; write acme /);
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

  describe("init", () => {
    const answers = ["--namespace", "acme", "--account", "210987654321", "--region", "eu-central-1"];
    const qa = ["init", "qa", ...answers, "--source-account", "210987654322"];

    test("shows what it would write, and writes nothing with --dry-run", () => {
      const { code, stdout } = project.hub(...qa, "--dry-run");
      expect([code, stdout]).toEqual([
        0,
        expect.stringMatching(
          /^environments\/qa\/hub\.yaml\n[^]*\n {4}namespace: acme\n[^]*\n4 files would be written\. /,
        ),
      ]);
      const asked = project.hub(...qa, "--dry-run", "--json");
      expect(JSON.parse(asked.stdout)).toMatchObject({
        ...{ environment: "qa", folder: project.folder, written: false },
        files: [
          { file: "environments/qa/hub.yaml", content: expect.stringContaining("environment: qa\n") as string },
          {},
          {},
          {},
        ],
      });
      expect(project.files("environments")).not.toContain("qa");
    });

    test("writes an environment that is sound at once, whose Terraform is emitted, and whose event is accepted", () => {
      const { code, stdout, stderr } = project.hub(...qa);
      expect([code, stderr]).toEqual([0, ""]);
      expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
      expect(stdout).toMatch(/\n {4}\.\/hub check --env qa\n/);
      expect(project.hub("check", "--env", "qa").stdout).toBe(
        "qa: 1 source account, no tenants, no errors, no warnings\n",
      );
      expect(project.hub("synth", "--env", "qa", "--out", "qa.out").stdout).toBe("2 stacks in qa.out\n");
      const sample = path.join("environments", "qa", "events", "order-placed.json");
      expect(project.hub("simulate", "--env", "qa", "--event", sample).stdout).toMatch(/^Accepted: /);
      const hub = path.join("environments", "qa", "hub.yaml");
      const [, schema = ""] = /^# yaml-language-server: \$schema=(.*)\n/.exec(project.read(hub)) ?? [];
      expect(project.files(installed)).toContain(path.relative(installed, path.join(path.dirname(hub), schema)));
    });

    test("refuses a name that is taken, and says all that is wrong and missing at once", () => {
      const { code, stderr } = project.hub("init", "acme", "--account", "12", "--region", "eu");
      expect(code).toBe(1);
      expect(stderr).toBe(
        "error: NAME: there is an environments/acme already; write another name. " +
          '--account: found "12"; write the 12 digits of an AWS account, such as 210987654321. ' +
          '--region: found "eu"; write an AWS Region, such as eu-central-1. ' +
          "--namespace and --source-account are missing; write them, or run this on a terminal to be asked\n",
      );
      expect(project.hub("init", "--regoin", "x").stderr).toContain("Did you mean --region?");
    });

    test("refuses a folder where one of a repository's files is, and writes none of the others", () => {
      project.newFolder("another");
      project.run("cp", ["package.json", "another"]);
      const repository = ["--repository", "another", "--from", project.tarball];
      expect(project.hub(...qa, ...repository)).toEqual({
        ...{ code: 1, stdout: "" },
        stderr:
          "error: another/package.json is there already, and nothing was written; move it away, or write another folder\n",
      });
      expect(project.files("another")).toEqual(["package.json"]);
      expect(project.hub("init", "third", "--from", project.tarball).stderr).toMatch(
        /^error: --from is for a new repository; write /,
      );
      expect(project.hub(...qa, "--repository", "third").stderr).toMatch(/^error: --from is missing; /);
    });
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
