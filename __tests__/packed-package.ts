/** This package as others get it: packed by npm, in the folder of a project that has an environment of its own. */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Finished } from "./cli/hub-process";

const checkout = path.join(__dirname, "..");

/** The name under which the package is installed. */
export const PACKAGE = "eventbridge-saas-hub";

/** A folder outside the checkout that holds a package.json, the tarball and the environment `acme`, a copy of dev. */
export class DependentProject {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), "hub-dependent-")));
  /** Absolute path of the packed package. */
  readonly tarball: string;

  constructor() {
    const packed = run("npm", ["pack", "--silent", "--pack-destination", this.folder], checkout);
    if (packed.code !== 0) throw new Error(`npm pack failed: ${packed.stderr}`);
    this.tarball = path.join(this.folder, packed.stdout.trim());
    writeFileSync(path.join(this.folder, "package.json"), JSON.stringify({ name: "acme-events", private: true }));
    const environment = path.join(this.folder, "environments", "acme");
    cpSync(path.join(checkout, "environments", "dev"), environment, { recursive: true });
    const hub = path.join(environment, "hub.yaml");
    writeFileSync(hub, readFileSync(hub, "utf8").replace("environment: dev", "environment: acme"));
  }

  /** Runs a program in a folder of the project. */
  run(program: string, args: readonly string[], folder = "."): Finished {
    return run(program, args, path.join(this.folder, folder));
  }

  /** Runs the installed command, as `npx hub` would. */
  hub(...args: readonly string[]): Finished {
    return this.run(path.join(this.folder, "node_modules", ".bin", "hub"), args);
  }

  /** Every file below a folder of the project, but those of a folder's packages. */
  files(folder: string): string[] {
    const names = readdirSync(path.join(this.folder, folder), { recursive: true, encoding: "utf8" });
    return names.filter((name) => !name.split(path.sep).includes("node_modules")).sort();
  }

  /** The text of a file of the project. */
  read(file: string): string {
    return readFileSync(path.join(this.folder, file), "utf8");
  }

  /** What a new folder within the project is called; it is made. */
  newFolder(name: string): string {
    mkdirSync(path.join(this.folder, name), { recursive: true });
    return name;
  }

  /** Removes everything. */
  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function run(program: string, args: readonly string[], cwd: string): Finished {
  const env = { ...process.env, HUB_ENV: undefined, CDKTF_OUTDIR: undefined, NODE_PATH: undefined };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: "utf8" });
  return { code: status, stdout, stderr };
}
