import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PACKAGES, packagesWithout, SmallCheckout, type LockedPackages } from "./small-checkout";

const RAN = { code: 0, stdout: "one\n", stderr: "" };
const NPM_CI = "ci --loglevel=error";

describe("the launcher installs packages", () => {
  let checkout: SmallCheckout;

  beforeEach(() => {
    checkout = new SmallCheckout();
  });

  afterEach(() => {
    checkout.remove();
  });

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

  test("never behind a link, where npm would empty the packages of another checkout first", async () => {
    checkout.install(packagesWithout("node_modules/esbuild"));
    const elsewhere = path.join(checkout.folder, "elsewhere");
    renameSync(path.join(checkout.folder, "node_modules"), elsewhere);
    symlinkSync(elsewhere, path.join(checkout.folder, "node_modules"));
    const { code, stderr } = await checkout.run();
    expect([code, checkout.npmCalls]).toEqual([1, []]);
    expect(stderr).toMatch(/^error: the packages behind the link node_modules .* remove the link, or run npm ci .*\n$/);
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

  test("never beside the npm of a process that was killed: it waits for that to end", async () => {
    await checkout.runUntilKilled();
    const { code, stdout, stderr } = await checkout.run();
    expect([code, stdout]).toEqual([0, "one\n"]);
    expect(stderr).toMatch(/^Waiting for process \d+, /);
    expect(checkout.npmCalls).toEqual([NPM_CI]);
  });

  test("also where the id in an old lock is another process's by now", async () => {
    mkdirSync(path.join(checkout.folder, ".cache"));
    checkout.write(".cache/install.lock", String(process.pid));
    const hourAgo = new Date(Date.now() - 3_600_000);
    utimesSync(path.join(checkout.folder, ".cache", "install.lock"), hourAgo, hourAgo);
    expect((await checkout.run()).code).toBe(0);
    expect(checkout.npmCalls).toEqual([NPM_CI]);
  });

  test("or says in a sentence that it cannot write where they belong", async () => {
    checkout.write(".cache", "in the way");
    const { code, stdout, stderr } = await checkout.run();
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^error: packages are missing, and .*checkout cannot be written to \(\w+\)\n$/);
    expect(checkout.npmCalls).toEqual([]);
  });
});

describe("the launcher keeps the bundle of an entry", () => {
  const bundle = path.join("bundles", "cli_hub.ts.cjs");
  let edited: SmallCheckout;
  let added: SmallCheckout;
  let unwritable: SmallCheckout;
  let dependency: SmallCheckout;

  /** What was changed within the last two seconds is not kept, because it might change again unseen. */
  beforeAll(async () => {
    [edited, added, unwritable] = [new SmallCheckout(), new SmallCheckout(), new SmallCheckout()];
    dependency = new SmallCheckout("project/node_modules/small");
    for (const checkout of [edited, added, unwritable, dependency]) checkout.install();
    unwritable.write(".cache", "in the way");
    dependency.lock({ "node_modules/else": { version: "1.0.0" } });
    await sleep(2100);
  });

  afterAll(() => {
    for (const checkout of [edited, added, unwritable, dependency]) checkout.remove();
  });

  test("until a source changes, even to one of the same size and date", async () => {
    expect(await edited.run()).toEqual(RAN);
    const { mtimeMs } = statSync(path.join(edited.folder, ".cache", bundle));
    expect(await edited.run()).toEqual(RAN);
    expect(statSync(path.join(edited.folder, ".cache", bundle)).mtimeMs).toBe(mtimeMs);

    const said = path.join(edited.folder, "cli", "said.ts");
    const { atime, mtime } = statSync(said);
    writeFileSync(said, 'export const said = "two";\n');
    utimesSync(said, atime, mtime);
    expect((await edited.run()).stdout).toBe("two\n");
  });

  test("until a file is added that an import means from then on, or packages change", async () => {
    expect(await added.run()).toEqual(RAN);
    expect(existsSync(path.join(added.folder, ".cache", bundle))).toBe(true);
    added.write("cli/said.tsx", 'export const said = "three";\n');
    expect((await added.run()).stdout).toBe("three\n");
    added.lock({ ...PACKAGES, "node_modules/esbuild": { version: "2.0.0", integrity: "sha512-two" } });
    await added.run();
    expect(added.npmCalls).toEqual([NPM_CI]);
  });

  test("where it can; elsewhere each run makes one", async () => {
    expect(await unwritable.run()).toEqual(RAN);
    expect(await unwritable.run()).toEqual(RAN);
  });

  test("in somebody's node_modules beside that project's packages, and installs none", async () => {
    expect(await dependency.run()).toEqual(RAN);
    expect(dependency.npmCalls).toEqual([]);
    expect(existsSync(path.join(dependency.folder, ".cache"))).toBe(false);
    expect(existsSync(path.join(dependency.folder, "..", ".cache", "small", bundle))).toBe(true);
  });
});

test("a stack trace names the source's file, line and column", async () => {
  const checkout = new SmallCheckout();
  checkout.install();
  checkout.write("cli/hub.ts", 'interface Nothing {}\n\nconst none: Nothing = {};\nthrow new Error("fell", none);\n');
  const { code, stderr } = await checkout.run();
  expect(code).toBe(1);
  expect(stderr).toContain(`Error: fell\n    at Object.<anonymous> (${checkout.folder}/cli/hub.ts:4:7)\n`);
  checkout.remove();
});
