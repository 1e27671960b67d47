import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { assumed, OnboardingError, packageOrigin, repositoryFiles, writeDrafts } from "../../onboarding";

const project = path.join(__dirname, "..", "..");
const ANSWERS = assumed({
  ...{ name: "live", namespace: "acme", account: "210987654321", region: "eu-central-1" },
  sourceAccount: "210987654322",
});

let folder: string;
let tarball: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "hub-init-")));
  tarball = path.join(folder, "package-1.0.0.tgz");
  writeFileSync(tarball, Buffer.from([0x1f, 0x8b, 0xff]));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const read = (file: string) => readFileSync(path.join(folder, "Acme Hub", file), "utf8");
const write = (from: string) => {
  writeDrafts(repositoryFiles(path.join(folder, "Acme Hub"), ANSWERS, packageOrigin(from)));
};
const dependencies = () => (JSON.parse(read("package.json")) as { dependencies: object }).dependencies;

test("a tarball comes into the repository, so that its pipeline can install it", () => {
  write(tarball);
  expect(dependencies()).toEqual({ "eventbridge-saas-hub": "file:vendor/package-1.0.0.tgz" });
  expect(readFileSync(path.join(folder, "Acme Hub", "vendor", "package-1.0.0.tgz"))).toEqual(readFileSync(tarball));
  expect(JSON.parse(read("package.json"))).toMatchObject({ name: "acme-hub", private: true });
});

test("an address is what npm installs from", () => {
  const address = "git+ssh://git@github.com/acme/eventbridge-saas-hub.git#v1.0.0";
  write(address);
  expect(dependencies()).toEqual({ "eventbridge-saas-hub": address });
  expect(existsSync(path.join(folder, "Acme Hub", "vendor"))).toBe(false);
});

test.each([
  "git@github.com:acme/hub.git",
  "github:acme/hub#4f2c1d0",
  "acme/hub",
  "https://artifacts.acme.example/hub-1.0.0.tgz",
])("%s is an address", (written) => {
  expect(packageOrigin(written)).toEqual({ kind: "address", address: written });
});

test.each([
  ["gone/hub-1.0.0.tgz", "is neither a file nor an address of git; write a tarball, which npm pack makes"],
  ["eventbridge-saas-hub", "is neither a file nor an address of git"],
  [project, "is no tarball; write a tarball"],
])("%s is refused", (written, said) => {
  expect(() => packageOrigin(written)).toThrow(OnboardingError);
  expect(() => packageOrigin(written)).toThrow(said);
});

test("its workflows are this package's, for its environment, and each script that they name is there", () => {
  write(tarball);
  const deploy = read(".github/workflows/deploy.yml");
  expect(deploy).toContain("HUB_ENV: ${{ vars.HUB_ENV || 'live' }}");
  expect(deploy).not.toContain("'prod'");
  const ours = readFileSync(path.join(project, ".github/workflows/deploy.yml"), "utf8");
  expect(deploy.replaceAll("'live'", "'prod'")).toBe(ours);
  const texts = ["check", "deploy", "drift", "plan"].map((name) => read(`.github/workflows/${name}.yml`));
  const scripts = new Set(texts.flatMap((text) => text.match(/\.github\/scripts\/[\w.-]+/g) ?? []));
  expect(scripts.size).toBeGreaterThan(5);
  for (const script of [...scripts, "hub"]) {
    expect(statSync(path.join(folder, "Acme Hub", script)).mode & 0o100).toBe(0o100);
  }
});
