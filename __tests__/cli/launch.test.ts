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

describe("the launcher keeps the bundle of an entry", () => {
  /** What was changed within the last two seconds is not kept, because it might change again unseen. */
  async function keptBundle(): Promise<string> {
    checkout.install();
    await sleep(2100);
    expect(await checkout.run()).toEqual(RAN);
    const file = path.join(checkout.folder, ".cache", "bundles", "cli_hub.ts.cjs");
    const { mtimeMs } = statSync(file);
    expect(await checkout.run()).toEqual(RAN);
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
    return file;
  }

  test("until a source changes, even to one of the same size and date", async () => {
    await keptBundle();
    const said = path.join(checkout.folder, "cli", "said.ts");
    const { atime, mtime } = statSync(said);
    writeFileSync(said, 'export const said = "two";\n');
    utimesSync(said, atime, mtime);
    expect((await checkout.run()).stdout).toBe("two\n");
  });

  test("until a file is added that an import means from then on, or packages change", async () => {
    const file = await keptBundle();
    checkout.write("cli/said.tsx", 'export const said = "three";\n');
    expect((await checkout.run()).stdout).toBe("three\n");
    expect(existsSync(file)).toBe(true);
    checkout.lock({ ...PACKAGES, "node_modules/esbuild": { version: "2.0.0", integrity: "sha512-two" } });
    await checkout.run();
    expect(checkout.npmCalls).toEqual([NPM_CI]);
  });
});

test("a stack trace names the source's file, line and column", async () => {
  checkout.install();
  checkout.write("cli/hub.ts", 'interface Nothing {}\n\nconst none: Nothing = {};\nthrow new Error("fell", none);\n');
  const { code, stderr } = await checkout.run();
  expect(code).toBe(1);
  expect(stderr).toContain(`Error: fell\n    at Object.<anonymous> (${checkout.folder}/cli/hub.ts:4:7)\n`);
});

test("in somebody's node_modules the launcher installs nothing, and keeps the bundle beside that project's packages", async () => {
  const dependency = new SmallCheckout("project/node_modules/small");
  dependency.install();
  dependency.lock({ "node_modules/else": { version: "1.0.0" } });
  await sleep(2100);
  expect(await dependency.run()).toEqual(RAN);
  expect(dependency.npmCalls).toEqual([]);
  expect(existsSync(path.join(dependency.folder, ".cache"))).toBe(false);
  expect(existsSync(path.join(dependency.folder, "..", ".cache", "small", "bundles", "cli_hub.ts.cjs"))).toBe(true);
  dependency.remove();
});
