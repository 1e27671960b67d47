/** A checkout of a few files with the real launcher, and an `npm` that needs no network. */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { project, type Finished } from "./hub-process";

/** One package of a lock file. */
export interface LockedPackage {
  readonly version: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

/** By folder. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/** What the lock file of a {@link SmallCheckout} holds at first: one package that runs, one for tests, one for elsewhere. */
export const PACKAGES = {
  "node_modules/esbuild": { version: "1.0.0", integrity: "sha512-esbuild" },
  "node_modules/jest": { version: "1.0.0", integrity: "sha512-jest", dev: true },
  "node_modules/fsevents": { version: "1.0.0", integrity: "sha512-fsevents", optional: true },
} satisfies LockedPackages;

/** {@link PACKAGES} but one. */
export function packagesWithout(folder: keyof typeof PACKAGES): LockedPackages {
  return Object.fromEntries(Object.entries(PACKAGES).filter(([other]) => other !== folder));
}

/** Takes its time, writes down that it was called, and installs what the lock file of its folder says. */
const NPM = `#!/usr/bin/env node
const { appendFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } = require("node:fs");
appendFileSync(process.env.NPM_CALLS, process.argv.slice(2).join(" ") + "\\n");
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(process.env.NPM_TAKES ?? 0));
rmSync("node_modules", { recursive: true, force: true });
mkdirSync("node_modules");
symlinkSync(process.env.REAL_ESBUILD, "node_modules/esbuild");
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const installed = Object.entries(packages).filter(([folder, { optional }]) => folder !== "" && !optional);
writeFileSync("node_modules/.package-lock.json", JSON.stringify({ packages: Object.fromEntries(installed) }));
`;

/** A checkout below a temporary folder. */
export class SmallCheckout {
  readonly #home = realpathSync(mkdtempSync(path.join(tmpdir(), "hub-launch-")));
  readonly #calls = path.join(this.#home, "npm-calls");

  /** @param at where its folder is, below a temporary one */
  constructor(at = "checkout") {
    this.folder = path.join(this.#home, at);
    mkdirSync(path.join(this.#home, "bin"));
    writeFileSync(path.join(this.#home, "bin", "npm"), NPM, { mode: 0o755 });
    for (const file of ["hub", "cli/launch.cjs", "cli/launcher"]) {
      cpSync(path.join(project, file), path.join(this.folder, file), { recursive: true });
    }
    this.write("package.json", JSON.stringify({ name: "small" }));
    this.write("tsconfig.json", "{}");
    this.write("cli/hub.ts", 'import { said } from "./said";\n\nconsole.log(said);\n');
    this.write("cli/said.ts", 'export const said = "one";\n');
    this.lock(PACKAGES);
  }

  /** Absolute. */
  readonly folder: string;

  /** Writes a file of the checkout. */
  write(file: string, text: string): void {
    writeFileSync(path.join(this.folder, file), text);
  }

  /** Writes the lock file. */
  lock(packages: LockedPackages): void {
    this.write("package-lock.json", JSON.stringify({ packages: { "": { name: "small" }, ...packages } }));
  }

  /** Makes node_modules, as `npm ci` would leave it. */
  install(packages: LockedPackages = PACKAGES): void {
    this.lock(packages);
    spawnSync(path.join(this.#home, "bin", "npm"), ["ci"], { cwd: this.folder, env: this.#env() });
    this.lock(PACKAGES);
    rmSync(this.#calls);
  }

  /** Runs the launcher; by default `./hub`. */
  run(...args: readonly string[]): Promise<Finished> {
    const [program = "hub", ...rest] = args;
    const env = { ...this.#env(), NPM_TAKES: "300" };
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [program, ...rest], { cwd: this.folder, env });
      let stdout = "";
      let stderr = "";
      child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
      child.on("close", (code) => {
        resolve({ code, stdout, stderr });
      });
    });
  }

  /** Starts `./hub`, and kills it as soon as it has called npm. */
  async runUntilKilled(): Promise<void> {
    const child = spawn(process.execPath, ["hub"], { cwd: this.folder, env: { ...this.#env(), NPM_TAKES: "1500" } });
    while (this.npmCalls.length === 0) await sleep(20);
    child.kill("SIGKILL");
  }

  /** The arguments of every call of npm by the launcher. */
  get npmCalls(): string[] {
    return existsSync(this.#calls) ? readFileSync(this.#calls, "utf8").trimEnd().split("\n") : [];
  }

  /** Removes everything. */
  remove(): void {
    rmSync(this.#home, { recursive: true });
  }

  #env(): NodeJS.ProcessEnv {
    return {
      PATH: `${path.join(this.#home, "bin")}${path.delimiter}${process.env["PATH"] ?? ""}`,
      NPM_CALLS: this.#calls,
      REAL_ESBUILD: path.join(project, "node_modules", "esbuild"),
    };
  }
}
