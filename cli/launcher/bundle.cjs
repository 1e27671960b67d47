/** Bundles our own TypeScript, and keeps the bundle until something that it was made from changes. */
const { existsSync, mkdirSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const { INSTALLED, LOCK } = require("./install.cjs");
const { cacheFolder, isDependency, packageFolder } = require("./place.cjs");

/** What is younger than this may change again without looking changed: some file systems count time in such steps. */
const COARSE_CLOCK_MILLISECONDS = 2000;

/**
 * The bundle of an entry that an earlier run kept, if nothing has changed since it was made: our sources, what is
 * installed, what should be.
 *
 * @returns {string | undefined} its code
 */
function keptBundle(entry) {
  try {
    const text = readFileSync(fileOf(entry), "utf8");
    const end = text.indexOf("\n");
    const stamps = Object.entries(JSON.parse(text.slice(0, end)));
    return stamps.every(([file, stamp]) => stampOf(file) === stamp) ? text.slice(end + 1) : undefined;
  } catch {
    return undefined; // none yet, or one that another version wrote
  }
}

/** Bundles an entry, all but the packages, and keeps the result. Says what does not compile and throws. */
function makeBundle(entry) {
  const started = Date.now();
  const { outputFiles, metafile } = require("esbuild").buildSync({
    absWorkingDir: packageFolder,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    packages: "external",
    // esbuild looks for none within node_modules, where this package may stand.
    tsconfig: "tsconfig.json",
    sourcemap: "inline",
    sourcesContent: false,
    logLevel: "error",
  });
  const code = outputFiles[0].text;
  keep(entry, code, madeFrom(Object.keys(metafile.inputs)), started);
  return code;
}

/** Keeps a bundle where that can be done; this run does not need it. */
function keep(entry, code, files, started) {
  const stamps = Object.fromEntries(files.map((file) => [file, stampOf(file)]));
  // A change between esbuild's reading and these stamps would otherwise never be seen.
  if (files.some((file) => changed(file) > started - COARSE_CLOCK_MILLISECONDS)) return;
  const kept = fileOf(entry);
  const part = `${kept}.${process.pid}`;
  try {
    mkdirSync(path.dirname(kept), { recursive: true });
    // Whole or not at all: others read it meanwhile.
    writeFileSync(part, `${JSON.stringify(stamps)}\n${code}`);
    renameSync(part, kept);
  } catch {
    // A checkout that is read-only, or a full disk, which may have taken a part of it.
    if (existsSync(part)) unlinkSync(part);
  }
}

/** Everything that a bundle depends on: a file more in a folder may be what an import means from then on. */
function madeFrom(inputs) {
  return [
    ...new Set([
      ...inputs,
      ...inputs.map((input) => path.dirname(input)),
      "package.json",
      "tsconfig.json",
      path.join(__dirname, "bundle.cjs"),
      require.resolve("esbuild/package.json"),
      ...(isDependency ? [] : [LOCK, INSTALLED]),
    ]),
  ];
}

/**
 * Changes whenever the file does. The time of the last change of status alone would do: unlike that of the last change of
 * content nobody can set it, and packages come with files that are all from 1985.
 */
function stampOf(file) {
  const found = statusOf(file);
  return found === undefined ? null : [found.size, found.mtimeMs, found.ctimeMs, found.ino].join(" ");
}

/** When a file was changed, in milliseconds since 1970. */
function changed(file) {
  return statusOf(file)?.ctimeMs ?? 0;
}

function statusOf(file) {
  return statSync(path.resolve(packageFolder, file), { throwIfNoEntry: false });
}

function fileOf(entry) {
  return path.join(cacheFolder, "bundles", `${entry.replace(/[\\/]/g, "_")}.cjs`);
}

module.exports = { keptBundle, makeBundle };
