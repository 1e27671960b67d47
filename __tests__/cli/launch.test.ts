import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, renameSync, symlinkSync } from "node:fs";
import path from "node:path";
import { PACKAGES, packagesWithout, SmallCheckout, type LockedPackages } from "./small-checkout";

const RAN = { code: 0, stdout: "one\n", stderr: "" };
const NPM_CI = "ci --loglevel=error";

let checkout: SmallCheckout;

beforeEach(() => {
  checkout = new SmallCheckout();
});

afterEach(() => {
  checkout.remove();
});

describe("the launcher installs packages", () => {
  test("in a fresh checkout, once, and says so on standard error", async () => {
    const { code, stdout, stderr } = await checkout.run();
    expect([code, stdout]).toEqual([0, "one\n"]);
    expect(stderr).toMatch(/^Installing packages .*\n$/);
    expect(await checkout.run()).toEqual(RAN);
    expect(checkout.npmCalls).toEqual([NPM_CI]);
  });

  test("not where npm has installed them all, even behind a link", async () => {
    checkout.install();
    const elsewhere = path.join(checkout.folder, "elsewhere");
    renameSync(path.join(checkout.folder, "node_modules"), elsewhere);
    symlinkSync(elsewhere, path.join(checkout.folder, "node_modules"));
    expect(await checkout.run()).toEqual(RAN);
    expect(checkout.npmCalls).toEqual([]);
  });

  test("for development when tests want them, and not for a command", async () => {
    checkout.install(packagesWithout("node_modules/jest"));
    expect(await checkout.run()).toEqual(RAN);
    expect(checkout.npmCalls).toEqual([]);
    await checkout.run("cli/launch.cjs", "--install-only");
    expect(checkout.npmCalls).toEqual([NPM_CI]);
    await checkout.run("cli/launch.cjs", "--install-only");
    expect(checkout.npmCalls).toEqual([NPM_CI]);
  });

  test.each<[what: string, installed: LockedPackages]>([
    ["a package is old", { ...PACKAGES, "node_modules/esbuild": { version: "0.9.0", integrity: "sha512-old" } }],
    [
      "a package has another content",
      { ...PACKAGES, "node_modules/esbuild": { version: "1.0.0", integrity: "sha512-x" } },
    ],
    ["a package is missing", packagesWithout("node_modules/esbuild")],
    ["a package is too many", { ...PACKAGES, "node_modules/jest/node_modules/esbuild": { version: "0.9.0" } }],
  ])("again when %s", async (_, installed) => {
    checkout.install(installed);
    expect((await checkout.run()).code).toBe(0);
    expect(checkout.npmCalls).toEqual([NPM_CI]);
  });

  test("once for two that start together: the other waits, and says for what", async () => {
    const both = await Promise.all([checkout.run(), checkout.run()]);
    expect(both.map(({ code, stdout }) => [code, stdout])).toEqual([
      [0, "one\n"],
      [0, "one\n"],
    ]);
    expect(checkout.npmCalls).toEqual([NPM_CI]);
    const said = both.map(({ stderr }) => stderr).sort();
    expect(said[0]).toMatch(/^Installing packages .*\n$/);
    expect(said[1]).toMatch(/^Waiting for process \d+, which installs packages .*install\.lock.*\n$/);
  });

  test("also where a process that installed them was killed", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    mkdirSync(path.join(checkout.folder, ".cache"));
    checkout.write(".cache/install.lock", String(pid));
    const both = await Promise.all([checkout.run(), checkout.run()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(checkout.npmCalls).toEqual([NPM_CI]);
    expect(readdirSync(path.join(checkout.folder, ".cache"))).not.toContainEqual(expect.stringContaining("install"));
  });

  test("or says in a sentence that it cannot write where they belong", async () => {
    checkout.write(".cache", "in the way");
    const { code, stdout, stderr } = await checkout.run();
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^error: packages are missing, and .*checkout cannot be written to \(\w+\)\n$/);
    expect(checkout.npmCalls).toEqual([]);
  });
});
