import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";
import { zipSync } from "fflate";
import { z } from "zod";

/** A function's code, ready for Lambda. */
export interface FunctionBundle {
  /** Absolute path of a zip that holds `index.js`. */
  readonly zipFile: string;
  /** SHA-256 of the zip in base64: what Lambda calls CodeSha256. */
  readonly sha256: string;
}

/** What a bundle was made from: it is good while these files are unchanged. */
const recordSchema = z.strictObject({ inputs: z.array(z.string()).readonly(), digest: z.string() });
type BundleRecord = z.output<typeof recordSchema>;

/**
 * Bundles a handler and everything it imports, the AWS SDK included, into a zip for Lambda's Node 22: what was tested is
 * what runs, not the SDK that the runtime happens to hold. The same sources and packages give the same bytes on every
 * machine, so a plan shows a change of code only where there is one. Names are kept, so that a stack trace in a log can
 * be read.
 *
 * A bundle takes a third of a second, so it is kept in `node_modules/.cache` until its sources or the lock file change. Where
 * the handler itself stands in a package of somebody's project, cache and lock file are that project's.
 *
 * @param entry absolute path of the TypeScript file that exports `handler`
 * @throws Error when the sources do not compile
 */
export function functionBundle(entry: string): FunctionBundle {
  const { project, lock } = lockedProject(entry);
  const folder = path.join(project, "node_modules", ".cache", "functions");
  const name = path.relative(project, entry).replace(/[\\/]/g, "_").replace(/\.ts$/, "");
  const zipFile = path.join(folder, `${name}.zip`);
  const recordFile = path.join(folder, `${name}.json`);

  const record = readRecord(recordFile);
  const digest = record && digestOf(project, lock, record.inputs);
  if (digest === undefined || digest !== record?.digest || !existsSync(zipFile)) {
    const { zip, inputs } = bundle(project, entry);
    mkdirSync(folder, { recursive: true });
    writeWhole(zipFile, zip);
    const written: BundleRecord = { inputs, digest: digestOf(project, lock, inputs) ?? "" };
    writeWhole(recordFile, JSON.stringify(written));
  }
  return { zipFile, sha256: createHash("sha256").update(readFileSync(zipFile)).digest("base64") };
}

function bundle(project: string, entry: string): { readonly zip: Uint8Array; readonly inputs: readonly string[] } {
  const owner = nearestAbove(entry, ["package.json", ...LOCK_FILES]) ?? project;
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: project,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    // ES modules first: of them only what is used is kept.
    mainFields: ["module", "main"],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    logLevel: "silent",
    // What our tsconfig.json makes of our sources, and esbuild reads none within node_modules.
    ...(isWithinPackages(owner) ? { banner: { js: '"use strict";' } } : {}),
  });
  const zip = zipSync({
    "index.js": [
      outputFiles[0]?.contents ?? new Uint8Array(),
      // Always the same date, and readable for the user that Lambda runs as.
      { mtime: new Date(1980, 0, 1), os: 3, attrs: 0o100644 << 16 },
    ],
  });
  return { zip, inputs: Object.keys(metafile.inputs).filter((input) => isOwn(path.join(project, input), owner)) };
}

/** Whether a file is the handler's own source rather than that of a package. */
function isOwn(file: string, owner: string): boolean {
  const within = file.startsWith(owner + path.sep) ? file.slice(owner.length) : file;
  return !isWithinPackages(within);
}

function isWithinPackages(folder: string): boolean {
  return folder.split(path.sep).includes("node_modules");
}

/**
 * Digest of the function's own sources and of the lock file, which stands for every package; undefined when one of them is
 * gone.
 */
function digestOf(project: string, lock: string | undefined, inputs: readonly string[]): string | undefined {
  if (lock === undefined) return undefined;
  const hash = createHash("sha256").update(readFileSync(lock));
  for (const input of inputs) {
    const file = path.join(project, input);
    if (!existsSync(file)) return undefined;
    hash.update(input).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** What is no such record counts as none: the bundle is made again. */
function readRecord(file: string): BundleRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/** Two syntheses at once must not read half a file of each other. */
function writeWhole(file: string, content: string | Uint8Array): void {
  const part = `${file}.${process.pid}`;
  writeFileSync(part, content);
  renameSync(part, file);
}

const LOCK_FILES = ["package-lock.json", "pnpm-lock.yaml", "yarn.lock"];

/** The project whose packages a handler is bundled with, and its lock file where it has one. */
function lockedProject(entry: string): { readonly project: string; readonly lock?: string } {
  const project = nearestAbove(entry, LOCK_FILES);
  if (project === undefined) {
    const [outside, within] = entry.split(`${path.sep}node_modules${path.sep}`);
    if (outside === undefined || within === undefined) throw new Error(`No package-lock.json above ${entry}`);
    return { project: outside };
  }
  const lock = LOCK_FILES.map((name) => path.join(project, name)).find((file) => existsSync(file));
  return lock === undefined ? { project } : { project, lock };
}

/** The nearest folder above that holds one of some files. */
function nearestAbove(file: string, names: readonly string[]): string | undefined {
  const folder = path.dirname(file);
  if (folder === file) return undefined;
  return names.some((name) => existsSync(path.join(folder, name))) ? folder : nearestAbove(folder, names);
}
